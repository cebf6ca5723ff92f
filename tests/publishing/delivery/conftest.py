"""The engine with a scripted platform, and a database of one's own where races are real."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from publishing import registry
from publishing.delivery import recovery, sending
from publishing.delivery.outcome import Outcome
from publishing.models import Delivery
from tests.fakes.channel import ScriptedChannel, World, opener
from tests.publishing.delivery.databases import own_database


@pytest.fixture(autouse=True)
def scripted_channel(settings: Any) -> Iterator[None]:
    settings.PUBLISHING_CHANNELS = [
        *settings.PUBLISHING_CHANNELS,
        "tests.fakes.channel.ScriptedChannel",
    ]
    registry.channels.cache_clear()
    yield
    registry.channels.cache_clear()


@pytest.fixture
def world() -> World:
    return World()


@dataclass
class Engine:
    world: World

    def send(self, delivery: Delivery) -> Outcome | None:
        outcome = sending.send(delivery.pk, open_channel=opener(self.world))
        delivery.refresh_from_db()
        return outcome

    def look(self, delivery: Delivery) -> Outcome | None:
        outcome = sending.look(delivery.pk, open_channel=opener(self.world))
        delivery.refresh_from_db()
        return outcome

    def sweep(self, *deliveries: Delivery, **options: Any) -> recovery.Swept:
        swept = recovery.sweep(open_channel=opener(self.world), **options)
        for delivery in deliveries:
            delivery.refresh_from_db()
        return swept


@pytest.fixture
def engine(world: World) -> Engine:
    return Engine(world)


@pytest.fixture
def capable(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`capable(find=False)`: what the scripted channel can do in this test."""

    def change(**changes: Any) -> None:
        changed = replace(ScriptedChannel.capabilities, **changes)
        monkeypatch.setattr(ScriptedChannel, "capabilities", changed)

    return change


@pytest.fixture
def real_database(db: None, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """A copy of the test database on disk, where commits are commits and threads have their own
    connections. Gives what a thread calls before it ends."""
    with own_database(tmp_path):
        yield lambda: connection.close()
