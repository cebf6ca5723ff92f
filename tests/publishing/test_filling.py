"""Blocks as an office publishes them."""

import pytest

from cms.fact_wording import aloud
from cms.placeholders import MissingFact
from publishing.channel import Block
from publishing.filling import Filling


def filled(block, facts, **kwargs):
    return [dict(one.data) for one in Filling(facts, "vi", **kwargs).blocks([block])]


def test_texts_html_and_cells_are_filled_in():
    table = Block("table", {"caption": "{{hotline}}", "rows": [["{{hotline}}", "2"]]})

    assert filled(table, {"hotline": "1"}) == [{"caption": "1", "rows": [["1", "2"]]}]


@pytest.mark.parametrize(
    "block",
    [
        Block("heading", {"text": "{{if:fax}}Fax{{end}}", "level": 2}),
        Block("fact_box", {"title": "Fax", "text_html": "<p>{{if:fax}}{{fax}}{{end}}</p>"}),
        Block("quotation", {"text": "{{if:fax}}Fax{{end}}", "attribution": "A"}),
        Block("question_answer", {"question": "Fax?", "answer_html": "<p>{{if:fax}}a{{end}}</p>"}),
    ],
)
def test_a_block_of_which_nothing_is_left_is_left_out(block):
    assert filled(block, {}) == []
    assert len(filled(block, {"fax": "1"})) == 1


def test_a_step_of_which_nothing_is_left_is_left_out_and_an_empty_cell_stays():
    steps = Block("steps", {"title": "", "steps_html": ["<p>{{if:fax}}a{{end}}</p>", "<p>b</p>"]})
    table = Block("table", {"caption": "x", "rows": [["{{if:fax}}a{{end}}", "b"]]})

    assert filled(steps, {})[0]["steps_html"] == ["<p>b</p>"]
    assert filled(table, {})[0]["rows"] == [["", "b"]]


def test_what_is_empty_as_it_was_written_stays():
    assert filled(Block("heading", {"text": "", "level": 2}), {}) == [{"text": "", "level": 2}]


def test_who_reads_aloud_gets_words():
    block = Block("paragraph", {"text_html": "<p>Gọi {{hotline}}: {{figure:x}}</p>"})

    (data,) = filled(block, {"hotline": "19", "figure:x": "8,5 %"}, wording=aloud("vi"))
    assert data["text_html"] == "<p>Gọi một chín: tám phẩy năm phần trăm</p>"


def test_what_is_missing_is_named():
    with pytest.raises(MissingFact):
        filled(Block("heading", {"text": "{{fax}}", "level": 2}), {})
