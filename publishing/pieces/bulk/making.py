"""From a plan to its ZIP: draws what is left, packs, and draws again what turned out damaged."""

from collections.abc import Callable
from pathlib import Path

from .drawing import draw
from .packing import Incomplete, Packed, Stopped, pack
from .plan import Plan

ROUNDS = 3  # a disk that damages more than that is not ours to mend


def make(plan: Plan, folder: Path, output: Path, go_on: Callable[[int, int], bool]) -> Packed:
    """`go_on` is asked, with how many are left to draw and how many packed, until it says no.

    `folder` is there, on the disk of `output`. Raises Stopped, Incomplete and OSError.
    """
    for _round in range(ROUNDS - 1):
        try:
            return _made(plan, folder, output, go_on)
        except Incomplete:
            continue
    return _made(plan, folder, output, go_on)


def _made(plan: Plan, folder: Path, output: Path, go_on: Callable[[int, int], bool]) -> Packed:
    if not draw(plan, folder, lambda left: go_on(left, 0)):
        raise Stopped
    return pack(plan, folder, output, lambda packed: go_on(0, packed))
