"""Plain text: paragraphs, headings and lists told apart by their shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from cms.importing.cleaning import clean_line, clean_text, escape
from cms.importing.pieces import Hints, Kind, Piece

LIST_MARK = re.compile(r"(?:[-–—*•+●○▪■□‣·]|\(?\d{1,2}[.)]|\(?[a-zđ]\))\s+\S", re.IGNORECASE)
WRAPPED_FROM, WRAPPED_TO = 50, 100
"""A text wrapped by hand or by an e-mail program has lines of about these lengths."""


@dataclass(frozen=True)
class Line:
    text: str
    after_gap: bool
    """An empty line stands before it."""


def read_text(text: str) -> tuple[list[Piece], Hints]:
    """One piece a paragraph, and the hint that such files are mostly saved from web pages."""
    lines = _lines(clean_text(text))
    paragraphs = _paragraphs(lines)
    return [Piece(Kind.TEXT, escape(text)) for text in paragraphs], Hints(web_page=True)


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    gap = True
    for raw in text.split("\n"):
        line = clean_line(raw)
        if line:
            found.append(Line(line, gap))
        gap = not line
    return found


def _paragraphs(lines: list[Line]) -> list[str]:
    wrapped = _is_wrapped(lines)
    found: list[str] = []
    for previous, line in zip([None, *lines], lines, strict=False):
        goes_on = (
            wrapped
            and previous is not None
            and not line.after_gap
            and not LIST_MARK.match(line.text)
            and len(previous.text) >= WRAPPED_FROM
        )
        if goes_on:
            found[-1] += " " + line.text
        else:
            found.append(line.text)
    return found


def _is_wrapped(lines: list[Line]) -> bool:
    """Most lines that another follows directly are of nearly the same, moderate length."""
    followed = [len(line.text) for line, following in pairwise(lines) if not following.after_gap]
    if len(followed) < 3 or any(len(line.text) > WRAPPED_TO for line in lines):
        return False
    return sum(length >= WRAPPED_FROM for length in followed) > 0.7 * len(followed)
