"""A table as sentences: a row each, cells behind the words of their heads."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from ..plain_text import text_of

MOST_ROWS = 8  # that anybody follows by ear
MOST_CELLS = 32

_UNIT = re.compile(r"(?P<head>.*\S)\s*\((?P<unit>[^()\d]{1,20})\)")
_AMOUNT = re.compile(r"[-−]?\d[\d.,]*")


def is_big(table: Mapping[str, Any]) -> bool:
    """More than listeners can follow."""
    rows = table["rows"]
    return len(rows) > MOST_ROWS or sum(len(row) for row in rows) > MOST_CELLS


def table_lines(table: Mapping[str, Any]) -> Iterator[str]:
    """`table` is a block's data: rows of cells, and whether the first row and column are heads."""
    rows = [[_plain(cell) for cell in row] for row in table["rows"]]
    if table.get("caption"):
        yield table["caption"]
    heads: Sequence[str] = rows.pop(0) if table.get("header_row") and rows else ()
    for row in rows:
        if line := _line(row, heads, named=bool(table.get("header_column"))):
            yield line


def _line(row: Sequence[str], heads: Sequence[str], *, named: bool) -> str:
    """“Mức thấp nhất: mức đóng 330.000 đồng, hỗ trợ 66.000 đồng.”"""
    pairs = list(zip_longest(heads, row, fillvalue=""))
    name = row[0] if named and row else ""
    cells = [_cell(head, cell) for head, cell in (pairs[1:] if named else pairs) if cell]
    said = ", ".join(cells)
    line = f"{name}: {said}" if name and said else name or said
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def _cell(head: str, cell: str) -> str:
    """What a head says in brackets is counted in stands behind the number."""
    found = _UNIT.fullmatch(head)
    if found and _AMOUNT.fullmatch(cell):
        return f"{_lowered(found['head'])} {cell} {found['unit']}"
    return f"{_lowered(head)} {cell}" if head else cell


def _lowered(head: str) -> str:
    """Within the sentence; names keep their capitals."""
    first, _space, rest = head.partition(" ")
    common = rest[:1].islower() and first[1:].islower()
    return head[:1].lower() + head[1:] if common else head


def _plain(cell: Any) -> str:
    """Cells are plain text or cleaned HTML."""
    return " ".join(text_of(str(cell)).split())
