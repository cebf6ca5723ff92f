"""What stands below the text of an item: byline, source, signature, and the rest of the web page."""

from __future__ import annotations

from dataclasses import dataclass

from cms.importing.furniture import SOURCE_LINE, end_of_article
from cms.importing.pieces import Hints, Kind, Piece
from cms.importing.wording import ENDS_SENTENCE, NATIONAL_HEADER, SIGNATURE, is_byline

LETTERHEAD_WITHIN = 4
TEXT_ABOVE = 80
"""Characters of a paragraph under which a name is a byline, and not an entry in a list of names."""


@dataclass
class Ending:
    author: str = ""
    source: str = ""
    left_out: tuple[str, ...] = ()


def take_ending(pieces: list[Piece], hints: Hints) -> tuple[Ending, list[Piece]]:
    ending = Ending()
    kept = list(pieces)
    if hints.web_page:
        end = end_of_article([piece.text or "picture" for piece in kept])
        ending.left_out = tuple(piece.text for piece in kept[end:] if piece.text)
        kept = kept[:end]
    while len(kept) > 1 and _take_last(kept[-1], ending, kept):
        kept.pop()
    return ending, kept


def _take_last(piece: Piece, ending: Ending, kept: list[Piece]) -> bool:
    if piece.kind is not Kind.TEXT:
        return False
    source = SOURCE_LINE.fullmatch(piece.text)
    if source and not ending.source and len(piece.text) < 300:
        ending.source = source["source"]
        return True
    above = kept[-2]
    ended = above.kind is not Kind.TEXT or bool(ENDS_SENTENCE.search(above.text))
    below_text = piece.bold or piece.italic or ended or len(above.text) >= TEXT_ABOVE
    if below_text and is_byline(piece.text) and not ending.author:
        ending.author = piece.text.strip(" ()*–-")
        return True
    return False


def without_letterhead(pieces: list[Piece]) -> tuple[list[str], list[Piece]]:
    """Texts of an official letter's head and foot (office, number, motto; recipients, signature),
    and the pieces without them. They dress the letter; an item on the portal has its own."""
    taken: list[str] = []
    kept = list(pieces)
    for index, piece in enumerate(kept[:LETTERHEAD_WITHIN]):
        if NATIONAL_HEADER.search(_all_text(piece)):
            taken += [_all_text(before) for before in kept[: index + 1]]
            kept = kept[index + 1 :]
            break
    if taken and kept and kept[-1].kind is Kind.TABLE and SIGNATURE.search(_all_text(kept[-1])):
        taken.append(_all_text(kept.pop()))
    return taken, kept


def _all_text(piece: Piece) -> str:
    if piece.table is None:
        return piece.text
    return " ".join(" ".join(cell for cell in row) for row in piece.table.rows)
