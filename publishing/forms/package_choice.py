"""Ticking many destinations in one go: offices (all, by region, one by one) × channels.

A button of the package page, with or without script: it changes which boxes are ticked and saves
nothing. Ticking what is ticked, or a place twice by two ways, changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from cms.models import Office
from cms.regions import BY_PROVINCE, REGIONS

from .. import registry
from ..channel import StrOrPromise
from ..models import Destination
from ..nodders import answering

BUTTON, TICK, UNTICK = "choose", "tick", "untick"
REGION, OFFICE, CHANNEL = "in_region", "in_office", "in_channel"
PLACES = "destinations"
FEW = 3  # of a channel: ticked by hand as fast


@dataclass(frozen=True)
class Area:
    """Offices of one region; `slug` empty for those of none."""

    slug: str
    name: StrOrPromise
    offices: Sequence[Office]


@dataclass(frozen=True)
class Kind:
    """A channel with its places, and how many of them are ticked."""

    name: str
    label: StrOrPromise
    places: int
    ticked: int


class Choice:
    """What may be chosen of `places`, for an item of `office`.

    For the centre's items a grassroots office belongs to its province.
    """

    def __init__(self, places: Iterable[Destination], office: Office) -> None:
        self.places, self._centre = list(places), office.is_centre

    def owner(self, place: Destination) -> Office:
        return answering(place.office) if self._centre else place.office

    def areas(self) -> list[Area]:
        offices = {one.pk: one for one in map(self.owner, self.places)}
        listed = sorted(offices.values(), key=lambda one: one.code)
        regions = [(one.slug, one.name) for one in REGIONS]
        found = [Area(*one, [o for o in listed if region_of(o) == one[0]]) for one in regions]
        outside = Area("", "", [one for one in listed if not region_of(one)])
        return [area for area in (outside, *found) if area.offices]

    def kinds(self, ticked: set[str]) -> list[Kind]:
        """In the order of the registry."""
        found = []
        for name, channel in registry.channels().items():
            of_it = [str(place.pk) for place in self.places if place.channel == name]
            if of_it:
                found.append(Kind(name, channel.label, len(of_it), len(ticked.intersection(of_it))))
        return found

    @property
    def is_worth_it(self) -> bool:
        return any(kind.places > FEW for kind in self.kinds(set()))

    def chosen(self, data: QueryDict) -> set[str]:
        """Ids of the places that the boxes name; all offices where none is named."""
        regions, offices = set(data.getlist(REGION)), set(data.getlist(OFFICE))
        channels = set(data.getlist(CHANNEL))

        def is_meant(place: Destination) -> bool:
            owner = self.owner(place)
            here = not (regions or offices) or str(owner.pk) in offices
            return place.channel in channels and (here or region_of(owner) in regions)

        return {str(place.pk) for place in self.places if is_meant(place)}

    def apply(self, data: QueryDict) -> QueryDict:
        """The form as posted, with the boxes as the button leaves them."""
        ticked = data.getlist(PLACES)
        meant = self.chosen(data)
        if data.get(BUTTON) == TICK:
            kept = [*ticked, *meant]
        else:
            kept = [pk for pk in ticked if pk not in meant]
        changed = data.copy()
        changed.setlist(PLACES, list(dict.fromkeys(kept)))
        return changed


def region_of(office: Office) -> str:
    region = BY_PROVINCE.get(office.code)
    return region.slug if region and office.level == Office.Level.PROVINCE else ""
