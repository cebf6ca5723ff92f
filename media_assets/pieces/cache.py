"""Renderings kept on disk by what they depend on, so that nothing is drawn twice.

Only a cache: what goes out is frozen elsewhere, and a file that is missing or damaged is drawn anew.
"""

import json
import logging
import os
import tempfile
from hashlib import sha256
from itertools import count
from pathlib import Path

from django.conf import settings

from .data import Piece
from .formats import Format
from .render import PieceProblem, Rendered, render, rendering_key

logger = logging.getLogger(__name__)
PRUNE_EVERY = 200  # files written by a process
_written = count(1)


def rendered(piece: Piece, form: Format, *, key: str = "") -> Rendered:
    """As `render`, from the cache where it can. Raises SettingFailed.

    `key` where the caller knows it already: to find it takes a while.
    """
    place = _place(key or rendering_key(piece, form))
    found = read(place)
    if found is None:
        found = render(piece, form)
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
    """Remove what was not asked for longest, down to the size that is set."""
    most = settings.LOA_PIECE_CACHE_BYTES
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
    """None: missing or damaged."""
    try:
        head, _newline, content = place.read_bytes().partition(b"\n")
        told = json.loads(head)
        if told["sha256"] != sha256(content).hexdigest():
            return None
        os.utime(place)
    except (OSError, ValueError, KeyError):
        return None
    problems = tuple(PieceProblem(**one) for one in told["problems"])
    return Rendered(content, told["media_type"], problems)


def _write(place: Path, made: Rendered) -> None:
    """A full disk costs the next reader time and nothing else."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(place, made, aside=_root())
        if next(_written) % PRUNE_EVERY == 0:
            prune()
    except OSError:
        logger.exception("A rendering could not be kept")


def _put(place: Path, made: Rendered, *, aside: Path) -> None:
    """Whole or not at all; written `aside` first. Raises OSError."""
    head = {
        "sha256": made.sha256,
        "media_type": made.media_type,
        "problems": [{"block": one.block, "code": one.code} for one in made.problems],
    }
    descriptor, name = tempfile.mkstemp(dir=aside, prefix=".incoming-")
    try:
        with os.fdopen(descriptor, "wb") as incoming:
            incoming.write(json.dumps(head).encode() + b"\n" + made.content)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
