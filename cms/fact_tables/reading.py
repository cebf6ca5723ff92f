"""A table as it came back, XLSX or CSV, recognised by what is in it and never by its name.

Everything is kept as text, as a person would have typed it. What a program made of it and a person
did not mean (a formula, a date) is kept as trouble of its row, which the preview tells.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from ..approval.errors import Refused
from ..spreadsheets import FORMULA
from .columns import HEADS, NEEDED, meanings

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 5_000, 30
FARTHEST = (
    20_000  # row that is looked at; programs keep a million empty ones where somebody scrolled
)
MOST_UNPACKED, MOST_PARTS = 20 * 1024 * 1024, 500
LONGEST = 1_000  # characters of a cell; what is longer is refused by what it is written for
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass
class Row:
    """`number` as the program shows it; `trouble`: what keeps it from being read, in words."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    trouble: str = ""


@dataclass(frozen=True)
class Cell:
    text: str
    unit: str = ""  # where the program shows one: a percentage
    trouble: str = ""


def read(data: bytes) -> list[Row]:
    """Rows below the heads that hold anything. Raises Refused, which says what to do."""
    if len(data) > MOST_BYTES:
        raise Refused(
            _("The file is larger than %(size)d MB. Divide it into several tables.")
            % {"size": MOST_BYTES >> 20}
        )
    if not data.strip():
        raise Refused(_("The file is empty. Choose another one."))
    if data.startswith(OLD_OFFICE):
        raise Refused(
            _("The file is of an old Excel, or has a password. Save it as XLSX, without one.")
        )
    lines = _sheet(data) if data.startswith(b"PK") else _text(data)
    rows = list(_rows(lines))
    if not rows:
        raise Refused(_("No row stands below the heads. Fill in the template, then import it."))
    return rows


def _rows(lines: Iterable[tuple[int, list[Cell]]]) -> Iterator[Row]:
    places: dict[str, int] = {}
    known, count = meanings(), 0
    for number, cells in lines:
        if number > FARTHEST:
            raise Refused(
                _("Rows stand far below the table. Delete the empty rows between, or below.")
            )
        if not any(cell.text for cell in cells):
            continue
        if not places:
            heads = [known.get(cell.text.strip().casefold(), "") for cell in cells]
            places = {name: at for at, name in reversed(list(enumerate(heads))) if name}
            if not places.keys() >= NEEDED:
                raise Refused(_no_heads())
            continue
        count += 1
        if count > MOST_ROWS:
            raise Refused(
                _("The table has more than %(count)d rows. Divide it into several.")
                % {"count": MOST_ROWS}
            )
        yield _row(number, cells, places)


def _no_heads() -> str:
    names = ", ".join(f"“{HEADS[name]}”" for name in HEADS if name in NEEDED)
    words = _("The first row must hold the heads %(heads)s. Fetch the template and fill it in.")
    return words % {"heads": names}


def _row(number: int, cells: list[Cell], places: dict[str, int]) -> Row:
    found = {name: cells[at] if at < len(cells) else Cell("") for name, at in places.items()}
    texts = {name: cell.text.strip()[:LONGEST] for name, cell in found.items()}
    value = found.get("value")
    if value and value.unit and not texts.get("unit"):
        texts["unit"] = value.unit
    if value and value.unit and texts["unit"] != value.unit:
        return Row(number, texts, _("The cell is a percentage, but the unit is another one."))
    told = [cell.trouble for name, cell in found.items() if cell.trouble and name != "valid_until"]
    return Row(number, texts, told[0] if told else "")


def _text(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    try:
        text = data.decode(_ENCODINGS.get(data[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused(
            _("The letters of the file cannot be read. Save it as “CSV UTF-8” or as XLSX.")
        ) from error
    if "\0" in text:
        raise Refused(_("The file is neither XLSX nor CSV. Fill in the template and send that."))
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for line in reader:
            yield reader.line_num, [_typed(part) for part in line[:MOST_COLUMNS]]
    except csv.Error as error:
        raise Refused(_damaged()) from error


def _typed(text: str) -> Cell:
    """A sign that was put before what a program would have taken for a formula goes again."""
    if text.startswith("'") and text[1:].startswith(FORMULA):
        return Cell(text[1:])
    return Cell(text, trouble=_formula() if text.startswith("=") else "")


def _sheet(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    """The first sheet."""
    try:
        _check_parts(data)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # else only as far as the file says that they go
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            yield number, [_kept(cell) for cell in cells]
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part leads to
        raise Refused(_damaged()) from error


def _check_parts(data: bytes) -> None:
    """Before anything is unpacked beyond what a table of facts can need. Raises Refused."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Refused(_("The file holds more than a table of facts. Send only the template."))
        if any(b"<!DOCTYPE" in archive.read(part).replace(b"\0", b"") for part in parts):
            raise Refused(_damaged())


def _kept(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell(str(value)[:LONGEST], trouble=_formula())
    if cell.data_type == "e":
        return Cell(str(value), trouble=_("The cell shows an error. Type the value itself."))
    if isinstance(value, bool):
        return Cell(
            str(value), trouble=_("The cell is no text and no number. Type the value anew.")
        )
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(day.isoformat(), trouble=_made_a_date())
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    return Cell(str(value))


def _number(value: float, number_format: str) -> Cell:
    """With a comma, but no dots: it may be a telephone number. A program's own fractions (0.1 + 0.2)
    are rounded away."""
    number = Decimal(repr(value)) if isinstance(value, int) else Decimal(f"{value:.12g}")
    percent = "%" in number_format
    plain = f"{(number * 100 if percent else number).normalize():f}".replace(".", ",")
    return Cell(plain, unit="%" if percent else "")


def _formula() -> str:
    return _("It is a formula. Copy the cell and paste it as a value, or type the value.")


def _made_a_date() -> str:
    return _("Excel made a date of it. Format the cell as text and type it again.")


def _damaged() -> str:
    return _("The table is damaged. Open it in Excel, save it again, then import it.")
