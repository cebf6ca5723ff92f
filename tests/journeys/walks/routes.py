"""Every route to live content that is known, as a table: what it covers, and how to take it.

A route is *kept* unless it says otherwise: what the public gets is the same before and after,
whoever takes it. A `refused` one must also tell the person what would change and what to do.
A `decided` one changes what the public sees by a decision of its own, which the entry names, when one
of the `deciders` takes it; `outcome` says how far that decision goes. For anybody else it is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .outcomes import Outcome, what_was_approved_stands
from .people import ADMINISTRATOR
from .telling import Telling
from .world import World

Drive = Callable[[World], Any]
ROUTES: list["Route"] = []


@dataclass(frozen=True)
class Route:
    name: str
    drive: Drive
    covers: tuple[str, ...]
    refused: Telling | None = None
    decided: str = ""
    outcome: Outcome = what_was_approved_stands
    deciders: tuple[str, ...] = (ADMINISTRATOR,)
    people: tuple[str, ...] = (ADMINISTRATOR,)

    def is_decided_by(self, person: str) -> bool:
        return bool(self.decided) and person in self.deciders


def route(*covers: str, **told: Any) -> Callable[[Drive], Drive]:
    """Adds a function to the table under its own name."""

    def add(drive: Drive) -> Drive:
        ROUTES.append(Route(drive.__name__, drive, covers, **told))
        return drive

    return add


def covered() -> set[str]:
    return {key for one in ROUTES for key in one.covers}
