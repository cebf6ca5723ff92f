"""A Vietnamese text as the words that terms are compared by, each with its place."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translations.marks import Part, tokens

# A sign above or below that stands alone belongs to its letter. Hyphens part words as spaces do;
# every other sign counts, so that a comma keeps two terms apart.
_WORD = re.compile(r"[\w\u0300-\u036f]+|[^\w\s\-–\u00ad\u2010\u2011]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    folded: str


def words(text: str) -> Iterator[Word]:
    """Marks within a term do not matter; what a placeholder stands for is no word of ours."""
    offset = 0
    for token in tokens(text):
        if token.part is Part.TEXT:
            for found in _WORD.finditer(token.text):
                start, end = found.span()
                yield Word(offset + start, offset + end, folded(found[0]))
        elif token.part is Part.PLACEHOLDER:
            yield Word(offset, offset + len(token.text), token.text)
        offset += len(token.text)


def key(text: str) -> tuple[str, ...]:
    """Equal for texts that are the same term."""
    return tuple(word.folded for word in words(text))


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Without regard to case, composition and the letter that the tone stands on (hoà, hòa)."""
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = [letter for letter in letters if letter in _TONES]
    if not tones:
        return unicodedata.normalize("NFC", letters)
    plain = "".join(letter for letter in letters if letter not in _TONES)
    return unicodedata.normalize("NFC", plain) + "".join(tones)
