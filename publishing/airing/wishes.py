"""What an editor wishes of a bulletin on air: class, slot, days and times, repeats, pause, validity,
languages. Wishes only: the commune decides, and nothing here reads a clock.

They travel as plain data: options of the package → `extra` of the post → list of the commune, station.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..channel import Problem, StrOrPromise

ORDINARY, PRIORITY, EMERGENCY = "ordinary", "priority", "emergency"
# From low to high, as Circular 39/2020/TT-BTTTT has them.
CLASSES: dict[str, StrOrPromise] = {
    ORDINARY: gettext_lazy("Ordinary"),
    PRIORITY: gettext_lazy("Priority"),
    EMERGENCY: gettext_lazy("Emergency"),
}
SLOTS = (30, 60, 120, 180, 300, 600)  # seconds
EVERY_DAY = tuple(range(1, 8))  # Monday is 1
MOST_TIMES = 6
MOST_REPEATS = 10
LONGEST_PAUSE = 600  # seconds
TOLERANCE = 1.1
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d) ([1-7]{1,7})")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8})*")


@dataclass(frozen=True, order=True)
class Time:
    """A time of day that is wanted on these days of the week (Monday is 1)."""

    minute: int  # after midnight
    days: tuple[int, ...] = EVERY_DAY

    def __str__(self) -> str:
        return f"{self.clock} {''.join(map(str, self.days))}"

    @property
    def clock(self) -> str:
        return f"{self.minute // 60:02}:{self.minute % 60:02}"

    @property
    def seconds(self) -> int:
        """After midnight, as stations count."""
        return self.minute * 60

    @classmethod
    def read(cls, written: str) -> "Time | None":
        """Of “06:30 135”; None for anything else."""
        found = _TIME.fullmatch(written)
        if not found:
            return None
        hour, minute, days = found.groups()
        return cls(int(hour) * 60 + int(minute), tuple(sorted({int(day) for day in days})))


@dataclass(frozen=True)
class Wishes:
    """`slot` in seconds or None; `pause` in seconds between two repeats; both days inclusive."""

    klass: str = ORDINARY
    repeats: int = 1
    pause: int = 0
    slot: int | None = None
    times: tuple[Time, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    languages: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Wishes":
        """Of options or of a post's `extra`; what is not well-formed is as if it were not there."""
        chosen = str(data.get("class", ""))
        slot = _number(data.get("slot"), 0)
        return cls(
            klass=chosen if chosen in CLASSES else ORDINARY,
            repeats=max(1, min(_number(data.get("repeats"), 1), MOST_REPEATS)),
            pause=min(_number(data.get("pause"), 0), LONGEST_PAUSE),
            slot=slot if slot in SLOTS else None,
            times=_times(data.get("times") or ()),
            first_day=_day(data.get("first_day")),
            last_day=_day(data.get("last_day")),
            languages=_languages(data.get("languages") or ()),
        )

    def to_data(self) -> dict[str, Any]:
        """JSON; only what was wished, so that posts from before there were these stay the same."""
        wished: dict[str, Any] = {
            "pause": self.pause,
            "slot": self.slot,
            "times": [str(one) for one in self.times],
            "first_day": self.first_day.isoformat() if self.first_day else "",
            "last_day": self.last_day.isoformat() if self.last_day else "",
            "languages": list(self.languages),
        }
        always = {"class": self.klass, "repeats": self.repeats}
        return always | {name: value for name, value in wished.items() if value}

    @property
    def is_emergency(self) -> bool:
        return self.klass == EMERGENCY

    def seconds_on_air(self, once: int) -> int:
        """Of a bulletin that takes `once` seconds, its repeats and the pauses between them."""
        return once * self.repeats + self.pause * (self.repeats - 1)

    def problems(self, once: int) -> list[Problem]:
        """Of a bulletin that takes `once` seconds."""
        return [*self._slot_problems(once), *self._day_problems(), *self._own_clashes(once)]

    def _slot_problems(self, once: int) -> Iterable[Problem]:
        if self.slot is not None and once > self.slot:
            values = {"time": length(once), "slot": length(self.slot)}
            message = _(
                "The bulletin takes about %(time)s to read, longer than the slot of %(slot)s. "
                "Shorten it, or choose a longer slot."
            )
            # The length is an estimate: a little too long is for the editor to judge.
            yield Problem("beyond_slot", message % values, blocking=once > self.slot * TOLERANCE)

    def _day_problems(self) -> Iterable[Problem]:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            message = _("The last day to play the bulletin is before the first.")
            yield Problem("days_of_airing", message)

    def _own_clashes(self, once: int) -> Iterable[Problem]:
        """Two wanted times that are nearer to each other than one playing takes."""
        taken = self.seconds_on_air(once)
        for one, other in zip(self.times, self.times[1:], strict=False):
            if set(one.days) & set(other.days) and other.seconds - one.seconds < taken:
                values = {"one": one.clock, "other": other.clock, "time": length(taken)}
                message = _(
                    "Between %(one)s and %(other)s there is not enough time: with its repeats and "
                    "pauses the bulletin takes about %(time)s."
                )
                yield Problem("own_clash", message % values, blocking=False)


def length(seconds: int) -> str:
    """A length of time in words: “45 seconds”, “2 minutes 30 seconds”."""
    minutes, rest = divmod(seconds, 60)
    said = []
    if minutes:
        said.append(ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes})
    if rest or not minutes:
        said.append(ngettext("%(n)d second", "%(n)d seconds", rest) % {"n": rest})
    return " ".join(said)


def _number(value: Any, otherwise: int) -> int:
    written = str(value).strip()
    short = written.isascii() and written.isdecimal() and len(written) < 9
    return int(written) if short else otherwise


def _times(written: Any) -> tuple[Time, ...]:
    """In order, each time of day once, with all the days that were named for it."""
    days: dict[int, set[int]] = {}
    for one in written if isinstance(written, list | tuple) else ():
        if found := Time.read(str(one)):
            days.setdefault(found.minute, set()).update(found.days)
    listed = [Time(minute, tuple(sorted(named))) for minute, named in sorted(days.items())]
    return tuple(listed[:MOST_TIMES])


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written or ""))
    except ValueError:
        return None


def _languages(written: Any) -> tuple[str, ...]:
    listed = written if isinstance(written, list | tuple) else ()
    return tuple(dict.fromkeys(one for one in map(str, listed) if _LANGUAGE.fullmatch(one)))
