"""A designed piece as semantic HTML: real text, and a table behind each chart."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from media_assets.pieces import marking
from media_assets.pieces.data import Block, Chart
from media_assets.pieces.palettes import PALETTES

from .. import chart_drawing
from ..models import InfographicPage
from ..piece_choices import drawing_of
from ..pieces import raw_blocks, shown_blocks
from ..portal import Portal
from ..vietnamese_numbers import is_number

register = template.Library()


@register.inclusion_tag("cms/pieces/piece.html", takes_context=True)
def piece(context: template.Context, page: InfographicPage, *, as_written: bool = False) -> Any:
    """`as_written`: for its approvers, with the placeholders and not one office's values."""
    if as_written:
        blocks = raw_blocks(page)
    else:
        blocks = shown_blocks(page, Portal.of(context["request"], page).facts)
    return {
        "page": page,
        "parts": [(block, f"cms/pieces/{block.kind}.html", _drawing(block)) for block in blocks],
        "colours": PALETTES.get(page.palette, PALETTES["blue"]),
        "as_written": as_written,
        "ai_source": marking.SOURCE if page.made_by_ai else "",
        "request": context["request"],
    }


@register.simple_tag
def piece_icon(name: str) -> SafeString:
    return drawing_of(name)


def _drawing(block: Block) -> Any:
    """None where a number is missing that an office does not have yet: nought would be drawn for it."""
    if not isinstance(block, Chart) or not any(point.value for point in block.points):
        return None
    if not all(point.value or is_number(point.shown) for point in block.points):
        return None
    draw = {"bar": chart_drawing.bars, "share": chart_drawing.shares, "line": chart_drawing.line}
    return draw[block.drawn_as](block)
