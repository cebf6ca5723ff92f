"""XLSX: a row for each unit, a second sheet that says which page it is.

Every cell is text, so that no program makes a formula, a number or a date of it.
"""

import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from translations.exchange.columns import HEADS, STATES
from translations.exchange.escaping import IN_EXCEL, shown
from translations.exchange.fingerprints import marked
from translations.unit import State, Unit, UnitFile

WIDTHS = {
    "number": 6,
    "label": 18,
    "source": 60,
    "target": 60,
    "state": 16,
    "note": 24,
    "longest": 12,
    "previous": 40,
    "kind": 10,
    "id": 20,
}
ABOUT = "Loa"  # the sheet of what the file is
CELL = 16_000  # characters; Excel takes twice as many, but counts rare letters double
QUIET = Font(color="999999", size=8)
HEAD = Font(bold=True)
FILLS = {
    "target": PatternFill("solid", fgColor="FFFBE6"),
    "stale": PatternFill("solid", fgColor="FDE3D3"),
}


def write(unit_file: UnitFile) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Translation"))
    sheet.freeze_panes = "A2"
    for number, name in enumerate(HEADS):
        sheet.column_dimensions["ABCDEFGHIJ"[number]].width = WIDTHS[name]
    sheet.append([_cell(sheet, str(head), font=HEAD) for head in HEADS.values()])
    for number, unit in enumerate(unit_file.units, 1):
        for row in _rows(number, unit):
            sheet.append([_styled(sheet, name, row[name], unit) for name in HEADS])
    _write_about(book.create_sheet(ABOUT), unit_file)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _rows(number: int, unit: Unit) -> Iterator[dict[str, str]]:
    """More than one where a text is longer than a cell; these have `+2` and so on behind the id."""
    row = {
        "number": str(number),
        "label": unit.label,
        "source": unit.source,
        "target": unit.target,
        "state": str(STATES[unit.state]),
        "note": unit.note,
        "longest": "" if unit.longest is None else str(unit.longest),
        "previous": unit.previous,
        "kind": unit.kind,
        "id": marked(unit),
    }
    pieces = {name: _pieces(shown(text, IN_EXCEL)) for name, text in row.items()}
    for part in range(max(map(len, pieces.values()))):
        piece = {name: texts[part] if part < len(texts) else "" for name, texts in pieces.items()}
        yield piece | ({"id": f"{row['id']}+{part + 1}"} if part else {})


def _pieces(text: str) -> list[str]:
    return [text[start : start + CELL] for start in range(0, len(text), CELL)] or [""]


def _styled(sheet: WriteOnlyWorksheet, name: str, text: str, unit: Unit) -> WriteOnlyCell:
    cell = _cell(sheet, text, font=QUIET if name in ("id", "kind", "number") else None)
    if name == "target":
        cell.fill = FILLS["stale" if unit.state is State.STALE else "target"]
    return cell


def _cell(sheet: WriteOnlyWorksheet, text: str, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # also what begins with =
    cell.number_format = "@"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font is not None:
        cell.font = font
    return cell


def _write_about(sheet: WriteOnlyWorksheet, unit_file: UnitFile) -> None:
    sheet.column_dimensions["B"].width = 80
    for name in ("item", "title", "source_language", "target_language", "version"):
        text = shown(getattr(unit_file, name), IN_EXCEL)
        sheet.append([_cell(sheet, name), _cell(sheet, text)])
