"""The regional profiles by name."""

from collections.abc import Mapping

from .numbers import CENTRAL, NORTH, SOUTH, Profile

PROFILES: Mapping[str, Profile] = {one.name: one for one in (NORTH, CENTRAL, SOUTH)}
DEFAULT = NORTH.name


def profile_named(name: str) -> Profile:
    """Raises ValueError, which names the profiles that there are."""
    if name not in PROFILES:
        raise ValueError(f"{name!r} is none of {', '.join(PROFILES)}")
    return PROFILES[name]
