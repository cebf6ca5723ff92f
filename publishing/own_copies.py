"""Offices that say a national item in their own words: it is not posted there in the centre's."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cms.models import Edition, ItemPage, Office

from .models import Destination


@dataclass(frozen=True)
class OwnCopy:
    """Of an office; its places and those of the grassroots offices below it in this language."""

    office: Office
    places: int
    reason: str


def own_editions(edition: Edition) -> QuerySet[Edition]:
    """Live ones of other offices, in any language: of a national item."""
    return Edition.objects.filter(work=edition.work_id, page__live=True).exclude(
        office=edition.office_id
    )


def taken_by_own(edition: Edition) -> Q:
    """Places of these offices, and of the grassroots offices below them."""
    offices = own_editions(edition).values("office")
    below = Q(office__parent__in=offices, office__level=Office.Level.GRASSROOTS)
    return Q(office__in=offices) | below


def own_copies(page: ItemPage) -> list[OwnCopy]:
    """By office, where this national page is not posted; three queries at most."""
    edition = page.edition
    if not edition.office.is_centre:
        return []
    return list(_own_copies(edition, page.locale.language_code))


def _own_copies(edition: Edition, language: str) -> Iterator[OwnCopy]:
    places = Destination.objects.active().filter(taken_by_own(edition), language=language)
    places = places.annotate(own=_answering()).order_by("own")
    counts = dict(places.values("own").annotate(n=Count("pk")).values_list("own", "n"))
    if not counts:
        return
    there = own_editions(edition).filter(locale__language_code=language)
    spoken = set(there.values_list("office", flat=True))
    for office in Office.objects.filter(pk__in=counts).order_by("code"):
        yield OwnCopy(office, counts[office.pk], _why(office.pk in spoken))


def _answering() -> Coalesce:
    """The office above where it is a grassroots office."""
    below = When(office__level=Office.Level.GRASSROOTS, then=F("office__parent"))
    return Coalesce(Case(below), F("office"))


def _why(is_spoken: bool) -> str:
    if is_spoken:
        return _("publishes its own local copy")
    return _("has a local copy, and no approved translation of it in this language")
