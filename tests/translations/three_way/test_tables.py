"""Tables: cell by cell where headers leave no doubt, whole otherwise."""

import pytest

from tests.factories.merging import only, table
from translations.merging import decide, merge

HEAD = ["Đối tượng", "Mức đóng", "Hỗ trợ"]
POOR = ["Hộ nghèo", "22 %", "50 %"]
NEAR = ["Hộ cận nghèo", "22 %", "40 %"]
OTHER = ["Đối tượng khác", "22 %", "20 %"]


def rows_of(merged):
    return merged.blocks[0]["value"]["table"]["data"][1:]


def changed(row, column, text):
    return [text if number == column else cell for number, cell in enumerate(row)]


def merged(local, national, base=(POOR, NEAR, OTHER), **looks):
    versions = ([table("t", HEAD, *rows, **looks)] for rows in (base, local, national))
    return merge(*versions)


def test_cells_that_each_side_changed_come_together():
    found = merged(
        [POOR, NEAR, changed(OTHER, 2, "20 % và quà của tỉnh")],
        [changed(POOR, 1, "23 %"), changed(NEAR, 1, "23 %"), changed(OTHER, 1, "23 %")],
    )

    assert rows_of(found) == [
        ["Hộ nghèo", "23 %", "50 %"],
        ["Hộ cận nghèo", "23 %", "40 %"],
        ["Đối tượng khác", "23 %", "20 % và quà của tỉnh"],
    ]
    assert found.conflicts == ()
    assert ("t", "table", "Hộ nghèo", "Mức đóng") in [change.path for change in found.changes]


def test_a_cell_that_both_changed_is_the_conflict_not_the_table():
    found = merged(
        [changed(POOR, 2, "100 %"), NEAR, OTHER],
        [changed(POOR, 2, "60 %"), changed(NEAR, 2, "50 %"), OTHER],
    )

    conflict = only(found.conflicts)
    assert conflict.path == ("t", "table", "Hộ nghèo", "Hỗ trợ")
    assert (conflict.base, conflict.local, conflict.national) == ("50 %", "100 %", "60 %")
    assert rows_of(found) == [changed(POOR, 2, "100 %"), changed(NEAR, 2, "50 %"), OTHER]
    assert rows_of(decide(found, {conflict.path: {"hand": "60 % + 40 %"}}))[0][2] == "60 % + 40 %"


def test_a_row_that_the_centre_added_stands_among_those_of_the_office():
    minority = ["Dân tộc thiểu số", "22 %", "30 %"]

    found = merged([changed(POOR, 2, "100 %"), NEAR, OTHER], [POOR, NEAR, minority, OTHER])

    assert rows_of(found) == [changed(POOR, 2, "100 %"), NEAR, minority, OTHER]
    assert found.conflicts == ()


def test_a_row_is_found_where_it_was_moved_to():
    found = merged([POOR, NEAR, changed(OTHER, 2, "25 %")], [OTHER, POOR, NEAR])

    assert rows_of(found) == [changed(OTHER, 2, "25 %"), POOR, NEAR]


def test_a_row_that_went_there_and_was_changed_here_keeps_the_table_whole():
    local = [changed(POOR, 2, "100 %"), NEAR, OTHER]

    found = merged(local, [NEAR, OTHER])

    assert only(found.conflicts).path == ("t", "table")
    assert rows_of(found) == local


def test_a_row_with_another_name_and_a_changed_cell_keeps_the_table_whole():
    found = merged(
        [changed(POOR, 2, "100 %"), NEAR, OTHER],
        [changed(POOR, 0, "Hộ nghèo đa chiều"), NEAR, OTHER],
    )

    assert only(found.conflicts).path == ("t", "table")


def test_a_row_with_two_new_names_keeps_the_table_whole():
    found = merged(
        [changed(POOR, 0, "Hộ nghèo ở Sơn La"), NEAR, OTHER],
        [changed(POOR, 0, "Hộ nghèo đa chiều"), NEAR, OTHER],
    )

    assert only(found.conflicts).path == ("t", "table")
    assert len(rows_of(found)) == 3


