"""Search that finds “bảo hiểm” when a reader types “bao hiem”, alike on SQLite and PostgreSQL."""

import unicodedata

_STROKED = str.maketrans({"đ": "d", "Đ": "D"})


def words_of(text: str) -> str:
    """Folded words with single spaces: no mark that one database's search reads as part of a word.

    PostgreSQL takes `41/2024/QH15` for one word, the path of a file; SQLite takes it for three.
    """
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in fold(text))
    return " ".join("".join(kept).split())


def fold(text: str) -> str:
    """Lower case base letters without diacritics; used for what is indexed and what is asked."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
