"""Tables of an HTML tree as rows of plain text, merged cells flattened."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from cms.importing.cleaning import clean_line
from cms.importing.document import Table
from cms.importing.elements import inner_text

MOST_SPAN = 60
"""A hostile colspan must not make a row of a million cells."""
BLOCKS = frozenset({"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4"})
LONG_CELL = 600


def rows_of(table: Element) -> list[Element]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]


def cells_of(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def is_layout(table: Element) -> bool:
    """Tables that only place things: around other tables, a picture with its caption, one column."""
    if table.find(".//table") is not None:
        return True
    rows = [cells_of(row) for row in rows_of(table)]
    filled = [[cell for cell in row if _says_something(cell)] for row in rows]
    widest = max((len(row) for row in filled), default=0)
    if widest <= 1:
        return True
    holds_picture = table.find(".//img") is not None
    texts = sum(bool(cell_text(cell)) for row in filled for cell in row)
    if holds_picture and texts <= len(list(table.iter("img"))):
        return True
    return len(filled) == 1 and any(len(cell_text(cell)) > LONG_CELL for cell in filled[0])


def as_table(element: Element) -> Table | None:
    """The table's text, or ``None`` when it holds none."""
    rows = _trim(_grid(element))
    if not rows:
        return None
    caption = element.find("caption")
    caption_text = clean_line(inner_text(caption)) if caption is not None else ""
    return Table(rows, _has_header(element, rows), caption_text)


def cell_text(cell: Element) -> str:
    """Paragraphs of a cell are parted by line breaks."""
    lines = "".join(_texts(cell)).split("\n")
    return "\n".join(line for line in map(clean_line, lines) if line)


def _texts(element: Element) -> list[str]:
    parts = [re.sub(r"\s+", " ", element.text or "")]
    for child in element:
        block = child.tag in BLOCKS
        inner = _texts(child) if isinstance(child.tag, str) else []
        parts += ["\n", *inner, "\n"] if block else inner
        parts.append(re.sub(r"\s+", " ", child.tail or ""))
    return parts


def _says_something(cell: Element) -> bool:
    return bool(cell_text(cell)) or cell.find(".//img") is not None


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), MOST_SPAN)) if value.isascii() and value.isdigit() else 1


def _grid(table: Element) -> list[list[str]]:
    """A cell merged over rows is repeated in each, so that every row reads by itself; one merged
    over columns is repeated too, except a row's only cell (a sub-title of the rows below)."""
    waiting: dict[int, tuple[int, str]] = {}
    grid = []
    for row in rows_of(table):
        line: list[str] = []
        cells = cells_of(row)
        for cell in cells:
            _take_waiting(line, waiting)
            text, width, height = cell_text(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            for offset in range(width):
                shown = text if offset == 0 or len(cells) > 1 else ""
                if height > 1:
                    waiting[len(line)] = (height - 1, shown)
                line.append(shown)
        _take_waiting(line, waiting)
        grid.append(line)
    return grid


def _take_waiting(line: list[str], waiting: dict[int, tuple[int, str]]) -> None:
    while len(line) in waiting:
        column = len(line)
        left, text = waiting.pop(column)
        line.append(text)
        if left > 1:
            waiting[column] = (left - 1, text)


def _trim(grid: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Without empty rows and columns, all rows equally long."""
    rows = [row for row in grid if any(row)]
    width = max((len(row) for row in rows), default=0)
    even = [row + [""] * (width - len(row)) for row in rows]
    kept = [column for column in range(width) if any(row[column] for row in even)]
    return tuple(tuple(row[column] for column in kept) for row in even)


def _has_header(table: Element, rows: tuple[tuple[str, ...], ...]) -> bool:
    first = next(row for row in rows_of(table) if any(cell_text(c) for c in cells_of(row)))
    cells = [cell for cell in cells_of(first) if cell_text(cell)]
    parent = first.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    if all(cell.tag == "th" or _is_bold(cell) for cell in cells):
        return True
    return len(rows) > 1 and all(
        0 < len(cell) <= 60 and not re.search(r"\d", cell) for cell in rows[0]
    ) and any(re.search(r"\d", cell) for row in rows[1:] for cell in row)  # fmt: skip


def _is_bold(cell: Element) -> bool:
    bold = "".join(inner_text(found) for found in cell.iter("b", "strong"))
    return clean_line(bold) == clean_line(inner_text(cell))
