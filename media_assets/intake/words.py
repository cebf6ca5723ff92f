"""What a stored document says, for whoever looks for what must not become public."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from . import apart
from .refusal import Refused
from .unusable import Unusable

KINDS = ("pdf", "docx", "xlsx", "odt", "ods", "txt", "csv")
SECONDS = 20  # the slowest seen, a law of 400 pages, takes two
MOST_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True)
class Words:
    """`whole` is False where anything could not be read: a scan, too much, a damaged file."""

    text: str = ""
    whole: bool = False


def words_of(file: Any, *, seconds: float = SECONDS) -> Words:
    """`file` is open for reading, its name says what it is. Never raises for what is in it."""
    ending = PurePath(file.name or "").suffix.lower().lstrip(".")
    if ending not in KINDS or file.size > MOST_BYTES:
        return Words()
    try:
        with apart.on_disk(file) as source:
            found = apart.read(f"words-{ending}", source, seconds=seconds)
            text = apart.made(source).read_text(encoding="utf-8")
    except (Refused, Unusable):
        return Words()
    return Words(text, bool(found["letters"]) and not found["unread"] and not found["cut"])
