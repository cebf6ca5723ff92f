"""Communes and wards of the country (`cms/data/communes.csv`), and which have no place here yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cms.models import Office
from cms.reference import rows_of

from .models import Destination

CHANNEL = "loudspeaker"


@dataclass(frozen=True)
class Unit:
    """A commune, ward or special zone since 1 July 2025; `code` has five digits."""

    code: str
    name: str
    province: str

    @property
    def place_name(self) -> str:
        return f"Loa {self.name}"


@dataclass(frozen=True)
class Standing:
    """How far the province of an office is."""

    office: Office
    units: int
    there: int

    @property
    def missing(self) -> int:
        return self.units - self.there


@cache
def units() -> tuple[Unit, ...]:
    """All 3,321, by province and code."""
    rows = rows_of("communes.csv")
    return tuple(Unit(row["code"], row["name_vi"], row["province_code"]) for row in rows)


def province_of(office: Office) -> str:
    """Code of the province that the office belongs to; empty for the centre."""
    if office.level == Office.Level.CENTRE:
        return ""
    above = office.parent if office.level == Office.Level.GRASSROOTS else None
    return (above or office).code


def codes_there() -> set[str]:
    """Of every place there is or ever was: what somebody archived is not made again. One query."""
    places = Destination.objects.filter(channel=CHANNEL)
    return set(places.values_list("config__commune_code", flat=True)) - {None, ""}


def missing_at(office: Office) -> list[Unit]:
    """Of the office's province, without a place in any office. Two queries."""
    province, there = province_of(office), codes_there()
    names = set(_names_at(office))
    left = [one for one in units() if one.province == province and one.code not in there]
    return [one for one in left if one.place_name not in names]


def standings(offices: Iterable[Office]) -> list[Standing]:
    """Of offices of provinces; one query beside theirs."""
    there = codes_there()
    all_of = Counter(one.province for one in units())
    done = Counter(one.province for one in units() if one.code in there)
    return [Standing(one, all_of[one.code], done[one.code]) for one in offices]


def _names_at(office: Office) -> Iterable[str]:
    places = Destination.objects.active().filter(channel=CHANNEL, office=office)
    return places.values_list("name", flat=True)
