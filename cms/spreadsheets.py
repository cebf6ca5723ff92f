"""Tables as CSV and XLSX, made as they are sent, with every cell neutralised."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.utils.translation import get_language, override
from openpyxl import Workbook

BOM = "\ufeff"  # without it Excel reads Vietnamese as something else
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Where commas are decimal, as in Vietnam, Excel parts cells at semicolons, within quotes as well.
INNER_FORMULA = re.compile(r"([;\t\r\n]\s*[\"']*)(?=[=+\-@])")
NOT_IN_XLSX = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Lines = Iterable[Iterable[Any]]


def harmless(value: Any) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = NOT_IN_XLSX.sub("", str(value))
    text = INNER_FORMULA.sub(r"\1'", text)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_lines(lines: Lines) -> Iterator[str]:
    """In the language of whoever asks now: a response that is made as it is sent has lost it."""
    return _csv_lines(iter(lines), get_language())


def _csv_lines(lines: Iterator[Iterable[Any]], language: str | None) -> Iterator[str]:
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BOM
    while True:
        with override(language):
            line = next(lines, None)
            cells = [] if line is None else [harmless(cell) for cell in line]
        if line is None:
            return
        yield writer.writerow(cells)


def xlsx_file(lines: Lines, *, title: str) -> BinaryIO:
    """As `saved` hands it over."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for line in lines:
        sheet.append([harmless(cell) for cell in line])
    return saved(book)


def saved(book: Workbook) -> BinaryIO:
    """The book as an open temporary file, at its beginning; closing it removes it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book.save(file)
    file.seek(0)
    return file


class _Echo:
    def write(self, line: str) -> str:
        return line
