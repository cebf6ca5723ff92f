"""The translation memory: keeps what was translated, proposes it for what resembles it."""

from translations.memory.keeping import Kept, Pair, count_use, keep, withdraw
from translations.memory.scope import Scope
from translations.memory.suggesting import GOOD, Suggestion, suggest

__all__ = [
    "GOOD",
    "Kept",
    "Pair",
    "Scope",
    "Suggestion",
    "count_use",
    "keep",
    "suggest",
    "withdraw",
]
