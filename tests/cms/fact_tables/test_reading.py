"""Tables as programs save them: what is in them is read as people typed it, or it is said why not."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest

from cms.approval import Refused
from cms.fact_tables import reading
from cms.fact_tables.reading import read
from tests.factories.fact_tables import HEADS, csv_table, xlsx_table


def values(data: bytes) -> list[str]:
    return [row.cells["value"] for row in read(data)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_whatever_parts_its_cells(delimiter):
    data = csv_table(("04", "hotline", "0207 1", "", ""), delimiter=delimiter)

    (row,) = read(data)

    assert (row.number, row.cells["office"], row.cells["key"]) == (2, "04", "hotline")
    assert row.cells["value"] == "0207 1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_vietnamese_is_read_in_what_programs_save(encoding):
    text = csv_table(("04", "bank", "Kho bạc Nhà nước", "", "")).decode()

    assert values(text.encode(encoding)) == ["Kho bạc Nhà nước"]


def test_the_sign_before_what_looks_like_a_formula_goes_again():
    assert values(csv_table(("04", "hotline", "'+84 207 1", "", ""))) == ["+84 207 1"]


def test_columns_may_stand_anywhere_and_others_beside_them():
    heads = ("Ghi gì cũng được", "Giá trị", "Mã số liệu", "Mã đơn vị")

    (row,) = read(csv_table(("x", "0207 1", "hotline", "04"), heads=heads))

    assert row.cells == {"value": "0207 1", "key": "hotline", "office": "04"}


def test_empty_rows_count_for_the_number_of_a_row_only():
    data = csv_table(("", "", "", "", ""), ("04", "hotline", "0207 1", "", ""))

    assert [row.number for row in read(data)] == [3]


@pytest.mark.parametrize(
    ("value", "shape", "text", "unit"),
    [
        (1762678, "General", "1762678", ""),
        (82.5, "0.00", "82,5", ""),
        (0.1 + 0.2, "General", "0,3", ""),
        (0.935, "0.0%", "93,5", "%"),
        (2026, "General", "2026", ""),
        (0, "General", "0", ""),
        ("1.762.678", "@", "1.762.678", ""),
    ],
)
def test_numbers_of_a_program_are_written_as_here(value, shape, text, unit):
    data = xlsx_table(("04", "figure:a", value), formats={"C2": shape})

    (row,) = read(data)

    assert (row.cells["value"], row.cells.get("unit", ""), row.trouble) == (text, unit, "")


def test_a_short_line_has_empty_cells_under_every_head():
    (row,) = read(csv_table(("04", "hotline", "0207 1")))

    assert (row.cells["unit"], row.cells["valid_until"]) == ("", "")


def test_a_percentage_with_another_unit_is_trouble():
    data = xlsx_table(("04", "figure:a", 0.5, "người"), formats={"C2": "0%"})

    assert "phần trăm" in read(data)[0].trouble


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("=1+1", "công thức"),
        (date(2026, 7, 1), "ngày tháng"),
        (True, "gõ lại"),
        ("#REF!", "báo lỗi"),
    ],
)
def test_what_a_program_made_of_a_value_is_told(value, advice):
    (row,) = read(xlsx_table(("04", "bank", value)))

    assert advice in row.trouble


def test_a_formula_in_a_csv_is_told():
    assert "công thức" in read(csv_table(("04", "bank", "=1+1", "", "")))[0].trouble


def test_a_last_day_that_is_a_date_is_read():
    (row,) = read(xlsx_table(("04", "bank", "1", "", datetime(2027, 12, 31))))  # noqa: DTZ001  as a file has it

    assert (row.cells["valid_until"], row.trouble) == ("2027-12-31", "")


def bomb() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (reading.MOST_UNPACKED + 1))
    return data.getvalue()


def with_entities() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16"))
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"", "rỗng|trống"),
        (b" \n ", "rỗng|trống"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLSX"),
        (b"a" * (reading.MOST_BYTES + 1), "2 MB"),
        (b"PK\x03\x04 nothing", "hỏng"),
        (b"\x00\x01\x02", "XLSX cũng không phải CSV"),
        (b"\xff\xd8\xff\xe0", "CSV UTF-8"),
        (b"a,b\n1,2", "tiêu đề"),
        (csv_table(), "không có dòng nào"),
        (csv_table(("", "", "", "", "")), "không có dòng nào"),
        (csv_table(*[("04", "bank", "1", "", "")] * (reading.MOST_ROWS + 1)), "5000 dòng"),
        (bomb(), "nhiều hơn một bảng"),
        (with_entities(), "hỏng"),
    ],
    ids=[
        "nothing", "blank", "old", "large", "cut", "binary", "letters", "heads", "no row",
        "empty rows", "rows", "bomb", "entities",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_what_to_do(data, advice):
    with pytest.raises(Refused, match=advice):
        read(data)


@pytest.mark.parametrize("made", [csv_table, xlsx_table])
def test_rows_far_below_are_not_left_out_unsaid(made, monkeypatch):
    monkeypatch.setattr(reading, "FARTHEST", 20)
    rows = [("04", "bank", "1", "", "")] + [("", "", "", "", "")] * reading.FARTHEST
    rows.append(("08", "bank", "2", "", ""))

    with pytest.raises(Refused, match="Xóa các dòng trống"):
        read(made(*rows))


def test_a_cell_as_long_as_a_book_is_cut_before_it_is_kept():
    (row,) = read(csv_table(("04", "bank", "x" * 9999, "", "")))

    assert len(row.cells["value"]) == reading.LONGEST


def test_the_heads_of_the_test_are_those_of_the_template():
    assert set(HEADS) <= {str(head) for head in reading.HEADS.values()}
