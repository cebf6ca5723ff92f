"""Whether a text shows anything: signs without width or ink are no title."""

import unicodedata

INKLESS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by their class, blank by their look


def is_visible(text: str) -> bool:
    """Letters, digits, punctuation or symbols are in it, not only spaces, marks and controls."""
    return any(c not in INKLESS and unicodedata.category(c)[0] in "LNPS" for c in text)
