"""Which profile reads for an office: its own choice, else its part of the country's.

Apart from the rest of the room, which channels may import: this knows the regions of `cms`.
"""

from collections.abc import Mapping

from cms.regions import BY_PROVINCE

from .numbers import CENTRAL, NORTH, SOUTH, Profile
from .profiles import profile_named

_OF_REGION: Mapping[str, Profile] = {
    "bac-trung-bo": CENTRAL,
    "nam-trung-bo-tay-nguyen": CENTRAL,
    "dong-nam-bo": SOUTH,
    "dong-bang-song-cuu-long": SOUTH,
}


def profile_for(*, chosen: str = "", province: str = "") -> Profile:
    """`chosen` is the office's own wish, `province` the code of its province; the centre has neither."""
    if chosen:
        return profile_named(chosen)
    region = BY_PROVINCE.get(province)
    return _OF_REGION.get(region.slug, NORTH) if region else NORTH
