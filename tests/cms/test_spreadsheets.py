"""Tables for spreadsheets: nothing in them is taken for a formula."""

import pytest

from cms import spreadsheets


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_begins_like_a_formula(start):
    assert spreadsheets.harmless(f"{start}1+1") == f"'{start}1+1"


def test_other_text_stays_as_it_is():
    assert spreadsheets.harmless("Bài 1 = 2") == "Bài 1 = 2"


def test_control_characters_cannot_break_the_workbook():
    assert spreadsheets.harmless("a\x00\x0bb") == "ab"


def test_a_line_of_csv_is_neutralised_and_quoted():
    lines = list(spreadsheets.csv_lines([["=1+1", 'Bài "A", số 1']]))
    assert lines == [spreadsheets.BOM, '\'=1+1,"Bài ""A"", số 1"\r\n']
