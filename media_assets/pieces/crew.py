"""The processes that set pieces: how many, how large they may grow, how long they may take.

They are started when first needed and end with the process that started them.
"""

import atexit
import json
import os
import queue
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..limited import ENVIRONMENT

MEGABYTES = 1024  # of address space, fonts included
SECONDS = 20  # for one piece; the slowest seen takes one
ROOT = Path(__file__).resolve().parents[2]
HANDS = max(1, min(4, os.cpu_count() or 1))
CHUNK_BYTES = 1 << 20
PIPE_BYTES = 1 << 18  # a picture at once: a hand need not wait until somebody reads
_FIRST = threading.Lock()  # two first calls would make two crews


class SettingFailed(Exception):
    """The piece could not be set. The message is for its editor."""


TOO_HEAVY = _(
    "This piece took too long or too much memory to draw. Shorten its texts or take blocks away, then"
    " look at the preview again."
)
NOT_DRAWN = _("This piece could not be drawn. Tell the administrator which piece it was.")


class Hand:
    """One process. Not for two threads at once."""

    def __init__(self) -> None:
        # Ours, since whoever is killed removes nothing: it holds texts that are not public yet.
        self._folder = tempfile.TemporaryDirectory(prefix="loa-piece-")
        module = "media_assets.pieces.worker"
        self._process = subprocess.Popen(  # noqa: S603  our own module
            [sys.executable, "-m", module, self._folder.name, str(MEGABYTES)],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            pipesize=PIPE_BYTES,
        )

    def set(self, data: dict[str, Any]) -> tuple[list[bytes], list[dict[str, str]]]:
        """Files and problems. Raises SettingFailed; the process may have ended then."""
        deadline = time.monotonic() + SECONDS
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(data).encode() + b"\n")
            head, rest = self._line(deadline)
            if "error" in head:
                raise SettingFailed(NOT_DRAWN) from RuntimeError(head["error"])
            return self._files(head["sizes"], rest, deadline), head["problems"]
        except SettingFailed:  # said by the process itself, which goes on
            raise
        except (OSError, EOFError, TimeoutError) as error:
            self.end()
            raise SettingFailed(TOO_HEAVY) from error
        except (
            BaseException
        ):  # an answer that nobody read would be taken for that of the next piece
            self.end()
            raise

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._folder.cleanup()

    def _line(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        read = b""
        while b"\n" not in read:
            read += self._some(deadline)
        line, _newline, rest = read.partition(b"\n")
        return json.loads(line), rest

    def _files(self, sizes: list[int], read: bytes, deadline: float) -> list[bytes]:
        parts = [read]
        have = len(read)
        while have < sum(sizes):
            parts.append(self._some(deadline))
            have += len(parts[-1])
        whole, files, at = b"".join(parts), [], 0
        for size in sizes:
            files.append(whole[at : at + size])
            at += size
        return files

    def _some(self, deadline: float) -> bytes:
        """Raises TimeoutError and EOFError."""
        pipe = self._process.stdout
        assert pipe is not None
        left = deadline - time.monotonic()
        poll = select.poll()  # knows descriptors of any number
        poll.register(pipe, select.POLLIN)
        if left <= 0 or not poll.poll(left * 1000):
            raise TimeoutError
        read = pipe.read(CHUNK_BYTES)
        if not read:
            raise EOFError
        return read


class Crew:
    """As many hands as may work at once; a hand that died is replaced by the next that is asked for."""

    def __init__(self, hands: int) -> None:
        self._idle: queue.LifoQueue[Hand | None] = queue.LifoQueue()
        for _number in range(hands):
            self._idle.put(None)

    @contextmanager
    def hand(self) -> Iterator[Hand]:
        found = self._idle.get()
        try:
            if found is not None and not found.alive:
                found.end()
                found = None
            found = found or Hand()
            yield found
        finally:
            self._idle.put(found)

    def end(self) -> None:
        while not self._idle.empty():
            if (hand := self._idle.get()) is not None:
                hand.end()


@cache
def _crew(pid: int) -> Crew:
    crew = Crew(HANDS)
    atexit.register(crew.end)
    return crew


def crew() -> Crew:
    """Of this process: a fork must not talk to its parent's hands."""
    with _FIRST:
        return _crew(os.getpid())
