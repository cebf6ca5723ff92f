"""Tables keep their headings and merged cells."""

from cms.table_cells import rows_of
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
