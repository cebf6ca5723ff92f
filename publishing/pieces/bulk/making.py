"""From a plan to its ZIP: draws what is left, packs, and draws again what turned out damaged."""

from collections.abc import Callable
from pathlib import Path

from .drawing import draw
from .packing import Incomplete, Packed, pack
from .plan import Plan

ROUNDS = 3  # a disk that damages more than that is not ours to mend


class Stopped(Exception):
    """Somebody said stop; what is drawn is kept."""


def make(plan: Plan, folder: Path, output: Path, go_on: Callable[[int], bool]) -> Packed:
    """`go_on` is asked, with how many drawings are left, until it says no.

    `folder` is there, on the disk of `output`. Raises Stopped, Incomplete and OSError.
    """

    def look() -> None:
        if not go_on(0):
            raise Stopped

    for _round in range(ROUNDS - 1):
        if not draw(plan, folder, go_on):
            raise Stopped
        try:
            return pack(plan, folder, output, look)
        except Incomplete:
            continue
    if not draw(plan, folder, go_on):
        raise Stopped
    return pack(plan, folder, output, look)
