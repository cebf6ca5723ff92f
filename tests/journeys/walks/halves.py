"""The walks are cut in two, so that two processes share them; each makes the world once."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def in_halves(values: Iterable[Any], name: Callable[[Any], str]) -> list[Any]:
    """Parameters of a test, every second one for the other process."""
    return [
        pytest.param(value, id=name(value), marks=pytest.mark.xdist_group(f"walks {number % 2}"))
        for number, value in enumerate(values)
    ]
