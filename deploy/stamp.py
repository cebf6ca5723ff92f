"""Remembers, inside `.venv`, which requirement files were installed into it.

Standard library only.
"""

from __future__ import annotations

import hashlib
from pathlib import Path


class Stamp:
    """One small file a requirement file, holding its hash; and a mark while pip is writing.

    The mark is there from the start of an installation to its end, so one that was broken off
    (killed, power cut) is recognised: a package could then be half there, which pip cannot see.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mark = root / ".venv" / "loa-installing"

    def fresh(self, name: str) -> bool:
        file = self._file(name)
        return file.exists() and file.read_text() == self._hash(name)

    def interrupted(self) -> bool:
        return self.mark.exists()

    def begin(self) -> None:
        self.mark.touch()

    def forget_beginning(self) -> None:
        self.mark.unlink(missing_ok=True)

    def finish(self, names: list[str]) -> None:
        for name in names:
            self._file(name).write_text(self._hash(name))
        self.forget_beginning()

    def packages(self, name: str) -> int:
        """How many packages a requirement file pins."""
        return sum("==" in line for line in self._text(name).splitlines() if line[:1] != "#")

    def _file(self, name: str) -> Path:
        return self.root / ".venv" / f"loa-{name}.sha256"

    def _hash(self, name: str) -> str:
        return hashlib.sha256(self._text(name).encode()).hexdigest()

    def _text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")
