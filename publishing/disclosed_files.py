"""What is found in the files of a package: their text, and what they say of themselves.

A file is immutable under its checksum, so a clean one is remembered in the cache. What was found is
kept in this process only: numbers of persons belong into no cache.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import inf
from time import monotonic

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
    found = _kept.get(file.sha256) or _read(file)
    if found.hits:
        _kept.put(file.sha256, found)
    else:
        cache.set(key, *((CLEAN, REMEMBERED) if found.whole else (UNREAD, TRIED_AGAIN)))
    return found


class _Kept:
    """By checksum, in this process; what was not read whole for a while, as it may be in time later."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._rows: OrderedDict[str, tuple[Searched, float]] = OrderedDict()

    def get(self, sha256: str) -> Searched | None:
        found, until = self._rows.get(sha256, (None, 0.0))
        return found if until > monotonic() else None

    def put(self, sha256: str, found: Searched) -> None:
        if self.get(sha256) is None:
            until = inf if found.whole else monotonic() + TRIED_AGAIN
            self._rows[sha256] = (found, until)
        self._rows.move_to_end(sha256)
        while len(self._rows) > self.most:
            self._rows.popitem(last=False)

    def clear(self) -> None:
        self._rows.clear()


_kept = _Kept(most=256)


def _read(file: Attachment) -> Searched:
    try:
        with file.file.open("rb") as opened:
            words = words_of(opened)
    except OSError:
        return Searched((), whole=False)
    return Searched(tuple(dict.fromkeys(hits_in(words.text))), words.whole)
