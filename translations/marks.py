"""Marks in the text of a segment: what stands there, but is not for translating.

`⟨1⟩…⟨/1⟩` is a pair (bold, a link), `⟨2/⟩` stands alone (a line break, or one of the characters ⟨ ⟩
themselves). Numbers begin with 1 in each segment. Placeholders (`{{hotline}}`, `{{if:hotline}}`,
`{{end}}`) are written as in the page. Whoever translates may move marks, never add or lose one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(
    r"⟨(?P<close>/)?(?P<number>[1-9][0-9]{0,3})(?P<single>/)?⟩"
    r"|\{\{\s*(?P<placeholder>(?:if:)?[a-z][a-z0-9_]*(?::[a-z0-9_]+)?)\s*\}\}"
)


class Part(StrEnum):
    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    SINGLE = "single"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True)
class Token:
    """`name` is the number of a mark or the key of a placeholder; `text` is how it is written."""

    part: Part
    text: str
    name: str = ""


def tokens(text: str) -> Iterator[Token]:
    """Joined, their texts are the text again. What is no well-formed mark is text."""
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            yield Token(Part.TEXT, text[end : found.start()])
        yield _token(found)
        end = found.end()
    if end < len(text):
        yield Token(Part.TEXT, text[end:])


def _token(found: re.Match[str]) -> Token:
    if key := found["placeholder"]:
        return Token(Part.PLACEHOLDER, found[0], key)
    if found["close"] and found["single"]:
        return Token(Part.TEXT, found[0])
    part = Part.CLOSE if found["close"] else Part.SINGLE if found["single"] else Part.OPEN
    return Token(part, found[0], found["number"])


def words(text: str) -> str:
    """The text without its marks and placeholders: what people read."""
    return "".join(token.text for token in tokens(text) if token.part is Part.TEXT)


def readable(text: str) -> str:
    """As it is read aloud or on paper: without marks, with placeholders, in one line."""
    shown = (token.text for token in tokens(text) if token.part in (Part.TEXT, Part.PLACEHOLDER))
    return " ".join("".join(shown).split())


def protected(text: str) -> Counter[str]:
    """How often each mark and placeholder stands there; spaces inside a placeholder do not count."""
    return Counter(_written(token) for token in tokens(text) if token.part is not Part.TEXT)


def _written(token: Token) -> str:
    is_placeholder = token.part is Part.PLACEHOLDER
    return f"{{{{{token.name}}}}}" if is_placeholder else token.text


def badly_nested(text: str) -> str:
    """The first mark that closes nothing, overlaps another or stays open; empty if there is none."""
    open_: list[Token] = []
    for token in tokens(text):
        if token.part is Part.OPEN:
            open_.append(token)
        elif token.part is Part.CLOSE and (not open_ or open_.pop().name != token.name):
            return token.text
    return open_[-1].text if open_ else ""
