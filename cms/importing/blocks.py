"""From pieces to the blocks of an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from lxml import html as lxml_html

from cms.importing.cleaning import clean_html, clean_line
from cms.importing.document import (
    Block,
    Heading,
    Paragraph,
    Picture,
    QuestionAnswer,
    Quotation,
    Steps,
    Table,
)
from cms.importing.pieces import Kind, Piece, Role, plain_text
from cms.importing.wording import (
    ANSWER,
    QUESTION,
    STEP,
    STEPS_AHEAD,
    is_caption,
    similar,
    split_credit,
)

QUESTION_LENGTH = 4
"""Paragraphs that a question may have before its answer begins."""
ALIKE = 0.85
RELATED = 0.55
CAPTION_FROM, CAPTION_AFTER_PICTURE = 30, 250
ATTRIBUTION = re.compile(r"^[—–-]\s*(?P<name>\S.{1,80})$")
TABLE_NAME = re.compile(
    r"(?P<name>(?:bảng|biểu|phụ lục|table)\s*(?:số\s*)?\d+\s*[.:–-]?\s*\S.{0,180})", re.IGNORECASE
)
NESTED_LIST = re.compile(r"<li>.*<[uo]l>", re.DOTALL)


@dataclass
class BlockBuilder:
    """Walks over the pieces once; each ``_take_*`` consumes what it recognises."""

    pieces: list[Piece]
    web_page: bool = False
    blocks: list[Block] = field(default_factory=list)
    warnings: list[Any] = field(default_factory=list)
    position: int = 0
    _running: list[str] = field(default_factory=list)
    _before: str = ""
    """The text just before: what may announce steps."""

    def build(self) -> tuple[Block, ...]:
        takers: tuple[Callable[[Piece], bool], ...] = (
            self._take_question,
            self._take_steps,
            self._take_picture,
            self._take_lost_caption,
            self._take_block,
        )
        while self.position < len(self.pieces):
            piece = self.pieces[self.position]
            if not any(take(piece) for take in takers):
                self._running.append(running_html(piece))
                self.position += 1
            self._before = piece.text or self._before
        self._close_paragraph()
        return tuple(self.blocks)

    def _close_paragraph(self) -> None:
        html = clean_html("".join(self._running))
        self._running = []
        if plain_text(html):
            self.blocks.append(Paragraph(html))

    def _add(self, block: Block, pieces: int) -> bool:
        self._close_paragraph()
        self.blocks.append(block)
        self.position += pieces
        return True

    def _next(self, ahead: int = 1) -> Piece | None:
        index = self.position + ahead
        return self.pieces[index] if index < len(self.pieces) else None

    def _take_block(self, piece: Piece) -> bool:
        if piece.kind is Kind.HEADING:
            return self._add(Heading(piece.level, piece.text), 1)
        if piece.kind is Kind.TABLE and piece.table:
            return self._add(replace(piece.table, caption=self._name_of(piece.table)), 1)
        if piece.kind is Kind.QUOTE:
            return self._add(_quotation(piece), 1)
        return False

    def _name_of(self, table: Table) -> str:
        """The table's own caption, or the line "Bảng 1: …" above it, which is then used up."""
        above = self._running[-1] if self._running else ""
        named = TABLE_NAME.fullmatch(plain_text(above)) if above.startswith("<p>") else None
        if table.caption or not named:
            return table.caption
        self._running.pop()
        return named["name"]

    def _take_question(self, piece: Piece) -> bool:
        if not QUESTION.match(piece.text) or piece.kind not in (Kind.TEXT, Kind.HEADING):
            return False
        window = self.pieces[self.position + 1 : self.position + 1 + QUESTION_LENGTH]
        offset = next((i for i, p in enumerate(window, 1) if ANSWER.match(p.text)), None)
        if offset is None or any(p.kind is not Kind.TEXT for p in window[:offset]):
            return False
        asked = [p.text for p in self.pieces[self.position : self.position + offset]]
        answer, used = self._answer(self.position + offset)
        question = QUESTION.sub("", " ".join(asked), count=1)
        return self._add(QuestionAnswer(question, answer), offset + used)

    def _answer(self, start: int) -> tuple[str, int]:
        parts: list[str] = []
        for index in range(start, len(self.pieces)):
            piece = self.pieces[index]
            if piece.kind not in (Kind.TEXT, Kind.LIST) or (parts and QUESTION.match(piece.text)):
                break
            html = running_html(piece)
            parts.append(html if index > start else without_prefix(html, ANSWER))
        return clean_html("".join(part for part in parts if plain_text(part))), len(parts)

    def _take_steps(self, piece: Piece) -> bool:
        if piece.kind is Kind.LIST:
            items = list_items(piece.html)
            if not items or not (_numbered_steps(items) or STEPS_AHEAD.search(self._before[-200:])):
                return False
            return self._add(Steps(tuple(without_prefix(item, STEP) for item in items)), 1)
        run: list[str] = []
        for following in self.pieces[self.position :]:
            match = STEP.match(following.text) if following.kind is Kind.TEXT else None
            if not match or int(match["number"]) != len(run) + 1:
                break
            run.append(clean_html(without_prefix(following.html, STEP), inline=True))
        return len(run) >= 2 and self._add(Steps(tuple(run)), len(run))

    def _take_picture(self, piece: Piece) -> bool:
        if piece.kind is not Kind.PICTURE:
            return False
        following = self._next()
        caption, used = piece.caption, 1
        if not caption and following is not None and _captions(following, piece, self._next(2)):
            caption, used = following.text, 2
        caption, credit = split_credit(caption)
        return self._add(Picture(piece.ref, piece.alt or caption, caption, credit), used)

    def _take_lost_caption(self, piece: Piece) -> bool:
        """Captions of pictures that the file does not hold, often doubled by the alternative text."""
        following = self._next()
        if not self.web_page or piece.kind not in (Kind.TEXT, Kind.HEADING):
            return False
        used = 0
        if following is not None and following.kind is Kind.TEXT:
            likeness = similar(piece.text, following.text)
            short = len(piece.text) < CAPTION_AFTER_PICTURE
            doubled = len(piece.text) > CAPTION_FROM and short and likeness >= ALIKE
            alternative = short and is_caption(following.text) and likeness >= RELATED
            used = 2 if doubled or alternative else 0
        used = used or (1 if piece.kind is Kind.TEXT and is_caption(piece.text) else 0)
        if not used:
            return False
        message = _("A caption was left out because its picture is missing: “{caption}”.")
        caption = self.pieces[self.position + used - 1].text
        self.warnings.append(format_lazy(message, caption=caption))
        self.position += used
        return True


