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
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from translations.exchange.columns import HEADS, KINDS, STATES
from translations.exchange.escaping import IN_OFFICE, shown
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
HIGHEST = 400  # points, of a row
ABOUT = "Loa"  # the sheet of what the file is
CELL = 16_000  # characters; Excel takes twice as many, but counts rare letters double
QUIET = Font(name="Calibri", color="999999", size=8)
HEAD = Font(name="Calibri", bold=True)
FILLS = {
    "target": PatternFill("solid", fgColor="FFFBE6"),
    "stale": PatternFill("solid", fgColor="FDE3D3"),
}


def write(unit_file: UnitFile) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Translation"))
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, name in enumerate(HEADS):
        sheet.column_dimensions["ABCDEFGHIJ"[number]].width = WIDTHS[name]
    sheet.append([_cell(sheet, str(head), font=HEAD) for head in HEADS.values()])
    rows = (pair for number, unit in enumerate(unit_file.units, 1) for pair in _rows(number, unit))
    for number, (unit, row) in enumerate(rows, 2):
        if (lines := _lines(row)) > 1:  # of one line, programs choose the height themselves
            sheet.row_dimensions[number].height = min(15 * lines + 2, HIGHEST)
        sheet.append([_styled(sheet, name, row[name], unit) for name in HEADS])
    sheet.data_validations.append(_choice(len(unit_file.units)))
    _write_about(book.create_sheet(ABOUT), unit_file)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _rows(number: int, unit: Unit) -> Iterator[tuple[Unit, dict[str, str]]]:
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
        "kind": str(KINDS[unit.kind]),
        "id": marked(unit),
    }
    pieces = {name: _pieces(shown(text, IN_OFFICE)) for name, text in row.items()}
    for part in range(max(map(len, pieces.values()))):
        piece = {name: texts[part] if part < len(texts) else "" for name, texts in pieces.items()}
        yield unit, piece | ({"id": f"{row['id']}+{part + 1}"} if part else {})


def _lines(row: dict[str, str]) -> int:
    """About as many as the fullest cell will take."""
    wrapped = row.items() - {("id", row["id"])}
    return max(
        sum(1 + len(line) * 10 // (WIDTHS[name] * 9) for line in text.split("\n"))
        for name, text in wrapped
    )


def _choice(count: int) -> DataValidation:
    """The states to choose from, so that nobody invents one."""
    words = ",".join(str(word) for word in STATES.values())
    choice = DataValidation(
        type="list", formula1=f'"{words}"', allow_blank=True, errorStyle="warning"
    )
    choice.add(f"E2:E{count + 1}")
    return choice


def _pieces(text: str) -> list[str]:
    return [text[start : start + CELL] for start in range(0, len(text), CELL)] or [""]


def _styled(sheet: WriteOnlyWorksheet, name: str, text: str, unit: Unit) -> WriteOnlyCell:
    cell = _cell(sheet, text, font=QUIET if name in ("id", "kind", "number") else None)
    if name == "id":
        cell.alignment = Alignment(vertical="top")
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
        text = shown(getattr(unit_file, name), IN_OFFICE)
        sheet.append([_cell(sheet, name), _cell(sheet, text)])
