"""Systems of provinces that feed their communes (hệ thống thông tin nguồn): one destination for many stations.

What such a system has, its communes have: they are not counted as silent. A commune that says
something itself is heard all the same.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from cms.models import Office

from . import registry
from .airing.channel import COVERED_CODES, COVERS, WHOLE_OFFICE
from .models import Delivery, Destination, Release


@dataclass(frozen=True)
class System:
    """`codes`: of the communes that it feeds; empty where it feeds all of its office and those below."""

    pk: int
    name: str
    office: int
    is_of_centre: bool
    codes: frozenset[str]

    def feeds(self, place: Destination) -> bool:
        """`place` must come with its office."""
        above = (place.office_id, place.office.parent_id)
        if not self.is_of_centre and self.office not in above:
            return False
        return not self.codes or str(place.config.get("commune_code", "")) in self.codes


def systems() -> list[System]:
    """Those in use, in a fixed order; one query."""
    rows = Destination.objects.active().filter(
        channel__in=registry.spoken(), config__has_key=COVERS.name
    )
    found = rows.select_related("office").order_by("office__code", "name", "pk")
    return [_system(row) for row in found if row.config.get(COVERS.name)]


def coverage(places: Iterable[Destination]) -> dict[System, set[int]]:
    """Ids of the communes among `places`, which come with their offices, by the system that feeds them.

    One query. A commune that several systems feed stands under each.
    """
    return _fed(systems(), places)


def _fed(found: Iterable[System], places: Iterable[Destination]) -> dict[System, set[int]]:
    listed = [place for place in places if place.channel == registry.LOUDSPEAKER]
    fed = {one: {place.pk for place in listed if one.feeds(place)} for one in found}
    return {one: ids for one, ids in fed.items() if ids}


def covered(destinations: Iterable[Destination]) -> set[int]:
    """Ids of those that a system feeds; one query."""
    return set().union(*coverage(destinations).values())


def without_passed_on(
    silent: QuerySet[Delivery], places: Iterable[Destination]
) -> QuerySet[Delivery]:
    """Leaves out bulletins of communes whose system has the same release; one query now, none later."""
    return _without(silent, coverage(places))


def still_silent(silent: QuerySet[Delivery], places: Collection[int]) -> set[int]:
    """Of these communes those with one of `silent` that no system passed on; one query where there is no
    system, three otherwise."""
    found = systems()
    if not found:
        return set(places)
    rows = Destination.objects.filter(pk__in=places).select_related("office")
    left = _without(silent, _fed(found, rows))
    return set(left.order_by().values_list("destination", flat=True)) & set(places)


def _without(silent: QuerySet[Delivery], fed: dict[System, set[int]]) -> QuerySet[Delivery]:
    for system, ids in fed.items():
        there = Delivery.objects.filter(destination=system.pk, state__in=Delivery.THERE)
        there = there.exclude(action=Delivery.Action.WITHDRAW)
        silent = silent.exclude(destination__in=ids, release__in=there.values("release"))
    return silent


def passed_on(places: Collection[int], *, work: int, language: str) -> set[int]:
    """Of these communes those whose system has the item, in this language; one query where there is no
    system, three otherwise."""
    found = systems()
    rows = Destination.objects.filter(pk__in=places).select_related("office")
    fed = _fed(found, rows) if found else {}
    there = Delivery.objects.filter(
        destination__in=[system.pk for system in fed],
        work=work,
        language=language,
        state__in=Delivery.THERE,
        release__state=Release.State.IN_FORCE,
    ).exclude(action=Delivery.Action.WITHDRAW)
    has_it = set(there.values_list("destination", flat=True)) if fed else set()
    return set().union(*(ids for system, ids in fed.items() if system.pk in has_it))


def _system(row: Destination) -> System:
    whole = row.config.get(COVERS.name) == WHOLE_OFFICE
    codes = str(row.config.get(COVERED_CODES.name, "")).replace(",", " ").split()
    return System(
        pk=row.pk,
        name=row.name,
        office=row.office_id,
        is_of_centre=row.office.level == Office.Level.CENTRE,
        codes=frozenset() if whole else frozenset(codes or ["-"]),
    )