def test_another_column_on_one_side_and_a_changed_cell_on_the_other_keep_the_table_whole():
    national = [table("t", [*HEAD, "Từ ngày"], [*POOR, "01/7"], [*NEAR, "01/7"])]
    base, local = (
        [table("t", HEAD, POOR, NEAR)],
        [table("t", HEAD, changed(POOR, 2, "100 %"), NEAR)],
    )

    found = merge(base, local, national)

    assert only(found.conflicts).path == ("t", "table")
    assert merge(base, base, national).blocks == national


@pytest.mark.parametrize(
    "looks",
    [
        {"first_row_is_table_header": False},
        {"mergeCells": [{"row": 1, "col": 2, "rowspan": 2, "colspan": 1}]},
    ],
    ids=["no header", "merged cells and other rows"],
)
def test_a_table_whose_places_are_not_certain_stays_whole(looks):
    local = [changed(POOR, 2, "100 %"), NEAR, OTHER]

    found = merged(local, [POOR, NEAR, ["Học sinh", "22 %", "70 %"], OTHER], **looks)

    assert only(found.conflicts).path == ("t", "table")
    assert rows_of(found) == local


def test_rows_that_only_have_numbers_are_not_told_apart_by_them():
    base = (["1", "Hộ nghèo", "50 %"], ["2", "Cận nghèo", "40 %"])

    found = merged(
        [base[0], ["2", "Cận nghèo", "45 %"]],
        [base[0], ["2", "Học sinh", "40 %"], ["3", "Cận nghèo", "40 %"]],
        base,
    )

    assert only(found.conflicts).path == ("t", "table")


def test_rows_of_one_name_are_not_told_apart_by_it():
    base = (POOR, ["Hộ nghèo", "0 %", "0 %"])

    found = merged([changed(POOR, 1, "21 %"), base[1]], [base[0], changed(base[1], 1, "1 %")], base)

    assert only(found.conflicts).path == ("t", "table")


def test_merged_cells_stay_where_no_row_came_or_went():
    looks = {"mergeCells": [{"row": 1, "col": 1, "rowspan": 3, "colspan": 1}]}

    found = merged(
        [changed(POOR, 2, "100 %"), NEAR, OTHER], [POOR, changed(NEAR, 2, "45 %"), OTHER], **looks
    )

    assert rows_of(found) == [changed(POOR, 2, "100 %"), changed(NEAR, 2, "45 %"), OTHER]
    assert found.blocks[0]["value"]["table"]["mergeCells"] == looks["mergeCells"]


def test_the_name_of_a_table_merges_beside_its_cells():
    local = table("t", HEAD, changed(POOR, 2, "100 %"))
    national = table("t", HEAD, POOR)
    national["value"]["caption"] = "Mức đóng từ 01/7/2026"

    found = merge([table("t", HEAD, POOR)], [local], [national])

    assert found.blocks[0]["value"]["caption"] == "Mức đóng từ 01/7/2026"
    assert rows_of(found) == [changed(POOR, 2, "100 %")]


def test_an_empty_cell_is_empty_however_it_is_stored():
    found = merged(
        [changed(POOR, 2, ""), changed(NEAR, 2, "45 %")],
        [changed(POOR, 2, "60 %"), NEAR],
        (changed(POOR, 2, None), NEAR),
    )

    assert rows_of(found) == [changed(POOR, 2, "60 %"), changed(NEAR, 2, "45 %")]
    assert found.conflicts == ()


def test_a_table_that_one_side_emptied_is_a_value_like_any_other():
    base, emptied = [table("t", HEAD, POOR)], [table("t", HEAD, POOR)]
    emptied[0]["value"]["table"] = None

    assert merge(base, base, emptied).blocks == emptied
    assert only(merge(base, [table("t", HEAD, NEAR)], emptied).conflicts).path == ("t", "table")
