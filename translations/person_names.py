"""Names of people as others type them: readers of sheets and recordings have no account."""

import unicodedata


def one_line(text: str) -> str:
    return " ".join(text.split())


def same_name(one: str, other: str) -> bool:
    """Whether two names, however they were typed, are most likely one person's."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", one_line(name)).casefold()
