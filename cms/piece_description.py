"""The long description of a piece, for its editor to begin from, and whether it still fits the data."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from media_assets.pieces.data import Block, Chart, Comparison, Footer, KeyFigures, Piece
from media_assets.pieces.description import describe

from .models import InfographicPage
from .pieces import raw_blocks, words_in

MOST_NAMED = 5


def draft_of(page: InfographicPage) -> str:
    """As Loa makes it, with the placeholders as they were written: it is read in every office."""
    code = page.locale.language_code
    piece = Piece(
        headline=page.title,
        language=code,
        script="",
        footer=Footer(""),
        lead=page.lead,
        blocks=tuple(raw_blocks(page)),
        source=page.source_line,
        words=words_in(code),
    )
    return describe(piece)


def unmentioned(page: InfographicPage, piece: Piece) -> list[str]:
    """A remark where a written description leaves out figures: they may have changed after it."""
    if not page.long_description:
        return []
    told = "".join(piece.description.split())
    missing = [text for text in _figures(piece) if "".join(text.split()) not in told]
    if not missing:
        return []
    message = _(
        "The long description does not mention %(figures)s. Where figures have changed, change it"
        " too, or empty it: Loa then makes it from the data."
    )
    named = ", ".join(f"“{text}”" for text in missing[:MOST_NAMED])
    return [message % {"figures": named if len(missing) <= MOST_NAMED else f"{named}, …"}]


def _figures(piece: Piece) -> list[str]:
    texts = dict.fromkeys(text for block in piece.blocks for text in _in_block(block))
    return [text for text in texts if any(letter.isdigit() for letter in text)]


def _in_block(block: Block) -> Iterator[str]:
    if isinstance(block, KeyFigures):
        yield from (one.value for one in block.figures)
    elif isinstance(block, Chart):
        yield from (point.shown for point in block.points)
    elif isinstance(block, Comparison):
        yield from (text for row in block.rows for text in (row.left, row.right))
