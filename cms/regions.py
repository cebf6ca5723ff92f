"""The six socio-economic regions, by code of province: to choose many offices in one go, no more."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Region:
    slug: str
    name: str
    provinces: tuple[str, ...]


def _region(slug: str, name, codes: str) -> Region:
    return Region(slug, name, tuple(codes.split()))


# As the government divides the country since the provinces were merged (Resolution 306/NQ-CP, 2025).
REGIONS = (
    _region(
        "mien-nui-phia-bac", _("Northern midlands and mountains"), "04 08 11 12 14 15 19 20 25"
    ),
    _region("dong-bang-song-hong", _("Red River Delta"), "01 22 24 31 33 37"),
    _region("bac-trung-bo", _("North Central Coast"), "38 40 42 44 46"),
    _region(
        "nam-trung-bo-tay-nguyen",
        _("South Central Coast and Central Highlands"),
        "48 51 52 56 66 68",
    ),
    _region("dong-nam-bo", _("Southeast"), "75 79 80"),
    _region("dong-bang-song-cuu-long", _("Mekong Delta"), "82 86 91 92 96"),
)
BY_PROVINCE = {code: region for region in REGIONS for code in region.provinces}
