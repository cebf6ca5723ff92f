"""Rich text in sentences, and together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.rich_text import rich_texts
from translations.divided import lines, rich
from translations.marked import Sentence, html_atoms, partners_of, sentence_of, stored
from translations.marks import badly_nested


def sentences(source: str) -> list[Sentence]:
    return [piece for part in rich(source) for piece in part if isinstance(piece, Sentence)]


def texts(source: str) -> list[str]:
    return [each.text for each in sentences(source)]


def raw(piece: Sentence | str) -> str:
    return piece if isinstance(piece, str) else piece.raw


@given(rich_texts)
def test_nothing_is_lost(source):
    assert "".join(raw(piece) for part in rich(source) for piece in part) == source


@given(rich_texts)
def test_marks_are_in_order_and_their_own_text_gives_the_same_bytes(source):
    for each in sentences(source):
        assert not badly_nested(each.text)
        assert stored(each, each.text, rich=True) == each.raw
        assert each.text == each.text.strip()
        assert list(each.marks) == [str(n) for n in range(1, len(each.marks) + 1)]


@given(rich_texts)
def test_a_translation_is_read_as_it_was_written(source):
    for each in sentences(source):
        atoms = html_atoms(stored(each, f"{each.text} & <x>", rich=True))

        again = sentence_of(atoms, partners_of(atoms), 0, len(atoms))

        assert again.text == f"{each.text} & <x>"


@given(st.text(alphabet="aB1. …\r\n⟨⟩<>&\u2028", max_size=40), st.booleans())
def test_plain_text_is_not_lost_either(source, by_sentence):
    parts = [piece for part in lines(source, by_sentence=by_sentence) for piece in part]

    assert "".join(raw(piece) for piece in parts) == source
    for each in parts:
        if isinstance(each, Sentence):
            assert stored(each, each.text, rich=False) == each.raw
            assert "\n" not in each.text


def test_tags_around_whole_sentences_stay_outside():
    assert texts("<p><b>Câu một. Câu hai.</b> Câu ba.</p>") == ["Câu một.", "Câu hai.", "Câu ba."]
    assert texts("<li><i><b>Câu một.</b></i></li>") == ["Câu một."]
    assert texts('<p><a href="/x">Xem thêm</a></p>') == ["Xem thêm"]


def test_tags_within_a_sentence_are_numbered_marks():
    (sentence,) = sentences('<p>Xem <a href="/x">hướng <b>dẫn</b></a> này, ⟨mới⟩.</p>')

    assert sentence.text == "Xem ⟨1⟩hướng ⟨2⟩dẫn⟨/2⟩⟨/1⟩ này, ⟨3/⟩mới⟨4/⟩."
    assert dict(sentence.marks) == {"1": '<a href="/x">', "2": "<b>", "3": "⟨", "4": "⟩"}


def test_no_sentence_ends_inside_a_tag_that_goes_on():
    assert texts("<p>Đây là <b>chữ đậm. Và</b> chữ thường. Hết.</p>") == [
        "Đây là ⟨1⟩chữ đậm. Và⟨/1⟩ chữ thường.",
        "Hết.",
    ]


def test_a_line_break_ends_a_sentence():
    assert texts("<p>Địa chỉ: Số 1<br/>Điện thoại: 1900 9068</p>") == [
        "Địa chỉ: Số 1",
        "Điện thoại: 1900 9068",
    ]


@pytest.mark.parametrize(
    "source", ["<p>–</p>", "<p><b> </b></p>", "<p>{{hotline}}</p>", "<hr/>", ""]
)
def test_what_says_nothing_is_not_translated(source):
    assert texts(source) == []


def test_characters_of_html_are_read_as_they_are_seen():
    (sentence,) = sentences("<p>Dưới 18 &amp; trên 60 &lt;tuổi&gt;&nbsp;A</p>")

    assert sentence.text == "Dưới 18 & trên 60 <tuổi>\u00a0A"
    assert stored(sentence, "A & B <c>", rich=True) == "A &amp; B &lt;c&gt;"


def test_a_title_is_one_and_a_lead_is_divided():
    text = "Câu một. Câu hai.\nCâu ba."

    one = [
        p.text for part in lines(text, by_sentence=False) for p in part if not isinstance(p, str)
    ]
    many = [
        p.text for part in lines(text, by_sentence=True) for p in part if not isinstance(p, str)
    ]
    assert one == ["Câu một. Câu hai.", "Câu ba."]
    assert many == ["Câu một.", "Câu hai.", "Câu ba."]
