"""The long description of a piece, for those who cannot see it: everything that it says, in words."""

from collections.abc import Callable, Iterable
from typing import Any

from .data import (
    Block,
    Chart,
    Comparison,
    Icons,
    KeyFigures,
    Piece,
    Quotation,
    Steps,
    Timeline,
)


def describe(piece: Piece) -> str:
    """Lines of plain text in the piece's own words and language, in reading order."""
    lines = [piece.headline, piece.lead]
    for block in piece.blocks:
        lines += [block.title, *describe_block(block)]
    if piece.source:
        lines.append(f"{piece.words.get('source', '')}: {piece.source}".lstrip(": "))
    return "\n".join(line for line in lines if line.strip())


def describe_block(block: Block) -> list[str]:
    """Without its title."""
    return [line for line in _LINES[type(block)](block) if line]


def _figures(block: KeyFigures) -> Iterable[str]:
    return (f"{one.value}: {one.label}" for one in block.figures)


def _steps(block: Steps) -> Iterable[str]:
    for number, one in enumerate(block.steps, 1):
        yield f"{number}. {one.title}: {one.text}" if one.title else f"{number}. {one.text}"


def _comparison(block: Comparison) -> Iterable[str]:
    for row in block.rows:
        yield f"{row.label}: {block.left}: {row.left}; {block.right}: {row.right}"


def _timeline(block: Timeline) -> Iterable[str]:
    return (f"{one.when}: {one.text}" for one in block.moments)


def _chart(block: Chart) -> Iterable[str]:
    yield block.unit
    yield "; ".join(f"{one.label}: {one.shown}" for one in block.points)


def _icons(block: Icons) -> Iterable[str]:
    return (one.text for one in block.items)


def _quotation(block: Quotation) -> Iterable[str]:
    yield f"“{block.text}” – {block.attribution}" if block.attribution else f"“{block.text}”"


_LINES: dict[type[Block], Callable[[Any], Iterable[str]]] = {
    KeyFigures: _figures,
    Steps: _steps,
    Comparison: _comparison,
    Timeline: _timeline,
    Chart: _chart,
    Icons: _icons,
    Quotation: _quotation,
}
