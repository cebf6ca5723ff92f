"""Letters of a language that the keyboard of a Vietnamese computer does not have."""

import unicodedata
from dataclasses import dataclass

from cms.languages import BY_CODE

_ON_A_CIRCLE = "◌"
# Told apart from letters when they stand alone; more of the language's own digits help too.
_MARKS = {"Mn", "Mc"}


@dataclass(frozen=True)
class Letter:
    """`shown` gives a mark something to stand on."""

    text: str
    shown: str
    name: str


def letters_of(code: str) -> list[Letter]:
    language = BY_CODE[code]
    digits = [d for way in language.numbers for d in way.digits if not d.isascii()]
    texts = dict.fromkeys([*language.letters, *digits])
    return [Letter(text, _shown(text), _name(text)) for text in texts]


def _shown(text: str) -> str:
    return _ON_A_CIRCLE + text if unicodedata.category(text[0]) in _MARKS else text


def _name(text: str) -> str:
    """The standard's, for screen readers that cannot say the letter."""
    return ", ".join(unicodedata.name(letter, letter).lower() for letter in text)
