"""Which chosen places an item will not reach, and why, before anybody approves it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cms.models import Office

from .nodders import answering
from .package import Assembly, Leg


@dataclass(frozen=True)
class LeftOut:
    """Places of an office and of the grassroots offices below it that lack the same thing."""

    office: Office
    places: int
    reason: str


def left_out(legs: Iterable[Leg]) -> list[LeftOut]:
    """Places of other offices that get nothing; the own office's problems keep the item itself."""
    counts = Counter(
        (answering(leg.destination.office), _reason(leg))
        for leg in legs
        if leg.blocked and not leg.own_office
    )
    return [LeftOut(office, places, reason) for (office, reason), places in counts.items()]


@dataclass(frozen=True)
class Undrawn:
    """A drawing that these offices go without, for one reason."""

    offices: tuple[Office, ...]
    reason: str


def undrawn(assembly: Assembly) -> list[Undrawn]:
    """Drawings that other offices would print or show, beside those of places left out above."""
    own = assembly.page.edition.office
    told = {(leg.destination.office_id, one) for leg in assembly.legs for one in leg.problems}
    offices: dict[str, list[Office]] = {}
    for office, problem in assembly.undrawn:
        if office != own and (office.pk, problem) not in told:
            offices.setdefault(str(problem.message), []).append(office)
    return [Undrawn(tuple(dict.fromkeys(ones)), reason) for reason, ones in offices.items()]


def _reason(leg: Leg) -> str:
    blocking = (problem for problem in leg.problems if problem.blocking)
    return "; ".join(str(problem.brief or problem.message) for problem in blocking)
