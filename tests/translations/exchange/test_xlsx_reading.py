import io
from datetime import datetime

import pytest
from django.utils import translation
from hypothesis import given
from openpyxl import Workbook, load_workbook

from tests.translations.exchange.any_unit import unit_files
from tests.translations.exchange.pages import FRESH, PAGE, by_id, changed, told
from tests.translations.exchange.test_writing import FEW
from translations.exchange import Format, read, write
from translations.unit import State

FILE = write(changed(u5="teah"), Format.XLSX)
SOURCE, TARGET, STATE, CODE = "C", "D", "E", "J"


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def edited(change, content=FILE):
    book = load_workbook(io.BytesIO(content))
    change(book.worksheets[0])
    return saved(book)


@given(unit_file=unit_files())
@FEW
def test_saving_again_loses_nothing(unit_file):
    content = write(unit_file, Format.XLSX)
    assert (
        read(edited(lambda sheet: None, content), name="x").unit_file
        == read(content, name="x").unit_file
    )


def test_no_cell_is_a_formula_a_number_or_a_date():
    book = load_workbook(io.BytesIO(write(changed(u5="=SUM(A1:A9)", u6="01/7/2025"), Format.XLSX)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in cells if cell.value is not None} == {"@"}


def test_rows_may_be_sorted_moved_and_deleted():
    def change(sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, len(rows))
        sheet["A1"] = "Ghi chú của tôi"
        for row in reversed(rows[:-1]):
            sheet.append(row)

    again = read(edited(change), name="x")
    assert by_id(again.unit_file) == {
        name: unit for name, unit in by_id(read(FILE, name="x").unit_file).items() if name != "u6"
    }
    assert again.unit_file.item == PAGE.item


def test_columns_may_be_moved_and_added():
    def change(sheet):
        sheet.insert_cols(1, 2)
        sheet["A1"], sheet["A2"] = "Tôi hỏi", "đúng không?"

    assert read(edited(change), name="x").unit_file == read(FILE, name="x").unit_file


def test_a_file_written_in_one_language_of_the_interface_is_read_in_another():
    with translation.override("vi"):
        content = write(PAGE, Format.XLSX)
    again = read(content, name="x")
    assert [unit.state for unit in again.unit_file.units] == [unit.state for unit in PAGE.units]


def test_what_a_translator_types_is_taken():
    def change(sheet):
        sheet[f"{TARGET}2"] = FRESH

    unit = by_id(read(edited(change), name="x").unit_file)["u1"]
    assert (unit.target, unit.state) == (FRESH, State.TRANSLATED)


@pytest.mark.parametrize("value", [46800000, 46.8, datetime(2025, 7, 1), True])  # noqa: DTZ001  Excel knows no zones
def test_what_excel_made_of_a_translation_is_not_taken(value):
    def change(sheet):
        sheet[f"{TARGET}5"].number_format = "General"
        sheet[f"{TARGET}5"] = value

    again = read(edited(change), name="x")
    assert "Format the cell as text" in told(again)["u4"]
    assert again.problems[0].where == "Row 5"


def test_a_formula_is_not_taken():
    again = read(edited(lambda sheet: sheet.__setitem__(f"{TARGET}5", "=1+1")), name="x")
    assert "formula" in told(again)["u4"]


def test_a_copied_row_with_other_words_is_taken_in_no_version():
    def change(sheet):
        sheet.append([cell.value for cell in sheet[6]])
        sheet[f"{TARGET}8"] = "te"

    again = read(edited(change), name="x")
    assert "more than once" in told(again)["u5"]
    assert [problem.where for problem in again.problems] == ["Row 6", "Row 8"]
    assert "u5" not in by_id(again.unit_file)


def test_a_copied_row_with_the_same_words_counts_once():
    again = read(edited(lambda sheet: sheet.append([cell.value for cell in sheet[6]])), name="x")
    assert (len(again.unit_file.units), again.problems) == (6, ())


def test_characters_that_excel_writes_in_its_own_way_are_understood():
    again = read(
        edited(lambda sheet: sheet.__setitem__(f"{TARGET}6", "a_x000D_\nb_x000B_")), name="x"
    )
    assert by_id(again.unit_file)["u5"].target == "a\r\nb\x0b"
    assert [(problem.unit, problem.taken) for problem in again.problems] == [("u5", True)]


def test_a_sheet_without_the_columns_is_refused():
    book = Workbook()
    book.active.append(["Tên", "Số điện thoại"])
    again = read(saved(book), name="danh-ba.xlsx")
    assert (again.format, again.unit_file) == (Format.XLSX, None)
    assert "Text to translate" in again.problems[0].message


def test_a_cell_far_away_costs_nothing():
    again = read(edited(lambda sheet: sheet.__setitem__("XFD1048576", "x")), name="x")
    assert len(again.unit_file.units) == 6
