"""How bulletins stand in every commune: counted by the database, a fixed number of queries.

Whether a list was opened is left out: only GET could tell, and that counts nothing, since chat
programs fetch addresses for their previews.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..bulletins import HERE, SPOKEN
from ..channel import StrOrPromise
from ..models import Confirmation, Delivery
from ..registry import LOUDSPEAKER
from ..source_systems import passed_on, still_silent

State, Action, Kind = Delivery.State, Delivery.Action, Confirmation.Kind


@dataclass(frozen=True)
class Look:
    """A letter beside the colour, so that nobody has to tell colours apart."""

    code: str
    letter: StrOrPromise
    label: StrOrPromise


PLAYED = Look("played", pgettext_lazy("letter", "P"), _("Played"))
SCHEDULED = Look("scheduled", pgettext_lazy("letter", "S"), _("Scheduled to be played"))
RECEIVED = Look("received", pgettext_lazy("letter", "R"), _("Received"))
SILENT = Look("silent", pgettext_lazy("letter", "C"), _("Not confirmed yet"))
LATE = Look("late", pgettext_lazy("letter", "L"), _("Not confirmed in time"))
NOT_PLAYED = Look("not-played", pgettext_lazy("letter", "N"), _("Not played"))
ON_ITS_WAY = Look("on-its-way", pgettext_lazy("letter", "W"), _("On its way"))
NOT_SENT = Look("not-sent", pgettext_lazy("letter", "X"), _("Not sent"))
PASSED_ON = Look(
    "passed-on", pgettext_lazy("letter", "T"), _("Passed on through the source-information system")
)
LOOKS = (PLAYED, SCHEDULED, RECEIVED, PASSED_ON, SILENT, LATE, NOT_PLAYED, ON_ITS_WAY, NOT_SENT)
_SAID = {Kind.SCHEDULED: SCHEDULED, Kind.RECEIVED: RECEIVED}
_UNDER_WAY = (State.QUEUED, State.SENDING, State.UNKNOWN)


@dataclass(frozen=True)
class Place:
    """A commune with one bulletin, or with those of a period: then `sent` and `heard` count them."""

    pk: int
    name: str
    office: str
    province: str
    look: Look
    reason: str = ""
    by_telephone: bool = False
    sent: int = 1
    heard: int = 0

    @property
    def short(self) -> str:
        """“Loa xã Tân Trào” is told by its commune; of a period also how many were heard."""
        return self.name.removeprefix("Loa ")


@dataclass(frozen=True)
class Group:
    """Communes of one office, or of one province."""

    name: str
    places: Sequence[Place]

    @property
    def counted(self) -> list[tuple[Look, int]]:
        number = Counter(place.look for place in self.places)
        return [(look, number[look]) for look in LOOKS if number[look]]

    @property
    def by_office(self) -> list["Group"]:
        return _grouped(self.places, "office")


def of_bulletin(deliveries: QuerySet[Delivery], *, work: int, language: str) -> list[Place]:
    """The newest version of it that concerns the commune; unchanged copies do not."""
    rows = _heard(deliveries).filter(work=work, language=language).exclude(state=State.CANCELLED)
    newest: dict[int, dict[str, Any]] = {}
    for row in _with_what_was_said(rows).order_by("release_id", "pk"):
        newest[row["destination_id"]] = row
    now = timezone.now()
    looks = {pk: _look(row, now) for pk, row in newest.items()}
    silent = [pk for pk, look in looks.items() if look in (SILENT, LATE)]
    for pk in passed_on(silent, work=work, language=language) if silent else ():
        looks[pk] = PASSED_ON
    return _sorted(_place(row, looks[pk]) for pk, row in newest.items())


def of_period(
    deliveries: QuerySet[Delivery], *, since: datetime, until: datetime, language: str = ""
) -> list[Place]:
    """Of bulletins that went live then and reached the commune's list."""
    rows = _heard(deliveries).filter(HERE, release__went_live_at__range=(since, until))
    if language:
        rows = rows.filter(language=language)
    open_ = Q(state=State.ACCEPTED)
    over = open_ & Q(expires_at__lte=timezone.now())
    answers = _with_answers(rows)
    counted = answers.values(*_NAMES).annotate(
        sent=Count("pk"),
        heard=Count("pk", filter=Q(state=State.DELIVERED)),
        refused=Count("pk", filter=Q(state=State.FAILED)),
        late=Count("pk", filter=over),
        open=Count("pk", filter=open_),
        answered=Count("pk", filter=open_ & (Q(received=True) | Q(scheduled=True))),
        planned=Count("pk", filter=open_ & Q(scheduled=True)),
    )
    listed = list(counted.order_by())
    looks = {row["destination_id"]: _look_of_many(row) for row in listed}
    silent = {pk for pk, look in looks.items() if look in (SILENT, LATE)}
    unheard = answers.filter(open_ & (over | Q(received=False, scheduled=False)))
    for pk in silent - still_silent(unheard, silent):
        looks[pk] = PASSED_ON
    return _sorted(_place(row, looks[row["destination_id"]]) for row in listed)


