"""What is found in the files of a package: their text, and what they say of themselves.

A file is immutable under its checksum, so a clean one is remembered in the cache. What was found is
kept in this process only: numbers of persons belong into no cache.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.core.cache import cache
from django.utils.translation import gettext as _

from media_assets import personal_data, secrecy
from media_assets.intake.words import words_of
from media_assets.models import Attachment

READER = 2  # another number when more is read or found than before
CLEAN, UNREAD = "clean", "unread"
REMEMBERED, TRIED_AGAIN = 30 * 24 * 3600, 600  # seconds

Hit = tuple[str, str, str]  # kind, value, excerpt


@dataclass(frozen=True)
class Searched:
    """`whole` is False where not all of the file could be read."""

    hits: tuple[Hit, ...]
    whole: bool


def searched(files: Iterable[Attachment]) -> Iterator[tuple[Attachment, Searched]]:
    for file in files:
        yield file, _remembered(file)


def unread_notice(file: Attachment) -> str:
    return _(
        "“%(title)s”: no text could be read in the file, or not all of it. Open it and check it"
        " yourself."
    ) % {"title": file.title}


def hits_in(text: str) -> Iterator[Hit]:
    for search in SEARCHES:
        yield from search(text)


def _numbers(text: str) -> Iterator[Hit]:
    for one in personal_data.find(text):
        yield one.kind, one.value, one.excerpt


def _stamps(text: str) -> Iterator[Hit]:
    for stamp in secrecy.find(text):
        yield stamp.level, f"{stamp.level}: {stamp.excerpt}", stamp.excerpt


SEARCHES: tuple[Callable[[str], Iterator[Hit]], ...] = (_numbers, _stamps)


def _remembered(file: Attachment) -> Searched:
    key = f"disclosed-{READER}-{file.sha256}"
    known = cache.get(key)
    if known is not None:
        return Searched((), known == CLEAN)
    found = _found_by_checksum(_Stored(file))
    if not found.whole:
        _found_by_checksum.cache_clear()  # too slow now may be in time later
    if not found.hits:
        cache.set(key, *((CLEAN, REMEMBERED) if found.whole else (UNREAD, TRIED_AGAIN)))
    return found


class _Stored:
    """A file as its checksum names it."""

    def __init__(self, file: Attachment) -> None:
        self.file, self.sha256 = file, file.sha256

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Stored) and other.sha256 == self.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


@lru_cache(maxsize=32)
def _found_by_checksum(stored: _Stored) -> Searched:
    try:
        with stored.file.file.open("rb") as file:
            words = words_of(file)
    except OSError:
        return Searched((), whole=False)
    return Searched(tuple(dict.fromkeys(hits_in(words.text))), words.whole)
