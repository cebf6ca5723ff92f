"""A table as it may be stored: rows of texts. Scripts post anything else, and old rows may hold it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .marks_on_letters import without_heaps

Size = tuple[int, int]


class NotATable(Exception):
    """What was posted is no table that could be stored."""


def read_table(posted: str) -> dict[str, Any] | None:
    """What an editor posts as JSON. Raises NotATable."""
    try:
        value = json.loads(posted)
        json.dumps(value)  # as deep as the database will write it
    except (ValueError, RecursionError) as error:
        raise NotATable from error
    if value is None:
        return None
    if not isinstance(value, dict) or not _has_rows(value.get("data")):
        raise NotATable
    return as_table(value)


def as_table(value: Any) -> dict[str, Any]:
    """`value` with whatever is no cell, row or merged cell made one or left out."""
    if not isinstance(value, Mapping):
        return {}
    table = dict(value)
    if "data" in table:
        rows = table["data"] if isinstance(table["data"], list) else []
        table["data"] = [[_cell(cell) for cell in row] for row in rows if isinstance(row, list)]
    for name in ("table_caption", "table_header_choice"):
        if name in table and table[name] is not None:
            table[name] = _cell(table[name])
    size = size_of(table.get("data") or [])
    for name, keep in (("mergeCells", _is_merge), ("cell", _is_place)):
        if name in table and table[name] is not None:
            entries = table[name] if isinstance(table[name], list) else []
            table[name] = [one for one in entries if keep(one, size)]
    if table.get("mergeCells"):
        table["mergeCells"] = list(_that_fit(table["mergeCells"], size))
    return table


def size_of(rows: list[list]) -> Size:
    """Rows and columns."""
    return len(rows), max(map(len, rows), default=0)


def covered_by(merge: Mapping[str, Any], size: Size) -> list[tuple[int, int]]:
    """Row and column of all that it covers within the table, its own place first."""
    rows = range(merge["row"], min(merge["row"] + merge["rowspan"], size[0]))
    columns = range(merge["col"], min(merge["col"] + merge["colspan"], size[1]))
    return [(row, column) for row in rows for column in columns]


def _that_fit(merges: list[Any], size: Size) -> Iterator[Any]:
    """Merged cells do not overlap: together they cover no more than there is. What a script posts
    beyond that is left out, since every reader of the table counts through it."""
    left = size[0] * size[1]
    for merge in merges:
        down = min(merge["rowspan"], size[0] - merge["row"])
        left -= down * min(merge["colspan"], size[1] - merge["col"])
        if left < 0:
            return
        yield merge


def _has_rows(data: Any) -> bool:
    return data is None or (isinstance(data, list) and all(isinstance(row, list) for row in data))


def _cell(value: Any) -> str | None:
    """None is what the editor posts for an empty cell."""
    if value is None or isinstance(value, str):
        return value and without_heaps(value)
    return json.dumps(value, ensure_ascii=False)


def _is_place(entry: Any, size: Size) -> bool:
    if not isinstance(entry, Mapping):
        return False
    return _within(entry.get("row"), 0, size[0]) and _within(entry.get("col"), 0, size[1])


def _is_merge(entry: Any, size: Size) -> bool:
    """Sizes are bounded: whoever reads them counts through all that they cover."""
    if not _is_place(entry, size):
        return False
    down, right = entry.get("rowspan"), entry.get("colspan")
    return _within(down, 1, size[0] + 1) and _within(right, 1, size[1] + 1)


def _within(number: Any, first: int, end: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and first <= number < end
