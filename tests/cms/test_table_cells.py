"""Tables keep their headings and merged cells."""

from time import process_time

from cms.table_cells import rows_of
from cms.table_shape import as_table
from tests.factories.portal import table


def test_the_first_row_heads_its_columns_and_the_first_column_its_rows():
    rows = rows_of(table(["Nhóm", "Mức"], ["Hộ nghèo", "100 %"], first_col_is_header=True))

    assert [[cell.scope for cell in row] for row in rows] == [["col", "col"], ["row", ""]]
    assert rows[1][1].text == "100 %"


def test_cells_under_a_merged_one_are_left_out():
    merged = [{"row": 1, "col": 0, "rowspan": 2, "colspan": 1}]

    rows = rows_of(table(["a", "b"], ["c", "d"], ["", "e"], mergeCells=merged))

    assert rows[1][0].rowspan == 2
    assert [cell.text for cell in rows[2]] == ["e"]


def test_empty_cells_and_no_table_are_no_error():
    assert rows_of(table(["a", None]))[0][1].text == ""
    assert rows_of(None) == []


def test_merged_cells_cost_no_more_than_their_share():
    """Of a table of four times as many cells that are all merged, four times as much, not sixteen."""

    def seconds(size: int) -> float:
        merges = [{"row": row, "col": 0, "rowspan": 1, "colspan": 2} for row in range(size)]
        posted = table(*(["a", "", "b"] for _row in range(size)), mergeCells=merges)
        began = process_time()
        assert [len(row) for row in rows_of(posted)] == [2] * size
        return process_time() - began

    assert min(seconds(4_000) for _n in range(3)) < 12 * min(seconds(1_000) for _n in range(3))


def test_no_more_is_merged_than_there_is():
    whole = {"row": 0, "col": 0, "rowspan": 500, "colspan": 10}
    posted = table(*([""] * 10 for _row in range(500)), mergeCells=[whole] * 5_000)

    rows = rows_of(posted)

    assert [len(row) for row in rows] == [1] + [0] * 499
    assert (rows[0][0].rowspan, rows[0][0].colspan) == (500, 10)
    assert len(as_table(posted)["mergeCells"]) == 1
