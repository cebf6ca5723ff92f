"""Rich text corrected as plain text: links and formatting survive, or the correction is refused."""

import pytest
from django.utils import translation

from cms.inline_marks import MarksLost, links_in, paragraphs_of, with_paragraphs

pytestmark = pytest.mark.django_db  # where a link leads is looked up

SOURCE = (
    '<p data-block-key="a1">Xem <a linktype="page" id="3">hướng <b>dẫn</b></a> &amp; <b>mức</b> 4<br/>'
    'dòng hai</p><ul><li data-block-key="b1">Một</li><li data-block-key="b2">Hai</li></ul>'
    '<p data-block-key="c1"></p>'
)


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


def corrected(index: int, text: str, source: str = SOURCE) -> str:
    return with_paragraphs(source, {paragraphs_of(source)[index].number: text})


def test_tags_become_marks_that_say_what_they_are():
    assert [paragraph.text for paragraph in paragraphs_of(SOURCE)] == [
        "Xem ⟨liên kết⟩hướng ⟨đậm⟩dẫn⟨/đậm⟩⟨/liên kết⟩ & ⟨đậm 2⟩mức⟨/đậm 2⟩ 4\ndòng hai",
        "Một",
        "Hai",
    ]


def test_changed_words_keep_every_tag_and_the_other_paragraphs():
    text = paragraphs_of(SOURCE)[0].text.replace("hướng", "chỉ").replace("mức", "mức đóng")

    assert corrected(0, text) == SOURCE.replace("hướng", "chỉ").replace("mức", "mức đóng")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "Viết lại hết",
        lambda text: text.replace("⟨/liên kết⟩", ""),
        lambda text: text.replace("⟨đậm 2⟩", ""),
        lambda text: text + "⟨đậm⟩",
        lambda text: text + "⟨lạ⟩",
        lambda text: text + "⟨",
        lambda text: text.replace("⟨đậm⟩dẫn⟨/đậm⟩⟨/liên kết⟩", "⟨đậm⟩dẫn⟨/liên kết⟩⟨/đậm⟩"),
        lambda text: text.replace("⟨đậm 2⟩mức⟨/đậm 2⟩", "⟨/đậm 2⟩mức⟨đậm 2⟩"),
        lambda text: text.replace("mức", " "),
        lambda text: "",
    ],
)
def test_a_lost_doubled_or_misplaced_mark_is_refused_by_name(spoil):
    with pytest.raises(MarksLost, match="⟨"):
        corrected(0, spoil(paragraphs_of(SOURCE)[0].text))


def test_typed_markup_is_text():
    assert "&lt;a href=x&gt;Một &amp;amp;" in corrected(1, "<a href=x>Một &amp;")


def test_an_emptied_paragraph_without_marks_goes_with_its_tag():
    assert corrected(1, " ") == SOURCE.replace('<li data-block-key="b1">Một</li>', "")


def test_a_list_that_lost_all_its_points_goes_too():
    one, two = (paragraph.number for paragraph in paragraphs_of(SOURCE)[1:])

    assert "<ul>" not in with_paragraphs(SOURCE, {one: "", two: ""})


def test_a_new_line_is_a_line_break():
    assert "Một<br/>dòng" in corrected(1, "Một\r\ndòng")


def test_formatting_of_imported_texts_is_stored_as_the_editor_stores_it():
    source = "<p>Cần <strong>đóng</strong> sớm</p>"

    assert corrected(0, "Cần ⟨đậm⟩nộp⟨/đậm⟩ sớm", source) == "<p>Cần <b>nộp</b> sớm</p>"


def test_formatting_that_the_editor_does_not_have_is_never_lost_silently():
    source = "<p>Cần <code>đóng</code> sớm</p>"

    with pytest.raises(MarksLost):
        corrected(0, "Cần ⟨code⟩nộp⟨/code⟩ sớm", source)


def test_a_paragraph_that_holds_such_marks_as_letters_is_not_offered():
    assert paragraphs_of("<p>Ký hiệu ⟨x⟩</p>") == []


@pytest.mark.parametrize("source", ["", "   ", "<p></p>", "chữ không thẻ", "<p>hở", "</p>x<b>"])
def test_odd_rich_text_stays_as_it_is(source):
    assert with_paragraphs(source, {}) == source
    assert len(paragraphs_of(source)) <= 1


def test_links_are_listed_with_where_they_lead():
    assert links_in(SOURCE) == ['<a linktype="page" id="3">']
