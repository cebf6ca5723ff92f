"""What went out at each office: counted by the database, two queries for any number of items."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.expressions import Combinable

from cms.languages import DEFAULT
from cms.models import Office

from .. import registry
from ..delivery.line import after, same_line
from ..models import Delivery, Destination, Release
from ..proposal import PORTAL
from .standing import Reach

Action, State, Reason = Delivery.Action, Delivery.State, Delivery.Reason
Works = Iterable[int] | QuerySet[Any]
Key = tuple[int, int]  # work and office
REFUSED = Q(state=State.CANCELLED, reason_code__in=[Reason.NO_NOD, Reason.NOT_WANTED])
BLOCKED = Q(state=State.FAILED, variant=None)  # nothing could be made for it: `release_rows`
NOD = Q(state=State.QUEUED, nod_until__isnull=False)


def reach_of(works: Works) -> dict[Key, Reach]:
    """By work and office; what a grassroots office has counts for the one above it."""
    found: dict[Key, dict[str, int]] = {}
    for row in _under_way(works):
        numbers = found.setdefault((row["work_id"], row["answers"]), {})
        numbers["loudspeakers" if row["spoken"] else "places"] = row["all"] - row["refused"]
        for name in ("nod", "blocked", "failed", "refused"):
            numbers[name] = numbers.get(name, 0) + row[name]
    for row in _out(works):
        numbers = found.setdefault((row["work_id"], row["answers"]), {})
        numbers["heard" if row["spoken"] else "posted"] = row["n"]
    return {key: Reach(**numbers) for key, numbers in found.items()}


def with_places() -> set[int]:
    """Offices that have a place for posts, or a loudspeaker, in the language of the house."""
    places = Destination.objects.active().filter(language=DEFAULT).exclude(channel=PORTAL)
    return set(places.annotate(answers=answering("")).values_list("answers", flat=True))


def answering(prefix: str = "destination__") -> Combinable:
    below = {f"{prefix}office__level": Office.Level.GRASSROOTS}
    above = When(**below, then=F(f"{prefix}office__parent"))
    return Case(above, default=F(f"{prefix}office"))


def _of(works: Works) -> QuerySet[Any]:
    found = Delivery.objects.filter(work__in=works).exclude(destination__channel=PORTAL)
    spoken = Case(When(destination__channel__in=registry.spoken(), then=True), default=False)
    return found.annotate(answers=answering(), spoken=spoken).order_by()


def _under_way(works: Works) -> Iterable[dict[str, Any]]:
    """Of what is, or is to be, in force."""
    standing = (Release.State.SCHEDULED, Release.State.IN_FORCE)
    rows = _of(works).filter(release__state__in=standing).exclude(action=Action.WITHDRAW)
    rows = rows.exclude((Q(state=State.FAILED) | REFUSED) & Exists(_later()))
    places = Count("destination", distinct=True)
    return rows.values("work_id", "answers", "spoken").annotate(
        all=places,
        nod=_places(NOD),
        blocked=_places(BLOCKED),
        failed=_places(Q(state=State.FAILED, variant__isnull=False)),
        refused=_places(REFUSED),
    )


def _places(chosen: Q) -> Count:
    return Count("destination", distinct=True, filter=chosen)


def _later() -> QuerySet[Delivery]:
    """Of the same item in the same place: what failed, or was refused, before it does not count."""
    return same_line().filter(after(OuterRef("release_id"), OuterRef("pk")))


def _out(works: Works) -> Iterable[dict[str, Any]]:
    """Posts that are there, and bulletins that were heard; what was taken down is not."""
    taken = Delivery.objects.filter(
        acts_on=OuterRef("pk"), action=Action.WITHDRAW, state=State.DELIVERED
    )
    revised = Q(state=State.SUPERSEDED, spoken=False) & ~Q(remote_id="")
    rows = _of(works).filter(Q(state=State.DELIVERED) | revised, action=Action.PUBLISH)
    rows = rows.filter(~Exists(taken))
    places = Count("destination", distinct=True)
    return rows.values("work_id", "answers", "spoken").annotate(n=places)
