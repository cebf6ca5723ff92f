"""Has a file read in a process of its own: whatever it does to its decoder ends with that process."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..limited import ENVIRONMENT
from .refusal import Refused
from .unusable import Unusable

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = 900  # of address space, libraries included
AT_ONCE = 2  # of each process of ours, whatever threads it has: memory for more may not be there
PATIENCE = 60  # seconds to wait for a place among them
CHUNK_BYTES = 1 << 20
BUSY = _(
    "The server is reading several other files just now, so this one was not read. Wait a minute,"
    " then upload it again."
)
TOO_HEAVY = _(
    "This file took too long or too much memory to read. Save it anew, smaller or in parts, then upload"
    " it again."
)
_places = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def on_disk(file: Any) -> Iterator[Path]:
    """A private copy of an upload; `made` beside it is free for what becomes of it."""
    with tempfile.TemporaryDirectory(prefix="loa-intake-") as folder:
        source = Path(folder) / "upload"
        file.seek(0)
        with source.open("wb") as copy:
            while chunk := file.read(CHUNK_BYTES):
                copy.write(chunk)
        file.seek(0)
        yield source


def read(job: str, source: Path, *, seconds: float) -> dict[str, Any]:
    """What the job says of the file. Raises Unusable, and Refused if it took too much or found no
    place."""
    command = [sys.executable, "-m", "media_assets.intake.worker", job, str(source), str(MEGABYTES)]
    try:
        with _place():
            done = subprocess.run(  # noqa: S603  our own module
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # decoders tell every broken byte
                timeout=seconds,
                check=False,
                env=ENVIRONMENT,
            )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_HEAVY, "too_heavy") from error
    answer = _answer(done.stdout)
    if "found" in answer:
        return dict(answer["found"])
    if answer["unusable"] == "too_heavy":
        raise Refused(TOO_HEAVY, "too_heavy")
    raise Unusable(answer["unusable"], **answer.get("numbers", {}))


@contextmanager
def _place() -> Iterator[None]:
    """Raises Refused."""
    if not _places.acquire(timeout=PATIENCE):
        raise Refused(BUSY, "busy")
    try:
        yield
    finally:
        _places.release()


def _answer(printed: bytes) -> dict[str, Any]:
    """A process that died says nothing: its decoder fell over the file."""
    try:
        return dict(json.loads(printed))
    except ValueError:
        return {"unusable": "damaged"}


def made(source: Path) -> Path:
    """Where a job puts the file that it makes of `source`."""
    return source.with_name("made")
