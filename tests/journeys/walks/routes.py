"""Every route to live content that is known, as a table: what it covers, and how to take it.

A route is *kept* unless it says otherwise: what the public gets is the same before and after.
`refused` routes must also tell the person, in Vietnamese, what to do. `decided` ones change what
the public sees by a decision of their own, which the entry names; what was approved still stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .world import World

Drive = Callable[[World], Any]
ROUTES: list["Route"] = []


@dataclass(frozen=True)
class Route:
    name: str
    drive: Drive
    covers: tuple[str, ...]
    refused: bool = False
    decided: str = ""


def route(*covers: str, refused: bool = False, decided: str = "") -> Callable[[Drive], Drive]:
    """Adds a function to the table under its own name."""

    def add(drive: Drive) -> Drive:
        ROUTES.append(Route(drive.__name__, drive, covers, refused, decided))
        return drive

    return add


def covered() -> set[str]:
    return {key for one in ROUTES for key in one.covers}
