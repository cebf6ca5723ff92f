"""Renderings kept on disk by what they depend on, so that nothing is drawn twice.

Only a cache: what goes out is frozen elsewhere, and a file that is missing or damaged is drawn anew.
"""

import fcntl
import json
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from random import randrange

from django.conf import settings

from .data import Piece
from .formats import Format
from .render import PieceProblem, Rendered, render, rendering_key

logger = logging.getLogger(__name__)
PRUNE_EVERY = 200  # files, on average: by lot, as many a process writes a few only
INCOMING, PRUNING = ".incoming-", ".pruning"
LEFT_AFTER = 3600  # seconds; whoever began to write that file is no more


def rendered(piece: Piece, form: Format, *, key: str = "") -> Rendered:
    """As `render`, from the cache where it can. Raises SettingFailed.

    `key` where the caller knows it already: to find it takes a while.
    """
    return once(key or rendering_key(piece, form), lambda: render(piece, form))


def once(key: str, make: Callable[[], Rendered]) -> Rendered:
    """What `make` gives, from the cache where it can. `key`: hex SHA-256 of all that it depends on."""
    place = _place(key)
    found = read(place)
    if found is None:
        found = make()
        _write(place, found)
    return found


def keep(piece: Piece, form: Format, key: str, place: Path) -> None:
    """A file of its own for what `rendered` gives, for `read`: it stays whatever is pruned.

    Where the disk allows it is the cache's own under a second name, which takes no room.
    Raises SettingFailed, and OSError.
    """
    made = rendered(piece, form, key=key)
    try:
        place.hardlink_to(_place(key))
    except FileExistsError:
        return
    except OSError:  # pruned or never written, or the disk knows no second names
        _put(place, made, aside=place.parent)


def prune() -> None:
    """Remove what was not asked for longest, down to the size that is set, and what was never ended.

    Not where another process is at it.
    """
    with _alone() as alone:
        if alone:
            _remove_left()
            _remove_oldest(settings.LOA_PIECE_CACHE_BYTES)


@contextmanager
def _alone() -> Iterator[bool]:
    with (_root() / PRUNING).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _remove_left() -> None:
    """Of processes that were killed as they wrote."""
    for file in _root().glob(f"{INCOMING}*"):
        with suppress(FileNotFoundError):  # whoever writes it has just ended
            if file.stat().st_mtime < time.time() - LEFT_AFTER:
                file.unlink()


def _remove_oldest(most: int) -> None:
    files = [(file.stat(), file) for file in _root().glob("??/*") if file.is_file()]
    size = sum(stat.st_size for stat, _file in files)
    for stat, file in sorted(files, key=lambda one: one[0].st_mtime):
        if size <= most:
            return
        file.unlink(missing_ok=True)
        size -= stat.st_size


def _root() -> Path:
    return Path(settings.LOA_PIECE_CACHE)


def _place(key: str) -> Path:
    return _root() / key[:2] / key


def read(place: Path) -> Rendered | None:
    """None: missing or damaged. The first line is the checksum of all the others."""
    try:
        seal, _newline, sealed = place.read_bytes().partition(b"\n")
        if seal.decode("ascii", "replace") != sha256(sealed).hexdigest():
            return None
        os.utime(place)
    except OSError:
        return None
    head, _newline, content = sealed.partition(b"\n")
    told = json.loads(head)
    problems = tuple(PieceProblem(**one) for one in told["problems"])
    return Rendered(content, told["media_type"], problems)


def _write(place: Path, made: Rendered) -> None:
    """A full disk costs the next reader time and nothing else."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(place, made, aside=_root())
        if randrange(PRUNE_EVERY) == 0:  # noqa: S311  no secret
            prune()
    except OSError:
        logger.exception("A rendering could not be kept")


def _put(place: Path, made: Rendered, *, aside: Path) -> None:
    """Whole or not at all; written `aside` first. Raises OSError."""
    head = {
        "media_type": made.media_type,
        "problems": [{"block": one.block, "code": one.code} for one in made.problems],
    }
    sealed = json.dumps(head).encode() + b"\n" + made.content
    descriptor, name = tempfile.mkstemp(dir=aside, prefix=INCOMING)
    try:
        with os.fdopen(descriptor, "wb") as incoming:
            incoming.write(sha256(sealed).hexdigest().encode() + b"\n" + sealed)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
