"""Tables for spreadsheets: nothing in them is taken for a formula."""

import re

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms import spreadsheets


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_begins_like_a_formula(start):
    assert spreadsheets.harmless(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ['Tin;=HYPERLINK("x")', "a; =1+1", 'a;"=1+1', "a\t@x", "a\n=1"])
def test_no_cell_begins_like_a_formula_where_excel_parts_at_semicolons(text):
    for cell in re.split(r"[;\t\r\n]", spreadsheets.harmless(text)):
        assert not cell.strip(' "').startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["Bài 1 = 2", "Mức 5%; 7%", "Điện thoại; thư điện tử"])
def test_other_text_stays_as_it_is(text):
    assert spreadsheets.harmless(text) == text


def test_control_characters_cannot_break_the_workbook():
    assert spreadsheets.harmless("a\x00\x0bb") == "ab"


def test_lines_made_as_they_are_sent_keep_the_language_of_whoever_asked():
    with override("en"):
        lines = spreadsheets.csv_lines([_("Office")] for _number in range(2))
    with override("vi"):
        assert list(lines)[1:] == ['"Office"\r\n', '"Office"\r\n']


def test_a_line_of_csv_is_neutralised_and_quoted():
    lines = list(spreadsheets.csv_lines([["=1+1", 'Bài "A", số 1']]))
    assert lines == [spreadsheets.BOM, '"\'=1+1","Bài ""A"", số 1"\r\n']
