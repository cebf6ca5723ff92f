"""What is found of a document's words, line by line, and how much of it could not be read."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

MOST_LETTERS = 4_000_000
LEAST_DIGITS = 6  # from which on a number is told with the head of its column
LONGEST_HEAD = 60  # letters


class Gathered:
    """Up to `MOST_LETTERS`. `unread` counts what shows or holds something that was not read."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.letters = self.pages = self.unread = 0

    @property
    def full(self) -> bool:
        return self.letters >= MOST_LETTERS

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def add(self, text: str) -> None:
        if text.strip() and not self.full:
            self._lines.append(text[: MOST_LETTERS - self.letters])
            self.letters += len(self._lines[-1])

    def add_rows(self, rows: Iterable[Iterable[Any]]) -> None:
        """A number stands beside the word above it that names it."""
        heads: dict[int, str] = {}
        for row in rows:
            for column, value in enumerate(row):
                text = _cell(value)
                if sum(sign.isdecimal() for sign in text) >= LEAST_DIGITS:
                    self.add(f"{heads.get(column, '')}: {text}" if column in heads else text)
                elif text.strip():
                    heads[column] = " ".join(text.split())[:LONGEST_HEAD]
                    self.add(text)
            if self.full:
                return


def _cell(value: Any) -> str:
    if value is None or isinstance(value, bool | date | time):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
