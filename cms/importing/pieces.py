"""The common middle form: what every reader produces and ``assembly`` turns into blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from html import unescape

from cms.importing.cleaning import clean_line
from cms.importing.document import Table

TAG = re.compile(r"<[^>]*>")
BLOCK_BREAK = re.compile(r"<(?:br|/p|/li|/ul|/ol)\b[^>]*>")


class Kind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    PICTURE = "picture"
    QUOTE = "quote"


class Role(StrEnum):
    """What a style or a class name says of a piece beyond its kind."""

    NONE = ""
    TITLE = "title"
    LEAD = "lead"
    CAPTION = "caption"
    DATE = "date"
    AUTHOR = "author"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    html: str = ""
    """Inline HTML of a heading, text or quote (lines parted by <br>); the whole <ul>/<ol> of a list."""
    level: int = 0
    role: Role = Role.NONE
    bold: bool = False
    """All of its text is bold; ``italic`` likewise."""
    italic: bool = False
    table: Table | None = None
    ref: str = ""
    alt: str = ""
    caption: str = ""
    text: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain_text(self.html))

    def becomes(self, kind: Kind, **changes: object) -> Piece:
        return replace(self, kind=kind, **changes)  # type: ignore[arg-type]  # fields by name


@dataclass
class Hints:
    """What a document says of itself outside its text (properties, meta elements)."""

    title: str = ""
    lead: str = ""
    date: str = ""
    author: str = ""
    language: str = ""
    web_page: bool = False
    """Saved from the web: expect site names above and comment areas below the text."""


def plain_text(html: str) -> str:
    """The text of cleaned HTML on one line."""
    return clean_line(unescape(TAG.sub("", BLOCK_BREAK.sub(" ", html))))
