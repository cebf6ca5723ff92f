"""The rooms of every story and the model's channels."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from publishing import registry
from tests.publishing.delivery.databases import own_database

from .people import Rooms, make_rooms
from .platform import Blind, ModelPortal, Searchable

# Here, since pytest asks for the profile of its command line before it reads any test.
hypothesis.settings.register_profile("thorough", max_examples=2000)

CHANNELS = [f"{one.__module__}.{one.__name__}" for one in (ModelPortal, Searchable, Blind)]


@pytest.fixture(autouse=True)
def model_channels(settings: Any) -> Iterator[None]:
    """Calls of 60 s within leases of 120 s; three attempts, so that they are soon used up."""
    settings.PUBLISHING_CHANNELS = CHANNELS
    settings.LOA_CALL_DEADLINE = timedelta(seconds=60)
    settings.LOA_LEASE = timedelta(seconds=120)
    settings.LOA_RETRY_BASE = timedelta(seconds=30)
    settings.LOA_RETRY_MAX = timedelta(seconds=120)
    settings.LOA_MAX_ATTEMPTS = 3
    settings.LOA_FIND_SCHEDULE = [timedelta(seconds=30), timedelta(seconds=60)]
    registry.channels.cache_clear()
    yield
    registry.channels.cache_clear()


@pytest.fixture
def rooms(db: None, tmp_path: Path) -> Iterator[Rooms]:
    """In a database of their own, where each story is a transaction of its own: within that of a test
    PostgreSQL clears nothing away of thousands of them, and each takes longer than the one before."""
    with own_database(tmp_path):
        yield make_rooms()
