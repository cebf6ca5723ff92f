"""Bulletins of one commune that want the air at the same time: shown to people, resolved by nobody else.

Each takes its reading time with its repeats and the pauses between them. A week is a circle: what
begins on Sunday before midnight may run into Monday.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .wishes import Wishes

DAY = 24 * 3600
WEEK = 7 * DAY


@dataclass(frozen=True)
class Wanted:
    """What one bulletin wants. `key` names it; `once` is its reading time in seconds."""

    key: Any
    title: str
    once: int
    wishes: Wishes
    last_day: date | None = None

    @property
    def seconds(self) -> int:
        return self.wishes.seconds_on_air(self.once)


@dataclass(frozen=True)
class Clash:
    """`one` begins before `other` is over, or the other way round, on these days (Monday is 1).

    `clock` is when the later one would begin, on the first of the days.
    """

    one: Wanted
    other: Wanted
    clock: str
    days: tuple[int, ...]


@dataclass(frozen=True)
class _Playing:
    start: int  # seconds after Monday 00:00
    end: int
    wanted: int  # place in the list

    @property
    def day(self) -> int:
        return self.start % WEEK // DAY + 1

    @property
    def clock(self) -> str:
        minute = self.start % DAY // 60
        return f"{minute // 60:02}:{minute % 60:02}"


def clashes(listed: Sequence[Wanted]) -> list[Clash]:
    """Each pair once, in the order of the list."""
    found: dict[tuple[int, int], list[_Playing]] = {}
    running: list[_Playing] = []
    for playing in sorted(_playings(listed), key=lambda one: (one.start, one.wanted)):
        running = [one for one in running if one.end > playing.start]
        for before in running:
            pair = (min(before.wanted, playing.wanted), max(before.wanted, playing.wanted))
            if pair[0] != pair[1] and _same_days(listed[pair[0]], listed[pair[1]]):
                found.setdefault(pair, []).append(playing)
        running.append(playing)
    return [
        Clash(
            listed[one],
            listed[other],
            met[0].clock,
            tuple(sorted({playing.day for playing in met})),
        )
        for (one, other), met in sorted(found.items())
    ]


def _playings(listed: Iterable[Wanted]) -> Iterable[_Playing]:
    """Of two weeks where one runs over the end of the first, so that it meets what begins the next."""
    for place, wanted in enumerate(listed):
        for time in wanted.wishes.times:
            for day in time.days:
                start = (day - 1) * DAY + time.seconds
                yield _Playing(start, start + wanted.seconds, place)
                if day == 1:
                    yield _Playing(start + WEEK, start + WEEK + wanted.seconds, place)


def _same_days(one: Wanted, other: Wanted) -> bool:
    """Whether there is a day on which both may be played."""
    return _before(one.wishes.first_day, other.last_day) and _before(
        other.wishes.first_day, one.last_day
    )


def _before(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last
