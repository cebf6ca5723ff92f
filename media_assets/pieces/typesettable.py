"""Texts as the typesetter can take them: no control characters, no turned direction, no word too wide."""

import re
from typing import Any

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
# Scripts that write without spaces break by themselves.
LONG_WORD = re.compile(r"[!-~\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]{14,}")
LETTERS = re.compile(r"(.[\u0300-\u036f]*){7}(?=.)", re.DOTALL)
# What is looked up or drawn, and never read.
NAMES = {"id", "icon", "kind", "drawn_as", "logo"}
MAY_BREAK = "\u200b"


def typesettable(data: Any) -> Any:
    """A copy of JSON-like `data` with every text in it made so; addresses among them too."""
    if isinstance(data, str):
        lines = data.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return LONG_WORD.sub(_breakable, CONTROL.sub("", lines))
    if isinstance(data, dict):
        return {
            name: value if name in NAMES else typesettable(value) for name, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [typesettable(value) for value in data]
    return data


def _breakable(word: re.Match[str]) -> str:
    """Every seventh letter may end a line; seen only where the word is wider than its place."""
    return LETTERS.sub(lambda letters: letters[0] + MAY_BREAK, word[0])
