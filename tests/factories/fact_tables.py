"""Tables of facts as people fill them in."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook

HEADS = ("Mã đơn vị", "Mã số liệu", "Giá trị", "Đơn vị tính", "Hiệu lực đến hết ngày")


def csv_table(
    *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, delimiter: str = ";"
) -> bytes:
    return "\n".join(delimiter.join(row) for row in (heads, *rows)).encode()


def xlsx_table(*rows: tuple[Any, ...], formats: dict[str, str] | None = None) -> bytes:
    """`formats`: of cells by their address."""
    book, data = Workbook(), BytesIO()
    sheet = book.active
    for row in (HEADS, *rows):
        sheet.append(row)
    for address, shape in (formats or {}).items():
        sheet[address].number_format = shape
    book.save(data)
    return data.getvalue()
