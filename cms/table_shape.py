"""A table as it may be stored: rows of texts. Scripts post anything else, and old rows may hold it."""

import json
from collections.abc import Mapping
from typing import Any

from .marks_on_letters import without_heaps


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
    for name, keep in (("mergeCells", _is_merge), ("cell", _is_place)):
        if name in table and table[name] is not None:
            entries = table[name] if isinstance(table[name], list) else []
            table[name] = [one for one in entries if keep(one, table.get("data") or [])]
    return table


def _has_rows(data: Any) -> bool:
    return data is None or (isinstance(data, list) and all(isinstance(row, list) for row in data))


def _cell(value: Any) -> str | None:
    """None is what the editor posts for an empty cell."""
    if value is None or isinstance(value, str):
        return value and without_heaps(value)
    return json.dumps(value, ensure_ascii=False)


def _is_place(entry: Any, rows: list[list]) -> bool:
    if not isinstance(entry, Mapping):
        return False
    return _within(entry.get("row"), 0, len(rows)) and _within(entry.get("col"), 0, _width(rows))


def _is_merge(entry: Any, rows: list[list]) -> bool:
    """Sizes are bounded: whoever reads them counts through all that they cover."""
    if not _is_place(entry, rows):
        return False
    down, right = entry.get("rowspan"), entry.get("colspan")
    return _within(down, 1, len(rows) + 1) and _within(right, 1, _width(rows) + 1)


def _within(number: Any, first: int, end: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and first <= number < end


def _width(rows: list[list]) -> int:
    return max(map(len, rows), default=0)
