"""Numbers that are written in words: “hai mươi lăm”, “twenty-five”, “ម្ភៃប្រាំ”, “二十五”."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    UNIT = "unit"  # up to nineteen: stands once
    BASE = "base"  # twenty: a unit may follow
    PLACE = "place"  # hundred: multiplies the unit before it
    SCALE = "scale"  # thousand: multiplies everything before it
    FILLER = "filler"


Lexicon = Mapping[str, tuple[Role, int]]
Spelled = tuple[int, str]  # the value, and how it is written


@dataclass
class _Sum:
    total: int = 0
    base: int = 0
    unit: int = 0
    words: list[str] = field(default_factory=list)

    def takes(self, role: Role, value: int) -> bool:
        if role is Role.FILLER:
            return bool(self.words)
        if role in (Role.UNIT, Role.BASE):
            return not self.unit and not (role is Role.BASE and self.base % 100)
        return True

    def add(self, word: str, role: Role, value: int) -> None:
        self.words.append(word)
        if role is Role.UNIT:
            self.unit = value
        elif role is Role.BASE:
            self.base += value
        elif role is Role.PLACE:
            self.base, self.unit = self.base + max(self.unit, 1) * value, 0
        elif role is Role.SCALE:
            self.total += max(self.base + self.unit, 1) * value
            self.base = self.unit = 0

    @property
    def spelled(self) -> Spelled:
        return self.total + self.base + self.unit, " ".join(self.words)


def spelled(words: Iterable[str], lexicon: Lexicon) -> Iterator[Spelled]:
    """The numbers of a row of words; one that is no number's ends the number before it."""
    current = _Sum()
    for word in words:
        role, value = lexicon.get(word, (None, 0))
        if current.words and (role is None or not current.takes(role, value)):
            yield current.spelled
            current = _Sum()
        if role is not None and current.takes(role, value):
            current.add(word, role, value)
    if current.words:
        yield current.spelled


def spelled_without_spaces(
    text: str, pattern: re.Pattern[str], lexicon: Lexicon, *, not_alone: Collection[str]
) -> list[Spelled]:
    """`pattern` cuts the text into words; those `not_alone` are no numbers by themselves."""
    return [
        (value, written.replace(" ", ""))
        for value, written in spelled(pattern.findall(text), lexicon)
        if written not in not_alone
    ]
