"""A table block's value as rows of cells: which are headings, which are merged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .table_shape import as_table, covered_by, size_of

Spans = Mapping[tuple[int, int], tuple[int, int]]


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
    covered = _covered(sound)
    spans = {
        (merge["row"], merge["col"]): (merge["rowspan"], merge["colspan"])
        for merge in sound.get("mergeCells") or []
    }
    return [list(_cells(sound, row, values, covered, spans)) for row, values in enumerate(data)]


def covered_cells(table: Mapping[str, Any]) -> set[tuple[int, int]]:
    """Row and column of every cell that a merged one hides."""
    return _covered(as_table(table))


def _covered(sound: Mapping[str, Any]) -> set[tuple[int, int]]:
    size = size_of(sound.get("data") or [])
    return {
        place
        for merge in sound.get("mergeCells") or []
        for place in covered_by(merge, size)
        if place != (merge["row"], merge["col"])
    }


def _cells(
    table: Mapping[str, Any], row: int, values: list, covered: set[tuple[int, int]], spans: Spans
) -> Iterator[Cell]:
    for col, value in enumerate(values):
        if (row, col) in covered:
            continue
        rowspan, colspan = spans.get((row, col), (1, 1))
        yield Cell(str(value or "").strip(), _scope(table, row, col), rowspan, colspan)


def _scope(table: Mapping[str, Any], row: int, col: int) -> str:
    if row == 0 and table.get("first_row_is_table_header"):
        return "col"
    return "row" if col == 0 and table.get("first_col_is_header") else ""
