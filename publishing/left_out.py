"""Which chosen places an item will not reach, and why, before anybody approves it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cms.models import Office

from .package import Leg


@dataclass(frozen=True)
class LeftOut:
    """Places of an office and of the grassroots offices below it that lack the same thing."""

    office: Office
    places: int
    reason: str


def left_out(legs: Iterable[Leg]) -> list[LeftOut]:
    """Places of other offices that get nothing; the own office's problems keep the item itself."""
    counts = Counter(
        (_answering(leg), _reason(leg)) for leg in legs if leg.blocked and not leg.own_office
    )
    return [LeftOut(office, places, reason) for (office, reason), places in counts.items()]


def _answering(leg: Leg) -> Office:
    office = leg.destination.office
    grassroots = office.level == Office.Level.GRASSROOTS
    return (office.parent if grassroots else None) or office


def _reason(leg: Leg) -> str:
    blocking = (problem for problem in leg.problems if problem.blocking)
    return "; ".join(str(problem.brief or problem.message) for problem in blocking)
