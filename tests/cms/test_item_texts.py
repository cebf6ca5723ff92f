"""The texts of an item, and what is no text."""

import json

import pytest

from cms.item_texts import TextRefused, slots_changed, texts_of, with_texts, without_texts
from tests.factories.amendments import written_desk

pytestmark = pytest.mark.django_db

MERGED = {
    "data": [["Đối tượng", None], ["Hộ nghèo", "100%"]],
    "mergeCells": [{"row": 0, "col": 0, "rowspan": 1, "colspan": 2}],
}


@pytest.fixture
def content():
    return written_desk().now().get_latest_revision().content


def slot(content, words: str) -> str:
    return next(text.slot for text in texts_of(content) if words in text.text)


def test_every_text_has_a_place_of_its_own_in_reading_order(content):
    texts = texts_of(content)

    assert len({text.slot for text in texts}) == len(texts)
    assert [text.slot for text in texts][:2] == ["title", "lead"]
    shown = [text.text for text in texts]
    for words in ("Ai được hỗ trợ", "Mang theo sổ", "Cần nhớ", "Bấm nộp.", "4,5%", "Dễ làm lắm."):
        assert words in shown


def test_nothing_changed_gives_the_very_same_content(content):
    texts = {text.slot: f" {text.text}\r\n" for text in texts_of(content)}

    assert with_texts(content, texts) == content
    assert slots_changed(content, texts) == {}


def test_only_the_changed_text_differs(content):
    made = with_texts(content, {slot(content, "4,5%"): "5%"})

    assert made["body"] == json.dumps(json.loads(content["body"])).replace("4,5%", "5%")
    assert {k: v for k, v in made.items() if k != "body"} == {
        k: v for k, v in content.items() if k != "body"
    }
    assert without_texts(made) == without_texts(content)


def test_the_content_that_was_given_is_left_alone(content):
    before = json.dumps(content, default=str)

    with_texts(content, {"title": "Khác", slot(content, "4,5%"): "5%"})

    assert json.dumps(content, default=str) == before


def test_a_line_stays_one_line_and_two_paragraphs_change_at_once(content):
    made = with_texts(
        content,
        {
            "title": "Hai\ndòng",
            slot(content, "Mang theo thẻ"): "Mang thẻ",
            slot(content, "Mang theo sổ"): "Mang sổ",
        },
    )

    assert made["title"] == "Hai dòng"
    paragraph = json.loads(made["body"])[1]["value"]
    assert '<li data-block-key="p2">Mang thẻ</li><li data-block-key="p3">Mang sổ</li>' in paragraph


def test_a_lost_mark_names_its_text(content):
    place = slot(content, "tra cứu")

    with pytest.raises(TextRefused) as refusal:
        with_texts(content, {place: "Không còn liên kết"})

    assert refusal.value.slot == place


def test_cells_under_a_merged_one_and_empty_ones_are_not_offered(content):
    table = {"type": "table", "id": "t", "value": {"caption": "Mức", "table": MERGED}}
    content = {**content, "body": json.dumps([table])}

    assert [text.text for text in texts_of(content)][2:] == ["Mức", "Đối tượng", "Hộ nghèo", "100%"]


def test_where_a_link_leads_is_no_text(content):
    other = {**content, "body": content["body"].replace("example.vn/tra-cuu", "example.vn/khac")}

    assert [t.text for t in texts_of(other)] == [t.text for t in texts_of(content)]
    assert without_texts(other) != without_texts(content)


def test_an_unknown_place_is_passed_over(content):
    assert with_texts(content, {"khong-co.value#9": "x", "": "y"}) == content


def test_an_item_without_body_has_its_fields_only(content):
    for body in ("[]", "", None):
        assert {text.slot for text in texts_of({**content, "body": body})} == {"title", "lead"}
