"""Digits of every script as 0–9, and the ways of writing numbers that a language has."""

import re
import unicodedata
from functools import cache

from cms.languages import BY_CODE, DEFAULT, Numbers

_PLANES = 0x20000  # beyond it there are no digits, only more Chinese characters
# One character for one, so that places in the folded text are places in the text. Word separators
# that nobody sees (Khmer has them within numbers and dates) become spaces.
_FOLDED = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(128, _PLANES)
    if unicodedata.category(chr(code)) == "Nd"
} | {0x200B: " ", 0x200C: " ", 0xFF05: "%", 0xFE6A: "%", 0x066A: "%", 0xFF0F: "/", 0xFF1A: ":"}
_ANY_DIGIT = re.compile(r"\d")
_TO_FOLD = re.compile(f"[{''.join(map(chr, _FOLDED))}]")


def has_digits(text: str) -> bool:
    return _ANY_DIGIT.search(text) is not None


def fold(text: str) -> str:
    """The text with Latin digits; every character stays where it is."""
    return text.translate(_FOLDED) if _TO_FOLD.search(text) else text


def ways(language: str) -> tuple[Numbers, ...]:
    return BY_CODE[language].numbers if language in BY_CODE else BY_CODE[DEFAULT].numbers


@cache
def way_of(language: str, digit: str) -> Numbers:
    """How the language writes numbers with this digit's script; the usual way for a script of others."""
    possible = ways(language)
    return next((way for way in possible if digit in way.digits), possible[0])
