"""What came back in an XLSX file, whatever was sorted, moved or added in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from cms.importing.archive import write_parts
from translations.exchange.columns import HEADS, KINDS, STATES, meanings
from translations.exchange.escaping import restored
from translations.exchange.fingerprints import unmarked
from translations.exchange.found import Contents, Found, Head
from translations.exchange.places import with_label
from translations.exchange.problems import Refused
from translations.exchange.xlsx import ABOUT
from translations.unit import Kind, State, Unit

MOST_ROWS, MOST_COLUMNS = 60_000, 30
MOST_CHARACTERS = 30_000_000  # of all cells: one text of the file may stand in each of them
NEEDED = {"source", "target"}  # without the codes, texts that stand once on the page are found
_EXCEL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTINUED = re.compile(r"(.+)\+([0-9]{1,4})")

Cell = Any  # of openpyxl, which has no types: a ReadOnlyCell or an EmptyCell


@dataclass(frozen=True)
class Row:
    number: int
    cells: dict[str, str]
    trouble: str


def read(parts: dict[str, bytes]) -> Contents:
    """Raises Refused."""
    try:
        book = load_workbook(write_parts(parts), read_only=True, keep_links=False)
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        head = _head(sheets.get(ABOUT))
        rows = [row for name, sheet in sheets.items() if name != ABOUT for row in _rows(sheet)]
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part leads to
        raise Refused(
            _("The table is damaged. Open it in Excel, save it again, then import it.")
        ) from error
    if not rows:
        raise Refused(
            _(
                "No sheet has the columns “%(source)s” and “%(target)s” with rows below. Export the page anew."
            )
            % {name: HEADS[name] for name in NEEDED}
        )
    return Contents(head, tuple(_found(rows)))


def _head(sheet: Any) -> Head:
    said = {}
    for name, text, *_more in _values(sheet, rows=20) if sheet is not None else ():
        said[_text(name)] = _text(text)
    return Head(**{name: said.get(name, "") for name in Head.__annotations__})


def _values(sheet: Any, rows: int = MOST_ROWS) -> Iterator[tuple[Cell, ...]]:
    return sheet.iter_rows(min_row=1, max_row=rows, min_col=1, max_col=MOST_COLUMNS)


def _text(cell: Cell) -> str:
    """Excel writes `_x000B_` for characters that XML cannot hold."""
    text = "" if cell.value is None else str(cell.value)
    return restored(_unescaped(text))


def _unescaped(text: str) -> str:
    return _EXCEL.sub(lambda found: chr(int(found[1], 16)), text)


def _rows(sheet: Any) -> Iterator[Row]:
    """What stands below (or, sorted, around) the heads."""
    places: dict[str, int] = {}
    meaning, waiting, size = meanings(HEADS), [], 0
    for number, cells in enumerate(_values(sheet), 1):
        if not any(cell.value is not None for cell in cells):
            continue
        size += sum(len(cell.value) for cell in cells if isinstance(cell.value, str))
        if size > MOST_CHARACTERS:
            raise Refused(_("The file has more texts than any page. Export the page anew."))
        heads = {} if places else {meaning(_text(cell)): at for at, cell in enumerate(cells)}
        if heads.keys() >= NEEDED:
            places = heads
        else:
            waiting.append((number, cells))
    if places:
        rows = (_row(number, cells, places) for number, cells in waiting)
        yield from (row for row in rows if row.cells.keys() & {"id", *NEEDED})


def _row(number: int, cells: tuple[Cell, ...], places: dict[str, int]) -> Row:
    """Pieces of a long text are put together before they are restored."""
    named = {name: cells[at] for name, at in places.items() if name and at < len(cells)}
    texts = {
        name: _unescaped(str(one.value)) for name, one in named.items() if one.value is not None
    }
    return Row(number, texts, _trouble(named["target"]))


def _trouble(cell: Cell) -> str:
    if cell.value is None or cell.data_type in ("s", "inlineStr", "str"):
        return ""
    if cell.data_type == "f":
        return _("The translation is a formula. Type it as text, with ' before it.")
    return _(
        "Excel made a number or a date of the translation and may have changed it. "
        "Format the cell as text and type it again."
    )


def _found(rows: list[Row]) -> Iterator[Found]:
    meaning = meanings(STATES | KINDS)
    pieces: dict[str, dict[int, dict[str, str]]] = {}
    wholes = []
    for row in rows:
        continued = _CONTINUED.fullmatch(row.cells.get("id", "").strip())
        if continued:
            pieces.setdefault(continued[1], {})[int(continued[2])] = row.cells
        else:
            wholes.append(row)
    for row in wholes:
        more = pieces.get(row.cells.get("id", "").strip(), {})
        yield _one(row, [row.cells, *(more[part] for part in sorted(more))], meaning)


def _one(row: Row, cells: list[dict[str, str]], meaning: Callable[[str], str]) -> Found:
    def joined(name: str) -> str:
        return restored("".join(each.get(name, "") for each in cells))

    id_, exported = unmarked(row.cells.get("id", ""))
    longest, target = joined("longest"), joined("target")
    state, kind = meaning(joined("state")), meaning(joined("kind"))
    unit = Unit(
        id=id_,
        source=joined("source"),
        target=target,
        state=_state(state) if target else State.EMPTY,
        kind=Kind(kind) if kind in set(Kind) else Kind.TEXT,
        label=joined("label"),
        note=joined("note"),
        longest=int(longest) if longest.isdecimal() and len(longest) < 8 else None,
        previous=joined("previous"),
    )
    place = with_label(_("Row %(row)d") % {"row": row.number}, unit.label)
    return Found(place, unit, exported, row.trouble)


def _state(word: str) -> State:
    return State(word) if word in set(State) - {State.EMPTY} else State.TRANSLATED
