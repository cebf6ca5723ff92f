"""Search that finds “bảo hiểm” when a reader types “bao hiem”, alike on SQLite and PostgreSQL."""

import unicodedata

_STROKED = str.maketrans({"đ": "d", "Đ": "D"})


def fold(text: str) -> str:
    """Lower case base letters without diacritics; used for what is indexed and what is asked."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
