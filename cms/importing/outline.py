"""Headings: those that are marked up, and those that only look like one."""

from __future__ import annotations

from cms.importing.pieces import Kind, Piece
from cms.importing.text import LIST_MARK
from cms.importing.wording import (
    ANSWER,
    QUESTION,
    STEP,
    SURE_NUMBER,
    could_be_heading,
    could_be_plain_heading,
    is_byline,
    is_capitals,
    is_caption,
    number_level,
)

DEEPEST = 4
BODY_TEXT = 120
"""Characters: what follows a heading is at least this long, or a list, or another heading."""
MOSTLY_BOLD = 0.5


def with_headings(pieces: list[Piece]) -> list[Piece]:
    """Texts that head others become headings; all levels run from 2 to 4 without a gap."""
    marked_up = any(piece.kind is Kind.HEADING for piece in pieces)
    texts = [piece for piece in pieces if piece.kind is Kind.TEXT]
    bold_counts = sum(piece.bold for piece in texts) <= MOSTLY_BOLD * len(texts)
    found = list(pieces)
    for index in range(len(pieces) - 1, -1, -1):
        piece, rest = pieces[index], found[index + 1 :]
        if piece.kind is not Kind.TEXT or not rest or not _may_head(piece.text):
            continue
        level = _level(piece, bold_counts, marked_up)
        if level and _heads_something(piece.text, rest[0], marked_up or piece.bold):
            found[index] = piece.becomes(Kind.HEADING, level=level)
    return _even_levels(found)


def _may_head(text: str) -> bool:
    if not could_be_heading(text) or is_caption(text):
        return False
    return not (QUESTION.match(text) or ANSWER.match(text) or STEP.match(text))


def _level(piece: Piece, bold_counts: bool, marked_up: bool) -> int:
    text = piece.text
    numbered = number_level(text)
    if piece.bold and bold_counts:
        return numbered or (2 if is_capitals(text) else 3)
    if numbered:
        return numbered
    if is_capitals(text):
        return 2
    plain = not marked_up and could_be_plain_heading(text) and not LIST_MARK.match(text)
    return 3 if plain and not is_byline(text) else 0


def _heads_something(text: str, following: Piece, sure: bool) -> bool:
    if following.kind is Kind.HEADING:
        return number_level(text) != number_level(following.text) or sure
    if following.kind is not Kind.TEXT:
        return following.kind is Kind.LIST or sure
    if number_level(text) and number_level(following.text) == number_level(text):
        return False
    sure = sure or bool(SURE_NUMBER.match(text))
    listed = bool(LIST_MARK.match(following.text))
    return sure or listed or len(following.text) >= BODY_TEXT


def _even_levels(pieces: list[Piece]) -> list[Piece]:
    """The levels in use become 2, 3, 4; a heading is at most one level below the one before."""
    used = sorted({piece.level for piece in pieces if piece.kind is Kind.HEADING})
    ranks = {level: min(2 + rank, DEEPEST) for rank, level in enumerate(used)}
    found, previous = [], 1
    for piece in pieces:
        if piece.kind is Kind.HEADING:
            previous = min(ranks[piece.level], previous + 1)
            piece = piece.becomes(Kind.HEADING, level=previous)
        found.append(piece)
    return found
