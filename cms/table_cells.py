"""A table block's value as rows of cells: which are headings, which are merged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .table_shape import as_table


@dataclass(frozen=True)
class Cell:
    text: str
    scope: str = ""  # "col", "row", or "" for a cell of data
    rowspan: int = 1
    colspan: int = 1


def rows_of(table: Mapping[str, Any] | None) -> list[list[Cell]]:
    """Rows from top to bottom; cells that a merged one covers are left out."""
    sound = as_table(table)
    data = sound.get("data") or []
    return [list(_cells(sound, row, values)) for row, values in enumerate(data)]


def covered_cells(table: Mapping[str, Any]) -> set[tuple[int, int]]:
    """Row and column of every cell that a merged one hides."""
    return {
        (merge["row"] + down, merge["col"] + right)
        for merge in as_table(table).get("mergeCells") or []
        for down in range(merge["rowspan"])
        for right in range(merge["colspan"])
        if down or right
    }


def _cells(table: Mapping[str, Any], row: int, values: list) -> Iterator[Cell]:
    spans = {
        (merge["row"], merge["col"]): (merge["rowspan"], merge["colspan"])
        for merge in table.get("mergeCells") or []
    }
    for col, value in enumerate(values):
        if any(_covers(place, span, row, col) for place, span in spans.items()):
            continue
        rowspan, colspan = spans.get((row, col), (1, 1))
        yield Cell(str(value or "").strip(), _scope(table, row, col), rowspan, colspan)


def _covers(place: tuple[int, int], span: tuple[int, int], row: int, col: int) -> bool:
    inside = 0 <= row - place[0] < span[0] and 0 <= col - place[1] < span[1]
    return inside and (row, col) != place


def _scope(table: Mapping[str, Any], row: int, col: int) -> str:
    if row == 0 and table.get("first_row_is_table_header"):
        return "col"
    return "row" if col == 0 and table.get("first_col_is_header") else ""
