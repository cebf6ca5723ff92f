"""A source as translators see it."""

from translations.editing.source_text import as_html, chips, meaning_of, unique
from translations.glossary import Entry, Match

MARKS = {"1": "<b>", "2": '<a href="https://example.vn/">', "3": "<br/>"}


def match(start, end, headword, *forms):
    entry = Entry(hash(headword) % 1000, headword, "", "", "")
    return Match(start, end, entry, preferred=forms[0] if forms else "")


def test_pairs_single_marks_and_placeholders_are_chips_that_say_what_they_mean():
    found = chips("⟨1⟩Gọi⟨/1⟩ {{hotline}}⟨3/⟩ ngay", MARKS)

    assert [(chip.text, chip.closing) for chip in found] == [
        ("⟨1⟩", "⟨/1⟩"),
        ("{{hotline}}", ""),
        ("⟨3/⟩", ""),
    ]
    assert found[0].shown == "⟨1⟩…⟨/1⟩"
    assert all(chip.meaning for chip in found)


def test_a_tag_without_a_word_of_its_own_is_called_by_its_name():
    assert (meaning_of("<h4>"), meaning_of("⟨")) == ("h4", "⟨")


def test_terms_are_marked_with_their_forms_and_a_mark_within_stays_a_chip():
    text = "Đóng bảo hiểm ⟨1⟩y tế⟨/1⟩ ngay"

    html = as_html(text, MARKS, [match(5, 21, "bảo hiểm y tế", "km-form")])

    assert html.startswith('Đóng <mark class="loa-tr-term" title="bảo hiểm y tế → km-form">')
    assert html.count("data-insert") == 2
    assert html.endswith(" ngay")


def test_what_looks_like_html_is_text():
    assert as_html("a < b & <script>", {}, []) == "a &lt; b &amp; &lt;script&gt;"


def test_a_word_of_two_domains_is_marked_once_with_both():
    html = as_html("thẻ", {}, [match(0, 3, "thẻ", "một"), match(0, 3, "thẻ ", "hai")])

    assert html.count("<mark") == 1
    assert "một" in html
    assert "hai" in html


def test_a_term_is_listed_once_however_often_it_stands_there():
    one = match(0, 3, "thẻ", "x")

    assert unique([one, match(9, 12, "thẻ", "x")]) == [match(9, 12, "thẻ", "x")]
