"""What an imported file becomes: plain data, without Django models.

Every block names the StreamField block that it maps to (``block``) and gives that block's value
(``value()``), so that whoever writes the draft needs no knowledge of file formats.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar


class ImportRefused(Exception):
    """This file becomes no draft. ``message`` is translated when it is shown and says what to do next."""

    def __init__(self, reason_code: str, message: Any) -> None:
        super().__init__(reason_code)
        self.reason_code = reason_code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True)
class Block:
    block: ClassVar[str]

    def value(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Heading(Block):
    block: ClassVar[str] = "heading"
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph(Block):
    """Running text: cleaned HTML of paragraphs and lists between two other blocks."""

    block: ClassVar[str] = "paragraph"
    html: str


@dataclass(frozen=True)
class Picture(Block):
    """``ref`` is a key of ``ImportedItem.pictures``."""

    block: ClassVar[str] = "picture"
    ref: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Table(Block):
    """Every row has the same number of cells; merged cells are already flattened."""

    block: ClassVar[str] = "table"
    rows: tuple[tuple[str, ...], ...]
    header_row: bool = False
    caption: str = ""

    def value(self) -> dict[str, Any]:
        rows = [list(row) for row in self.rows]
        return {"rows": rows, "header_row": self.header_row, "caption": self.caption}


@dataclass(frozen=True)
class Quotation(Block):
    block: ClassVar[str] = "quotation"
    text: str
    attribution: str = ""


@dataclass(frozen=True)
class Steps(Block):
    """Cleaned inline HTML of each step, without its number."""

    block: ClassVar[str] = "steps"
    items: tuple[str, ...]

    def value(self) -> dict[str, Any]:
        return {"items": list(self.items)}


@dataclass(frozen=True)
class QuestionAnswer(Block):
    block: ClassVar[str] = "question_answer"
    question: str
    answer_html: str


@dataclass(frozen=True)
class PictureFile:
    """A picture that Pillow has verified; ``name`` carries the extension of its real format."""

    data: bytes = field(repr=False)
    name: str
    alt: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class ImportedItem:
    title: str
    lead: str
    date: datetime.date | None
    language: str
    """Best guess as a primary subtag ("vi", "en", "km" …), or "" when unsure."""
    blocks: tuple[Block, ...]
    pictures: Mapping[str, PictureFile]
    warnings: tuple[Any, ...]
    """Lazily translated sentences: what was left out, and what the editor should look at."""
    source_sha256: str
    filename: str = ""
    author: str = ""
    source: str = ""
