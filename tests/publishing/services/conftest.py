"""The scripted channel stands for a platform here too."""

from tests.publishing.delivery.conftest import (  # noqa: F401  fixtures
    capable,
    engine,
    scripted_channel,
    world,
)
