"""The common end of every reader: pieces become an item."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.importing.blocks import BlockBuilder
from cms.importing.dates import find_date
from cms.importing.document import ImportedItem
from cms.importing.ending import Ending, take_ending, without_letterhead
from cms.importing.lists import with_lists
from cms.importing.masthead import SAME, TITLE_LENGTH, Masthead, take_masthead
from cms.importing.outline import with_headings
from cms.importing.pictures import PictureStore
from cms.importing.pieces import Hints, Kind, Piece
from cms.importing.refusals import refuse
from cms.importing.vietnamese import guess_language
from cms.importing.wording import similar

NEWSPAPER = re.compile(r"(?:báo|tạp chí|đài|cổng|trang|theo|ttxvn|vnexpress)\b", re.IGNORECASE)
EXCERPT = 60
"""Characters shown of each text that was left out."""


def assemble(
    pieces: list[Piece], hints: Hints, pictures: PictureStore, *, stem: str
) -> ImportedItem:
    """An item without its checksum and file name. ``stem`` names it when it has no title."""
    if not any(char.isalnum() for piece in pieces for char in _text_of(piece)):
        raise refuse("no_text")
    language = _language(pieces, hints)
    if language == "vi":
        pieces = [_with_vietnamese_d(piece) for piece in pieces]
    letterhead, pieces = without_letterhead(pieces)
    head, pieces = take_masthead(pieces, hints)
    ending, pieces = take_ending(pieces, hints)
    pieces = _without_repeated_title(pieces, head.title)
    builder = BlockBuilder(with_lists(with_headings(pieces)), hints.web_page)
    blocks = builder.build()
    title, title_warnings = _title(head, stem)
    author, source = _author_and_source(head, ending)
    return ImportedItem(
        title=title,
        lead=head.lead,
        date=head.date or find_date(" ".join(letterhead)),
        language=language,
        blocks=blocks,
        pictures=dict(pictures.files),
        warnings=(
            *title_warnings,
            *_left_out((*letterhead, *head.left_out, *ending.left_out)),
            *builder.warnings,
            *pictures.warnings,
        ),
        source_sha256="",
        author=author,
        source=source,
    )


def _text_of(piece: Piece) -> str:
    rows = piece.table.rows if piece.table else ()
    return piece.text + " ".join(cell for row in rows for cell in row)


def _language(pieces: list[Piece], hints: Hints) -> str:
    return guess_language("\n".join(map(_text_of, pieces))) or hints.language


def _with_vietnamese_d(piece: Piece) -> Piece:
    """Bad conversions leave the Icelandic eth, which looks like "Đ" and is found by no search."""
    if "Ð" not in piece.html and "ð" not in piece.html:
        return piece
    return piece.becomes(piece.kind, html=piece.html.replace("Ð", "Đ").replace("ð", "đ"))


def _without_repeated_title(pieces: list[Piece], title: str) -> list[Piece]:
    """Pages repeat the title as a sub-heading or beside the picture."""
    short = (Kind.TEXT, Kind.HEADING)
    return [
        piece for piece in pieces if piece.kind not in short or similar(piece.text, title) < SAME
    ]


def _title(head: Masthead, stem: str) -> tuple[str, list[Any]]:
    if not head.title:
        name = " ".join(stem.replace("_", " ").replace("-", " ").split())
        return name[:TITLE_LENGTH], [_("No title was found: the file's name stands in its place.")]
    if len(head.title) > TITLE_LENGTH:
        cut = head.title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
        message = _("The title was too long and was shortened. In full: “{title}”")
        return cut, [format_lazy(message, title=head.title)]
    return head.title, []


def _author_and_source(head: Masthead, ending: Ending) -> tuple[str, str]:
    """A newspaper named beside the date is the source, and the name below the text the author."""
    above, below = head.author, ending.author
    from_newspaper = bool(above and (below or NEWSPAPER.match(above)))
    named = [above if from_newspaper else "", ending.source]
    source = " – ".join(dict.fromkeys(name for name in named if name))
    return below if from_newspaper else above or below, source


def _left_out(texts: tuple[str, ...]) -> list[Any]:
    """One warning that names all of them, so that the editor can bring back what was meant."""
    lines = [" ".join(text.split()) for text in texts]
    named = [line[:EXCERPT] + ("…" if len(line) > EXCERPT else "") for line in lines if line]
    if not named:
        return []
    message = _("Left out because it does not belong to the text: {texts}")
    return [format_lazy(message, texts=" · ".join(dict.fromkeys(named)))]
