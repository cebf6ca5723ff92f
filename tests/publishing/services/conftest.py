"""A scripted channel stands beside the real ones here too."""

from tests.publishing.delivery.conftest import (  # noqa: F401  fixtures
    capable,
    engine,
    scripted_channel,
    world,
)
