"""The engine with a scripted platform, as in the tests of its modules."""

from tests.publishing.delivery.conftest import (  # noqa: F401  fixtures
    capable,
    engine,
    real_database,
    scripted_channel,
    world,
)
