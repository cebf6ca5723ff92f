"""Spoken Vietnamese for loudspeakers: `read` turns a text into what is said. Knows no database."""

from .lexicon import Lexicon, UnspokenChoice, base
from .profiles import PROFILES
from .reading import read
from .spans import Doubt, Flag, Reading, Span

__all__ = [
    "PROFILES",
    "Doubt",
    "Flag",
    "Lexicon",
    "Reading",
    "Span",
    "UnspokenChoice",
    "base",
    "read",
]
