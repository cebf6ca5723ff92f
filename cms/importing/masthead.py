"""What stands above the text of an item: title, date, byline, lead."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cms.importing.dates import date_line, find_date
from cms.importing.furniture import SITE_LINE, SMALL_THINGS
from cms.importing.pieces import Hints, Kind, Piece, Role
from cms.importing.wording import (
    DOCUMENT_KINDS,
    NO_LEAD,
    could_be_plain_heading,
    is_byline,
    is_capitals,
    is_caption,
    similar,
    undoubled,
)

TITLE_LENGTH = 255
TITLE_WITHIN = 12
"""A title is looked for among so many pieces at the beginning."""
SAME = 0.9
LEAD_FROM, LEAD_TO = 40, 900
LOOK_AHEAD = 8
WORDY = (Kind.TEXT, Kind.HEADING)


@dataclass
class Masthead:
    title: str = ""
    lead: str = ""
    date: datetime.date | None = None
    author: str = ""
    left_out: tuple[str, ...] = ()
    """Texts above the title or repeated below it that are part of the page, not of the item."""


def take_masthead(pieces: list[Piece], hints: Hints) -> tuple[Masthead, list[Piece]]:
    """The masthead, and the pieces without it. ``title`` may be "" when there is none."""
    head = Masthead(date=find_date(hints.date), author=undoubled(hints.author))
    index = title_index(pieces, hints)
    if index is None:
        head.title = hints.title
        return head, _below_title(pieces, head, hints)
    head.title = pieces[index].text
    above, below = pieces[:index], pieces[index + 1 :]
    if DOCUMENT_KINDS.fullmatch(head.title) and below and below[0].kind in WORDY:
        head.title, below = f"{head.title.capitalize()} {below[0].text}", below[1:]
    kept = [piece for piece in above if not _take_from_above(piece, head, hints)]
    return head, kept + _below_title(below, head, hints)


def title_index(pieces: list[Piece], hints: Hints) -> int | None:
    first = [(i, p) for i, p in enumerate(pieces[:TITLE_WITHIN]) if p.kind in WORDY]
    named = [i for i, p in first if p.role is Role.TITLE and p.kind is Kind.HEADING]
    if named:
        return named[0]
    if hints.title:
        alike = [i for i, p in first if similar(p.text, hints.title) >= SAME]
        if alike:
            return alike[0]
    headings = [i for i, p in first if p.kind is Kind.HEADING]
    if headings and all(len(p.text) < 200 for p in pieces[: headings[0]]):
        return headings[0]
    if headings or (hints.title and hints.web_page and not first):
        return None
    return next((i for i, piece in first[:4] if _reads_as_title(piece, hints)), None)


def _reads_as_title(piece: Piece, hints: Hints) -> bool:
    if not 8 <= len(piece.text) <= 220 or date_line(piece.text) or NO_LEAD.match(piece.text):
        return False
    return not is_caption(piece.text) and not (hints.web_page and _is_site_line(piece.text))


def _is_site_line(text: str) -> bool:
    return len(text) <= 80 and bool(SITE_LINE.fullmatch(text))


def _take_from_above(piece: Piece, head: Masthead, hints: Hints) -> bool:
    """True when the piece above the title is no part of the text."""
    found = date_line(piece.text) if piece.kind in WORDY else None
    if found:
        head.date = head.date or found.date
        return True
    if hints.web_page and piece.kind in WORDY and len(piece.text) < 160:
        head.left_out += (piece.text,)
        return True
    return False


def _below_title(pieces: list[Piece], head: Masthead, hints: Hints) -> list[Piece]:
    """Take date, byline and lead from the first pieces; stop where the text begins."""
    kept: list[Piece] = []
    lead: Piece | None = None
    rest = list(pieces)
    while rest and len(kept) < LOOK_AHEAD:
        piece = rest[0]
        if _is_detail(piece, head, hints):
            rest.pop(0)
        elif lead is None and _is_lead(piece, head, hints, rest[1:]):
            lead = rest.pop(0)
        elif piece.kind is Kind.PICTURE or piece.role is Role.CAPTION:
            kept.append(rest.pop(0))
        else:
            break
    if lead is not None:
        head.lead = lead.text
    return kept + rest


def _is_detail(piece: Piece, head: Masthead, hints: Hints) -> bool:
    """Dates, bylines, repeated titles and small buttons below a title."""
    text = piece.text
    if piece.kind not in WORDY or not text:
        return False
    found = date_line(text)
    if found or (piece.role is Role.DATE and len(text) < 80 and find_date(text)):
        head.date = head.date or (found.date if found else find_date(text))
        head.author = head.author or (undoubled(found.name) if found else "")
        return True
    if similar(text, head.title) >= SAME:
        return True
    if hints.web_page and SMALL_THINGS.fullmatch(text):
        head.left_out += (text,)
        return True
    expected = hints.web_page and not is_capitals(text)
    if not head.lead and is_byline(text) and (expected or piece.role is Role.AUTHOR):
        head.author = head.author or undoubled(text)
        return True
    return False


def _is_lead(piece: Piece, head: Masthead, hints: Hints, rest: list[Piece]) -> bool:
    text = piece.text
    if piece.kind is not Kind.TEXT or not LEAD_FROM <= len(text) <= LEAD_TO or "<a " in piece.html:
        return False
    if piece.role is Role.LEAD or (hints.lead and similar(text, hints.lead) >= SAME):
        return True
    if text.endswith((":", ";", ",")) or NO_LEAD.match(text) or text[0] in "-–•+*":
        return False
    if could_be_plain_heading(text) or is_caption(text) or piece.role is Role.CAPTION:
        return False
    return any(p.kind in (Kind.TEXT, Kind.LIST) and len(p.text) > 80 for p in rest)
