"""Which regional profile reads for an office: its own choice, else its part of the country's."""

from collections.abc import Mapping

from cms.regions import BY_PROVINCE
from cms.spoken_numbers import CENTRAL, NORTH, SOUTH, Profile

PROFILES: Mapping[str, Profile] = {one.name: one for one in (NORTH, CENTRAL, SOUTH)}
DEFAULT = NORTH.name
_OF_REGION: Mapping[str, Profile] = {
    "bac-trung-bo": CENTRAL,
    "nam-trung-bo-tay-nguyen": CENTRAL,
    "dong-nam-bo": SOUTH,
    "dong-bang-song-cuu-long": SOUTH,
}


def profile_named(name: str) -> Profile:
    """Raises ValueError, which names the profiles that there are."""
    if name not in PROFILES:
        raise ValueError(f"{name!r} is none of {', '.join(PROFILES)}")
    return PROFILES[name]


def profile_for(*, chosen: str = "", province: str = "") -> Profile:
    """`chosen` is the office's own wish, `province` the code of its province; the centre has neither."""
    if chosen:
        return profile_named(chosen)
    region = BY_PROVINCE.get(province)
    return _OF_REGION.get(region.slug, NORTH) if region else NORTH
