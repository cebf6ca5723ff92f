"""What stands in a commune's list, and what became of each bulletin there.

A bulletin is the newest version of a line (work, destination, language) that has reached the
commune. It leaves the list the moment a newer version goes live or the item is taken down, even
before that delivery has gone out: a commune must never read out what was corrected.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from .delivery.line import newer, same_line
from .models import Confirmation, Delivery, Destination, Release

State, Action, Kind = Delivery.State, Delivery.Action, Confirmation.Kind
# A commune that said “not played” may still play it.
HERE = Q(state__in=(State.ACCEPTED, State.DELIVERED)) | Q(
    state=State.FAILED, reason_code=Delivery.Reason.NOT_PLAYED
)
SPOKEN = (Kind.RECEIVED, Kind.SCHEDULED, Kind.PLAYED, Kind.NOT_PLAYED)


@dataclass(frozen=True)
class Bulletin:
    """One row of the list. `replaces` is the version before it, if there was one."""

    delivery: Delivery
    last: Confirmation | None
    replaces: Delivery | None = None

    @property
    def post(self) -> dict[str, Any]:
        assert self.delivery.variant is not None
        data: dict[str, Any] = self.delivery.variant.post.data
        return data

    @property
    def extra(self) -> dict[str, Any]:
        extra: dict[str, Any] = self.post.get("extra", {})
        return extra

    @property
    def is_priority(self) -> bool:
        return self.extra.get("class") == "priority"

    @property
    def is_emergency(self) -> bool:
        return self.extra.get("class") == "emergency"

    @property
    def is_correction(self) -> bool:
        return bool(self.extra.get("correction"))

    @property
    def valid_until(self) -> Any:
        """Last day of validity, or None."""
        return parse_date(self.extra.get("valid_until") or "")

    @property
    def rank(self) -> int:
        """Emergency, priority, ordinary."""
        return 2 if self.is_emergency else int(self.is_priority)

    @property
    def newest_first(self) -> tuple[float, int]:
        """To sort by: when it went live, whenever it was approved."""
        release = self.delivery.release
        return -(release.went_live_at or release.goes_live_at).timestamp(), -self.delivery.pk

    @property
    def said(self) -> str:
        """What the commune said of it: a confirmation's kind, or "" while it said nothing."""
        return self.last.kind if self.last else ""

    @property
    def said_at(self) -> datetime | None:
        """When it was, or is to be, played; for the others when it was said."""
        return (self.last.happened_at or self.last.at) if self.last else None

    @property
    def is_done(self) -> bool:
        return self.said in (Kind.PLAYED, Kind.NOT_PLAYED)


def in_force(destinations: Iterable[Any]) -> QuerySet[Delivery]:
    """Deliveries that stand in the lists of these destinations: rows, ids or a query of them.

    Two EXISTS, no query of its own.
    """
    unchanged = same_line().filter(
        release_id__gt=OuterRef("release_id"),
        release__state=Release.State.IN_FORCE,
        state=State.CANCELLED,
        variant__post=OuterRef("variant__post_id"),
    )
    return (
        Delivery.objects.filter(HERE, destination__in=destinations, variant__isnull=False)
        .exclude(action=Action.WITHDRAW)
        .filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))
        .filter(Q(release__state=Release.State.IN_FORCE) | Exists(unchanged))
        .exclude(Exists(_overtaking()))
    )


def _overtaking() -> QuerySet[Delivery]:
    """Newer in its line and more than an unchanged or cancelled copy.

    A newer version that failed overtakes too: the text it was to replace is no longer right.
    """
    return newer().exclude(state=State.CANCELLED)


def bulletins_of(destination: Destination) -> list[Bulletin]:
    """To be played first, by their class, newest first. A fixed number of queries."""
    rows = _with_all(in_force([destination.pk]))
    before = versions_before(rows)
    found = [Bulletin(row, _last(row), before.get(row.pk)) for row in rows]
    return sorted(found, key=lambda one: (one.is_done, -one.rank, *one.newest_first))


def find_bulletin(destination: Destination, key: Any) -> tuple[Bulletin | None, Delivery | None]:
    """What this key shows: a bulletin in force, else the delivery that once stood in the list.

    Both None: the commune never had it.
    """
    mine = Delivery.objects.filter(destination=destination, key=key, variant__isnull=False)
    rows = _with_all(in_force([destination.pk]).filter(key=key))
    for row in rows:
        return Bulletin(row, _last(row), versions_before(rows).get(row.pk)), None
    was_here = HERE | Q(state__in=(State.SUPERSEDED, State.CANCELLED)) & ~Q(remote_id="")
    return None, mine.filter(was_here).select_related("release").first()


def successor_of(delivery: Delivery) -> Delivery | None:
    """What stands in the list in place of a bulletin that was replaced."""
    line = in_force([delivery.destination_id]).filter(
        work=delivery.work_id, language=delivery.language, release_id__gt=delivery.release_id
    )
    return line.select_related("release").order_by("-release_id").first()


def _with_all(rows: QuerySet[Delivery]) -> list[Delivery]:
    spoken = Confirmation.objects.filter(kind__in=SPOKEN).order_by("sequence")
    return list(
        rows.select_related("release", "variant__post").prefetch_related(
            Prefetch("confirmations", queryset=spoken)
        )
    )


def _last(row: Delivery) -> Confirmation | None:
    """Once it was played, nothing said later takes that back."""
    said = list(row.confirmations.all())
    played = [one for one in said if one.kind == Kind.PLAYED]
    if row.state == State.DELIVERED and played:
        return played[-1]
    return said[-1] if said else None


def versions_before(rows: list[Delivery]) -> dict[int, Delivery]:
    """By delivery id: the version that each revised bulletin replaces."""
    roots = {row.pk: row.acts_on_id for row in rows if row.acts_on_id}
    if not roots:
        return {}
    versions = Delivery.objects.filter(
        Q(pk__in=roots.values()) | Q(acts_on__in=roots.values(), action=Action.REVISE)
    ).exclude(state__in=(State.FAILED, State.QUEUED), remote_id="")
    lines: dict[int, list[Delivery]] = {}
    ordered = versions.select_related("release").order_by(F("release_id").asc())
    for version in ordered:
        lines.setdefault(version.acts_on_id or version.pk, []).append(version)
    found = {}
    for row in rows:
        older = [v for v in lines.get(roots.get(row.pk, 0), []) if v.release_id < row.release_id]
        if older:
            found[row.pk] = older[-1]
    return found
