"""One column, from an empty folder to a verdict."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from publishing import registry
from publishing.channels.facebook import FacebookChannel
from publishing.delivery import wake
from publishing.models import Delivery
from tests.fakes.workers import Pace
from tests.publishing.delivery.databases import copied_database, using_database

from . import judging, people
from .modes import Mode
from .moments import Moment
from .scripts import PATIENCE, SCRIPTS, Missed
from .stand import Stand

BUSY = 3  # processes a core that want to run
TRIES = 4  # on a machine that is too slow a column is played anew, at half the speed


@dataclass
class Verdict:
    outcomes: dict[str, str]  # by row
    violations: list[str]
    tries: int
    seconds: float


def play(moment: Moment, modes: list[Mode], seed: str, folder: Path, settings: Any) -> Verdict:
    """Needs the test's database. Everything that it starts has ended when it returns."""
    started = time.monotonic()
    rows = [mode for mode in modes if mode.name not in moment.absurd]
    pace = Pace(lease=moment.lease) if moment.lease else Pace()
    if os.getloadavg()[0] > BUSY * (os.cpu_count() or 1):
        pace = pace.slower()
    for number in range(1, TRIES + 1):
        place = folder / str(number)
        place.mkdir()
        stand = Stand(place, moment, rows, Random(f"{seed}/{moment.name}"), pace)
        try:
            with _opened(stand, settings):
                SCRIPTS[moment.name](stand)
                found = _settle(stand)
                outcomes = {
                    p.cell.mode.name: judging.outcome(stand, p) for p in judging.pages_of(stand)
                }
                found += judging.violations(stand)
                return Verdict(outcomes, found, number, time.monotonic() - started)
        except Missed as missed:
            print(f"{moment.name}: {missed}; once more, slower")
            pace = pace.slower()
    pytest.fail(f"{moment.name}: this machine is too busy: missed {TRIES} times")


@contextmanager
def _opened(stand: Stand, settings: Any) -> Iterator[None]:
    """This process sees the stand's database, broker, platform and waiting times."""
    registry.channels.cache_clear()
    settings.GRAPH_API_BASE_URL = f"{stand.sandbox.url}/"
    settings.FROZEN_MEDIA_ROOT = stand.folder / "frozen"
    quick = replace(
        FacebookChannel.capabilities, absence_proven_after=timedelta(seconds=stand.pace.absence)
    )
    patch = pytest.MonkeyPatch()
    try:
        patch.setattr(FacebookChannel, "capabilities", quick)
        patch.setattr(wake, "app", stand.broker)
        with using_database(copied_database(stand.folder)) as database:
            stand.open(database)
            yield
    finally:
        patch.undo()
        stand.close()


def _settle(stand: Stand) -> list[str]:
    """Until nothing moves any more; what was claimed meanwhile and was not true."""
    lies: set[str] = set()

    def all_settled() -> bool:
        people.help_on(stand)
        lies.update(judging.lies(stand))
        places = [cell.destination.pk for cell in stand.cells]
        still = Delivery.objects.filter(destination__in=places)
        return not still.exclude(state__in=Delivery.SETTLED).exists()

    stand.workers.wait_until(all_settled, PATIENCE, every=1.0)
    return sorted(lies)
