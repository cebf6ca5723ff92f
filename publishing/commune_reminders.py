"""Communes that have said nothing yet, with a text to send them and when they were last reminded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ModelLogEntry

from .bulletins import in_force
from .log_actions import REMIND_COMMUNES
from .models import Delivery, Destination
from .source_systems import without_passed_on

MOST_TITLES = 3  # in a text message


@dataclass(frozen=True)
class Silent:
    """A commune and the titles of the bulletins that it said nothing of, the oldest first."""

    place: Destination
    titles: Sequence[str]
    last: ModelLogEntry | None

    @property
    def message(self) -> str:
        """For SMS or Zalo. Without the link: nobody but the commune has it."""
        named = "; ".join(f"“{title}”" for title in self.titles[:MOST_TITLES])
        more = len(self.titles) - MOST_TITLES
        if more > 0:
            named += "; " + ngettext("%(n)s more", "%(n)s more", more) % {"n": more}
        text = _(
            "%(office)s to %(commune)s: not confirmed yet: %(titles)s. Please open the link of your "
            "commune, play them, then press “Played”; if they cannot be played, press “Not played”. "
            "If the link is lost, answer this message for a new one."
        )
        place = self.place
        commune = place.name.removeprefix("Loa ")
        return text % {"office": place.office, "commune": commune, "titles": named}


def silent_places(places: QuerySet[Destination]) -> list[int]:
    """Their ids, the most bulletins first."""
    counted: dict[int, int] = {}
    for place in _silent(list(places.select_related("office"))).values_list(
        "destination", flat=True
    ):
        counted[place] = counted.get(place, 0) + 1
    return sorted(counted, key=lambda pk: (-counted[pk], pk))


def told(ids: Sequence[int]) -> list[Silent]:
    """In this order; as many queries for any number."""
    titles: dict[int, list[str]] = {pk: [] for pk in ids}
    places = Destination.objects.select_related("office").in_bulk(list(ids))
    rows = _silent(list(places.values())).order_by("release_id")
    for place, title in rows.values_list("destination", "release__title"):
        titles[place].append(title)
    last = last_reminders(ids)
    return [Silent(places[pk], titles[pk], last.get(pk)) for pk in ids]


def last_reminders(ids: Iterable[int]) -> dict[int, ModelLogEntry]:
    """By place; who and when stand in the entry of the audit log."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Destination),
        action=REMIND_COMMUNES,
        object_id__in=[str(pk) for pk in ids],
    )
    return {int(one.object_id): one for one in entries.select_related("user").order_by("timestamp")}


def _silent(places: Sequence[Destination]) -> QuerySet[Delivery]:
    """Not of what the system of a province has passed on."""
    rows = in_force([place.pk for place in places])
    return without_passed_on(rows.filter(state=Delivery.State.ACCEPTED, confirmations=None), places)
