"""One way of writing what means the same."""

import pytest

from cms.models import ArticlePage
from translations.copies.canonical import blocks_of, rich_text

BODY = ArticlePage._meta.get_field("body").stream_block


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p data-block-key="x1">A</p>', "<p>A</p>"),
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        ("<p><strong>a</strong></p>", "<p><b>a</b></p>"),
        ('<p><a linktype="page" id="3">a</a></p>', '<p><a id="3" linktype="page">a</a></p>'),
        ("<p>a</p>\n<ul> <li>b</li></ul>", "<p>a</p><ul><li>b</li></ul>"),
    ],
)
def test_writings_of_the_same_text_are_one(one, other):
    assert rich_text(one) == rich_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>8 %</p>", "<p>8,5 %</p>"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p><b>a</b></p>", "<p>a</p>"),
        ('<p><a href="/x">a</a></p>', '<p><a href="/y">a</a></p>'),
        ("<p>a</p>", "<p>a</p><p></p>"),
    ],
)
def test_other_texts_stay_other(one, other):
    assert rich_text(one) != rich_text(other)


@pytest.mark.parametrize(
    "text",
    ["<p>Mức &lt; 8 &amp; hơn {{hotline}}</p>", "<p>a</p><ul><li>b</li></ul>", "Không thẻ", ""],
)
def test_what_is_written_so_already_stays(text):
    assert rich_text(text) == text


def test_nothing_that_a_reader_sees_is_lost():
    """A text that no editor made stays as it is where it cannot be written anew without loss."""
    assert rich_text("a & d < e") == "a &amp; d &lt; e"
    assert rich_text("a <?y> b") == "a <?y> b"
    assert "Mức" in rich_text("<p>Mức <b")


def test_structures_have_all_their_fields():
    short = {"type": "picture", "value": {"picture": 1, "alt": "Ảnh"}, "id": "b"}
    (made,) = blocks_of(BODY, [short])
    assert made["value"].keys() >= {"picture", "alt", "decorative", "caption", "credit"}
    assert blocks_of(BODY, [made]) == [made]


def test_tables_say_all_of_their_headings():
    table = {"data": [["a", None]], "first_row_is_table_header": True}
    block = {"type": "table", "value": {"caption": "B", "table": table}, "id": "t"}
    (made,) = blocks_of(BODY, [block])
    said = made["value"]["table"]
    assert (said["data"], said["table_header_choice"]) == ([["a", ""]], "row")
    assert blocks_of(BODY, [made]) == [made]


def test_steps_keep_the_ids_of_their_items():
    items = [{"type": "item", "value": '<p data-block-key="k">A</p>', "id": "i1"}]
    block = {"type": "steps", "value": {"title": "", "steps": items}, "id": "s"}
    (made,) = blocks_of(BODY, [block])
    assert made["value"]["steps"] == [{"type": "item", "value": "<p>A</p>", "id": "i1"}]


def test_a_kind_of_block_that_is_no_more_stays():
    old = {"type": "marquee", "value": {"a": 1}, "id": "m"}
    assert blocks_of(BODY, [old]) == [old]
