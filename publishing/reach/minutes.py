"""Minutes on air: how often a broadcast was said to be played, times the seconds that it takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cms.filters import ITEM_MODELS
from cms.languages import language_name

from ..models import Confirmation, Delivery, StoredPost
from ..registry import LOUDSPEAKER

BY = ("language", "province", "campaign")


@dataclass(frozen=True)
class OnAir:
    name: str
    times: int
    seconds: int

    @property
    def minutes(self) -> float:
        return round(self.seconds / 60, 1)


def on_air(
    deliveries: QuerySet[Delivery], *, since: datetime, until: datetime, language: str = ""
) -> dict[str, list[OnAir]]:
    """By language, province and campaign, the most first. Played then, or said so then.

    A fixed number of queries. A slot counts once: what was said of it last.
    """
    rows = list(_rows(deliveries, since, until, language))
    seconds = _seconds(row["post"] for row in rows)
    campaigns = _campaigns(row["page"] for row in rows)
    found: dict[str, dict[str, list[int]]] = {by: {} for by in BY}
    for row in rows:
        names = {
            "language": language_name(row["spoken"]),
            "province": row["province"],
            "campaign": campaigns.get(row["page"]) or _("No campaign"),
        }
        for by, name in names.items():
            total = found[by].setdefault(name, [0, 0])
            total[0] += row["played"]
            total[1] += row["played"] * seconds.get(row["post"], 0)
    return {by: _most_first(totals) for by, totals in found.items()}


def _rows(
    deliveries: QuerySet[Delivery], since: datetime, until: datetime, language: str
) -> Iterable[Any]:
    """Dictionaries with `spoken`, `page`, `post`, `province` and how often it was `played`."""
    played = Confirmation.objects.filter(kind=Confirmation.Kind.PLAYED)
    later = played.filter(
        delivery=OuterRef("delivery_id"),
        happened_at=OuterRef("happened_at"),
        sequence__gt=OuterRef("sequence"),
    )
    spoken = Q(delivery__language=language) if language else Q()
    office = "delivery__destination__office"
    below = Q(**{f"{office}__level": "grassroots", f"{office}__parent__isnull": False})
    return (
        played.filter(spoken, delivery__in=deliveries.filter(destination__channel=LOUDSPEAKER))
        .annotate(when=Coalesce(F("happened_at"), F("at")))
        .filter(when__range=(since, until))
        .exclude(Exists(later))
        .order_by()
        .values(
            spoken=F("delivery__language"),
            page=F("delivery__release__page_id"),
            post=F("delivery__variant__post_id"),
            province=Case(
                When(below, then=F(f"{office}__parent__name")), default=F(f"{office}__name")
            ),
        )
        .annotate(played=Sum(Coalesce(F("times"), 1)))
    )


def _seconds(hashes: Iterable[str]) -> dict[str, int]:
    stored = StoredPost.objects.filter(hash__in=set(hashes))
    told = stored.values_list("hash", "data__extra__reading_seconds")
    return {key: int(value or 0) for key, value in told}


def _campaigns(pages: Iterable[int | None]) -> dict[int, str]:
    """Titles of campaigns by page; as many queries as there are kinds of items."""
    wanted = {page for page in pages if page}
    found: dict[int, str] = {}
    for model in ITEM_MODELS:
        named = model.objects.filter(pk__in=wanted, campaign__isnull=False)
        found |= dict(named.values_list("pk", "campaign__title"))
    return found


def _most_first(totals: dict[str, list[int]]) -> list[OnAir]:
    found = [OnAir(name, times, seconds) for name, (times, seconds) in totals.items()]
    return sorted(found, key=lambda one: (-one.seconds, one.name))
