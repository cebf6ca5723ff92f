import pytest

from publishing.script.tables import is_big, table_lines

ROWS = [
    ["Mức", "Mức đóng (đồng)", "Hỗ trợ"],
    ["Thấp nhất", "330.000", "20%"],
    ["Cao nhất", "", "5%"],
]


def lines(rows=ROWS, **fields):
    return list(table_lines({"rows": rows, **fields}))


def test_heads_of_rows_and_columns_are_said_with_every_cell():
    assert lines(header_row=True, header_column=True) == [
        "Thấp nhất: mức đóng 330.000 đồng, hỗ trợ 20%.",
        "Cao nhất: hỗ trợ 5%.",
    ]


def test_with_heads_of_columns_alone_every_cell_has_its_own():
    assert lines(header_row=True)[0] == ("Mức Thấp nhất, mức đóng 330.000 đồng, hỗ trợ 20%.")


def test_with_heads_of_rows_alone_the_cells_follow_them():
    assert lines([["Thứ hai", "sáng", "chiều"]], header_column=True) == ["Thứ hai: sáng, chiều."]


def test_without_heads_the_cells_are_listed():
    assert lines([["a", "b"], ["", ""]], caption="Danh sách") == ["Danh sách", "A, b."]


@pytest.mark.parametrize(
    ("head", "said"),
    [("Mức đóng", "mức đóng 5"), ("Hà Nội", "Hà Nội 5"), ("BHXH", "BHXH 5"), ("Huế", "Huế 5")],
)
def test_a_name_keeps_its_capital_within_the_sentence(head, said):
    assert lines([["", head], ["a", "5"]], header_row=True, header_column=True) == [f"A: {said}."]


def test_cells_are_text_whatever_they_were_written_in():
    assert lines([["<p>Một&nbsp;hai</p>"]]) == ["Một hai."]


def test_rows_of_different_lengths_lose_nothing():
    assert lines([["a b"], ["1", "2"]], header_row=True) == ["A b 1, 2."]
    assert lines([["a b", "c d"], ["1"]], header_row=True) == ["A b 1."]


def test_what_nobody_can_follow_by_ear_is_big():
    assert not is_big({"rows": [["a"] * 4] * 8})
    assert is_big({"rows": [["a"]] * 9})
    assert is_big({"rows": [["a"] * 7] * 5})