def running_html(piece: Piece) -> str:
    return piece.html if piece.kind is Kind.LIST else f"<p>{piece.html}</p>"


def list_items(html: str) -> list[str]:
    """Inline HTML of the items of a plain numbered list; none for bullets and nested lists."""
    if not html.startswith("<ol>") or NESTED_LIST.search(html):
        return []
    items = re.findall(r"<li>(.*?)</li>", html, re.DOTALL)
    return [clean_html(item, inline=True) for item in items] if len(items) >= 2 else []


def _numbered_steps(items: list[str]) -> bool:
    return all(STEP.match(plain_text(item)) for item in items)


def without_prefix(html: str, prefix: re.Pattern[str]) -> str:
    """Cut the prefix off the text, whatever inline markup it is spread over."""
    match = prefix.match(plain_text(html))
    if not match:
        return html
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    left = len(match.group().rstrip())
    for node in root.iter():
        for name in ("text", "tail"):
            text = getattr(node, name) or ""
            if node is root and name == "tail":
                continue
            cut = min(left, len(text))
            setattr(node, name, text[cut:].lstrip() if cut else text)
            left -= cut
            if not left:
                return _inner_html(root)
    return _inner_html(root)


def _inner_html(root: Any) -> str:
    source = lxml_html.tostring(root, encoding="unicode").strip()
    inner = source.removeprefix("<div>").removesuffix("</div>")
    return re.sub(r"<(b|i|sup|sub)></\1>\s*", "", inner)


def _quotation(piece: Piece) -> Quotation:
    lines = [clean_line(plain_text(line)) for line in piece.html.split("<br>")]
    lines = [line for line in lines if line]
    found = ATTRIBUTION.match(lines[-1]) if len(lines) > 1 else None
    if found:
        return Quotation("\n".join(lines[:-1]), found["name"])
    return Quotation("\n".join(lines))


def _captions(piece: Piece, picture: Piece, after: Piece | None) -> bool:
    """Does this text caption the picture before it?"""
    if piece.kind is not Kind.TEXT or len(piece.text) > CAPTION_AFTER_PICTURE:
        return False
    if piece.role is Role.CAPTION or is_caption(piece.text):
        return True
    if picture.alt and similar(piece.text, picture.alt) >= ALIKE:
        return True
    return piece.italic and after is not None
