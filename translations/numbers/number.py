"""A number that stands in a text: what it may mean."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import cast


class Family(StrEnum):
    """Numbers of different families never mean the same. Money is a number with a currency."""

    NUMBER = "number"
    PERCENT = "percent"
    PERMILLE = "permille"
    DATE = "date"  # (year, month, day), each of them or None
    TIME = "time"  # minutes of the day
    WEEKDAY = "weekday"  # as Vietnamese counts: 2 is Monday
    PHONE = "phone"  # its digits, from the leading nought
    DOCUMENT = "document"  # 30/2026/QH16: capitals without marks
    CODE = "code"  # digits among letters, or many digits that count nothing
    RATIO = "ratio"  # 1/40
    ROMAN = "roman"


Reading = tuple[Family, Hashable]
Readings = frozenset[Reading]
Amount = int | Decimal
Date = tuple[int | None, int | None, int | None]  # year, month, day


@dataclass(frozen=True, slots=True)
class Number:
    """`readings` is everything that it may mean: two numbers agree when they share one.

    `parts` are the figures of which it is made (day, month, year), in the order in which people say
    them; a language whose words for them nobody knows here writes them one by one. `bare` is what
    is left without its word for thousand, million …
    """

    text: str
    start: int
    end: int
    readings: Readings
    parts: tuple[Readings, ...] = ()
    bare: Reading | None = None
    scale: int = 1
    currency: str = ""
    is_foreign: bool = False  # written with another language's separators
    is_optional: bool = False  # a name of a month: it may stand for a figure, but need not

    @property
    def family(self) -> Family:
        return min(family for family, _value in self.readings)

    @property
    def families(self) -> frozenset[Family]:
        return frozenset(family for family, _value in self.readings)

    def amounts(self, family: Family = Family.NUMBER) -> tuple[Amount, ...]:
        """Of a number that counts something, of a percentage."""
        return tuple(cast(Amount, value) for found, value in self.readings if found is family)

    @property
    def dates(self) -> tuple[Date, ...]:
        return tuple(cast(Date, value) for found, value in self.readings if found is Family.DATE)


def one(family: Family, value: Hashable) -> Readings:
    return frozenset(((family, value),))


def plain(*values: int) -> tuple[Readings, ...]:
    return tuple(one(Family.NUMBER, value) for value in values)