def grouped(places: Sequence[Place]) -> list[Group]:
    return _grouped(places, "province")


_NAMES = ("destination_id", "destination__name", "office_name", "province_name")


def _heard(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Of a grassroots office the province is the office above it."""
    parent = F("destination__office__parent__name")
    below = Q(destination__office__level="grassroots", destination__office__parent__isnull=False)
    return (
        deliveries.filter(destination__channel=LOUDSPEAKER, destination__archived_at=None)
        .exclude(action=Action.WITHDRAW)
        .annotate(
            office_name=F("destination__office__name"),
            province_name=Case(When(below, then=parent), default=F("destination__office__name")),
        )
    )


def _with_answers(rows: QuerySet[Delivery]) -> Any:
    """Whether somebody there said more than nothing: `received`, `scheduled`."""
    said = Confirmation.objects.filter(delivery=OuterRef("pk"))
    return rows.annotate(
        received=Exists(said.filter(kind=Kind.RECEIVED)),
        scheduled=Exists(said.filter(kind=Kind.SCHEDULED)),
    )


def _with_what_was_said(rows: QuerySet[Delivery]) -> Any:
    said = Confirmation.objects.filter(delivery=OuterRef("pk"), kind__in=SPOKEN)
    last = said.order_by("-sequence")
    return rows.annotate(
        said=Subquery(last.values("kind")[:1]), said_by=Subquery(last.values("by")[:1])
    ).values(*_NAMES, "state", "reason", "reason_code", "expires_at", "said", "said_by")


def _look(row: dict[str, Any], now: datetime) -> Look:
    state = row["state"]
    if state == State.DELIVERED:
        return PLAYED
    if state == State.FAILED:
        return NOT_PLAYED if row["reason_code"] == Delivery.Reason.NOT_PLAYED else NOT_SENT
    if state in _UNDER_WAY:
        return ON_ITS_WAY
    if state != State.ACCEPTED:
        return NOT_SENT
    if row["expires_at"] and row["expires_at"] <= now:
        return LATE
    return _SAID.get(row["said"], SILENT)


def _look_of_many(row: dict[str, Any]) -> Look:
    """The worst of it: what somebody has to look after."""
    if row["late"]:
        return LATE
    if row["heard"] == row["sent"]:
        return PLAYED
    if row["heard"] + row["refused"] == row["sent"]:
        return NOT_PLAYED
    if row["answered"] < row["open"] or not row["open"]:
        return SILENT
    if row["refused"]:
        return NOT_PLAYED
    return SCHEDULED if row["planned"] == row["open"] else RECEIVED


def _place(row: dict[str, Any], look: Look) -> Place:
    return Place(
        pk=row["destination_id"],
        name=row["destination__name"],
        office=row["office_name"],
        province=row["province_name"],
        look=look,
        reason=row.get("reason", "") if look in (NOT_PLAYED, NOT_SENT) else "",
        by_telephone=row.get("said_by") == Confirmation.By.TELEPHONE,
        sent=row.get("sent", 1),
        heard=row.get("heard", int(look == PLAYED)),
    )


def _sorted(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda one: (one.province, one.office, one.name))


def _grouped(places: Sequence[Place], by: str) -> list[Group]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(getattr(place, by), []).append(place)
    return [Group(name, ones) for name, ones in found.items()]
