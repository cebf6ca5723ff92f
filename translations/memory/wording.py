"""A text as the memory compares it: composed, single spaces, every number masked."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from translations.marks import Part, tokens

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")  # digits of every script
MASK = "0"
# Marks and placeholders count as words. Signs above and below that no composed letter has (Ê-đê,
# Mường) belong to their word.
_WORD = re.compile(r"⟨/?\d+/?⟩|\{\{[^{}]*\}\}|[\w\u0300-\u036f]+")
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Wording:
    """Made by `wording`, or of what a unit keeps."""

    text: str
    masked: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Without regard to case and punctuation; a number is `MASK`."""
        return tuple(_WORD.findall(self.masked.casefold()))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """As they are written, in their order. Those of marks and placeholders are none."""
        texts = (token.text for token in tokens(self.text) if token.part is Part.TEXT)
        return tuple(number for text in texts for number in NUMBER.findall(text))


def wording(text: str) -> Wording:
    text = composed(text)
    masked = (
        NUMBER.sub(MASK, token.text) if token.part is Part.TEXT else token.text
        for token in tokens(text)
    )
    return Wording(text, "".join(masked))


def composed(text: str) -> str:
    """NFC, one space where there were several, without characters that no file can carry."""
    return _SPACES.sub(" ", _CONTROL.sub("", unicodedata.normalize("NFC", text))).strip()
