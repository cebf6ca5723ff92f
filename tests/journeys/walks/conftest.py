"""One world a process, since making it takes seconds; every test finds it as it was made."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from .edge import Edge, public
from .ground import Ground, lay
from .world import World, make_world


@pytest.fixture(scope="package")
def made_world(django_db_setup, django_db_blocker) -> Iterator[tuple[World, Ground]]:
    """Within a transaction of its own, around those of the tests."""
    with pytest.MonkeyPatch.context() as patch, rolled_back(django_db_blocker):
        # Every test closes its connection, which would end the transaction around it.
        patch.setattr(connection, "close", lambda: None)
        # What a refused request had begun is undone, as it is where no transaction is around it.
        patch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
        with django_db_blocker.unblock():
            cache.clear()
            world = make_world()
            public(world.token)  # the first reader makes the pictures
            ground = lay(world.token)
        yield world, ground


@contextmanager
def rolled_back(blocker) -> Iterator[None]:
    """Also where the world cannot be made: no other test may find half of it."""
    around = transaction.atomic()
    with blocker.unblock():
        around.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def world(made_world, db) -> World:
    return made_world[0]


@pytest.fixture
def ground(made_world) -> Ground:
    return made_world[1]


@pytest.fixture
def before(ground: Ground) -> Edge:
    """What the public gets of the world as it was made."""
    return ground.edge
