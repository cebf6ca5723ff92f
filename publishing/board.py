"""What the board shows: a fixed number of queries for any number of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from wagtail.models import get_page_models

from cms.folded import Folded
from cms.models import CampaignPage, ItemPage, Office, User
from cms.search import fold

from . import registry
from .models import Delivery, Destination, Release
from .rights import Rights
from .state_tags import Tag, state_tag
from .surplus import has_second_post
from .visibility import deliveries_for, offices_of, releases_for
from .waiting import waits

State = Delivery.State


def by_hand_channels() -> list[str]:
    return [
        n for n, channel in registry.channels().items() if channel.capabilities.removed_by_person
    ]


def group_filters() -> dict[str, Q]:
    """The counters on top of the board; no delivery is in two of them."""
    over = Q(expires_at__lte=timezone.now()) | Q(release__expires_at__lte=timezone.now())
    person = (
        Q(state=State.UNKNOWN)
        | Q(state=State.SUPERSEDED, reason_code=Delivery.Reason.LATE)
        | Q(has_second_post())
        | Q(state=State.QUEUED, destination__held_at__isnull=False)
        | Q(state=State.QUEUED, nod_until__isnull=False)
        | Q(state=State.ACCEPTED, destination__channel__in=by_hand_channels())
        | (Q(state=State.ACCEPTED) & over)
        | Q(
            state=State.ACCEPTED,
            next_check_at=None,
            destination__channel__in=registry.asked(),
        )
    )
    on_its_way = Q(state__in=(State.QUEUED, State.SENDING, State.ACCEPTED))
    return {
        "person": person,
        "underway": on_its_way & ~person,
        "done": Q(state=State.DELIVERED) & ~person,
        "failed": Q(state=State.FAILED) & ~person,
    }


@dataclass(frozen=True)
class Criteria:
    """What the board was asked for; empty values ask for everything."""

    group: str = ""
    state: str = ""
    channel: str = ""
    office: Office | None = None
    query: str = ""
    since: date | None = None
    until: date | None = None
    release: int | None = None
    page: int | None = None


@dataclass(frozen=True)
class Row:
    delivery: Delivery
    tag: Tag
    waits_for: str
    may_steer: bool


def find(user: User, criteria: Criteria) -> QuerySet[Delivery]:
    """Newest first, ready for `rows`."""
    found = deliveries_for(user).filter(*_conditions(criteria))
    if criteria.query.strip():
        found = _matching(found, fold(criteria.query.strip()))
    return with_relations(found).order_by("-pk")


def with_relations(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    related = ("release__office__parent", "destination__office__parent", "waits_for")
    return deliveries.select_related(*related).annotate(second_post=has_second_post())


def counters(user: User) -> dict[str, int]:
    """How many deliveries of the user each group holds. One query."""
    counts = {name: Count("pk", filter=chosen) for name, chosen in group_filters().items()}
    return deliveries_for(user).aggregate(**counts)


def rows(user: User, deliveries: Sequence[Delivery]) -> list[Row]:
    words, rights = waits(deliveries), Rights(user)
    return [Row(one, state_tag(one), words[one.pk], rights.may_steer(one)) for one in deliveries]


def scheduled_releases(user: User) -> QuerySet[Release]:
    """What waits for its time, the next first; `legs` counts what it will send."""
    scheduled = releases_for(user).filter(state=Release.State.SCHEDULED)
    return (
        scheduled.select_related("office__parent")
        .annotate(legs=Count("deliveries"))
        .order_by("goes_live_at", "pk")
    )


def channels_in_use() -> list[tuple[str, Any]]:
    return [(name, channel.label) for name, channel in registry.channels().items()]


def offices_to_choose(user: User) -> QuerySet[Office]:
    """Offices of the user that have a destination."""
    used = Destination.objects.values("office")
    return offices_of(user).filter(pk__in=used).order_by("code")


def _conditions(asked: Criteria) -> Iterable[Q]:
    if asked.group:
        yield group_filters()[asked.group]
    if asked.state:
        yield Q(state=asked.state)
    if asked.channel:
        yield Q(destination__channel=asked.channel)
    if asked.office:
        yield Q(destination__office=asked.office) | Q(destination__office__parent=asked.office)
    if asked.release:
        yield Q(release=asked.release)
    if asked.page:
        yield Q(release__page=asked.page)
    if asked.since:
        yield Q(release__goes_live_at__gte=_start_of(asked.since))
    if asked.until:
        yield Q(release__goes_live_at__lt=_start_of(asked.until + timedelta(days=1)))


def _matching(deliveries: QuerySet[Delivery], folded: str) -> QuerySet[Delivery]:
    """Title of the item, name of the destination, or campaign of the item."""
    titled = Release.objects.annotate(plain=Folded("title")).filter(plain__contains=folded)
    named = Destination.objects.annotate(plain=Folded("name")).filter(plain__contains=folded)
    wanted = Q(release__in=titled.values("pk")) | Q(destination__in=named.values("pk"))
    for pages in _pages_of_campaigns(folded):
        wanted |= Q(release__page__in=pages)
    return deliveries.filter(wanted)


def _pages_of_campaigns(folded: str) -> Iterable[QuerySet[Any]]:
    """Sub-queries, one a kind of item; none when no campaign has such a title."""
    named = CampaignPage.objects.annotate(plain=Folded("title")).filter(plain__contains=folded)
    campaigns = list(named.values_list("pk", flat=True))
    if campaigns:
        for model in get_page_models():
            if issubclass(model, ItemPage):
                yield model.objects.filter(campaign__in=campaigns).values("pk")


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
