"""The append-only ledger: what was asked, and what became of it.

One JSON line a request, on the disk before the reply leaves. ``changes`` holds what the request
made of the state, so that a restarted sandbox is rebuilt by reading its ledger.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LEDGER_NAME = "sandbox-ledger.jsonl"


class LedgerInUse(Exception):
    """Another sandbox writes to this ledger."""


class Ledger:
    """Not thread-safe: the state's lock is held around ``append``."""

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self.path = data_dir / LEDGER_NAME
        self._file = open(self.path, "a+b", buffering=0)  # noqa: SIM115 - held for the process's life
        self._lock()
        self._cut_half_written_line()
        self.last_n = 0

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise LedgerInUse(str(self.path)) from error

    def _cut_half_written_line(self) -> None:
        """A process killed while writing had answered nobody: what it half wrote did not happen."""
        content = self.path.read_bytes()
        self._file.truncate(content.rfind(b"\n") + 1)

    def replay(self) -> Iterator[dict[str, Any]]:
        with open(self.path, encoding="utf-8") as lines:
            for line in lines:
                entry: dict[str, Any] = json.loads(line)
                self.last_n = entry["n"]
                yield entry

    def append(self, entry: dict[str, Any]) -> None:
        """Numbers, writes and syncs; a full disk leaves no half line and raises OSError."""
        line = json.dumps({"n": self.last_n + 1} | entry, ensure_ascii=False) + "\n"
        size = os.fstat(self._file.fileno()).st_size
        try:
            self._write(line.encode("utf-8", "backslashreplace"))
        except OSError:
            self._file.truncate(size)
            raise
        self.last_n += 1

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) :]
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()
