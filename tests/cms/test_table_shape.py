"""Whatever a script posts as a table becomes rows of texts, or is refused."""

import json

import pytest

from cms.table_cells import covered_cells
from cms.table_shape import NotATable, as_table, read_table


@pytest.mark.parametrize(
    ("cell", "text"),
    [(5, "5"), (True, "true"), ({"a": 1}, '{"a": 1}'), (["ă"], '["ă"]'), (None, None), ("x", "x")],
)
def test_every_cell_is_a_text(cell, text):
    assert read_table(json.dumps({"data": [[cell]]})) == {"data": [[text]]}


@pytest.mark.parametrize(
    "posted",
    [
        "[[1]]",
        '"x"',
        "7",
        "true",
        '{"data": 7}',
        '{"data": [7]}',
        '{"data": {"0": ["a"]}}',
        "{",
        "[" * 100_000,
        '{"data": [[' + "[" * 100_000 + "]" * 100_000 + "]]}",
    ],
)
def test_what_is_no_table_is_refused(posted):
    with pytest.raises(NotATable):
        read_table(posted)


def test_an_empty_table_stays_empty():
    assert read_table("null") is None


def test_a_table_as_the_editor_makes_it_stays_as_it_is():
    merged = [{"row": 0, "col": 0, "rowspan": 1, "colspan": 2}]
    table = {"data": [["a", None]], "mergeCells": merged, "cell": [{"row": 0, "col": 1}]}
    table |= {"table_caption": "Mức đóng", "first_row_is_table_header": True}

    assert as_table(table) == table


@pytest.mark.parametrize(
    "merge",
    [
        7,
        {},
        {"row": 0, "col": 0, "rowspan": 10**9, "colspan": 10**9},
        {"row": "0", "col": 0, "rowspan": 1, "colspan": 1},
        {"row": -1, "col": 0, "rowspan": 1, "colspan": 1},
    ],
)
def test_merged_cells_that_cannot_be_are_left_out(merge):
    assert covered_cells({"data": [["a", "b"]], "mergeCells": [merge]}) == set()
