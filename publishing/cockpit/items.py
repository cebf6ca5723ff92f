"""Which national items are asked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.filters import ITEM_MODELS, about
from cms.folded import Folded
from cms.languages import DEFAULT
from cms.models import CampaignPage, Edition, Office, Topic
from cms.search import fold

from ..models import Delivery
from .reach import BLOCKED, NOD, REFUSED
from .standing import NEEDS_SOMEBODY, Standing

_OF_COPIES = frozenset(
    (
        Standing.CONFLICT,
        Standing.BEHIND,
        Standing.SUSPENDED,
        Standing.DETACHED,
        Standing.PREPARED,
        Standing.IN_STEP,
    )
)
_OF_POSTS = {Standing.BLOCKED: BLOCKED, Standing.NOD: NOD, Standing.NOT_TAKEN: REFUSED}


@dataclass(frozen=True)
class Asked:
    """Empty values ask for everything. `standing`: at any office, or at `office`."""

    text: str = ""
    topic: Topic | None = None
    campaign: CampaignPage | None = None
    standing: str = ""
    office: Office | None = None
    since: date | None = None
    until: date | None = None

    @property
    def wanted(self) -> frozenset[Standing]:
        if not self.standing:
            return frozenset()
        needs = self.standing == NEEDS
        return NEEDS_SOMEBODY if needs else frozenset((Standing(self.standing),))


NEEDS = "needs"


def national_items() -> QuerySet[Edition]:
    """Those that were public once, and that still are, or of which a local copy is."""
    own = Edition.objects.filter(
        work=OuterRef("work"), kind=Edition.Kind.LOCAL_COPY, page__live=True
    )
    items = Edition.objects.filter(
        Q(page__live=True) | Exists(own),
        kind=Edition.Kind.ORIGINAL,
        office__level=Office.Level.CENTRE,
        locale__language_code=DEFAULT,
        page__first_published_at__isnull=False,
    )
    return items.select_related("page").order_by("-page__last_published_at", "-pk")


def found(asked: Asked) -> QuerySet[Edition]:
    """What changed last comes first. Where a standing is asked for, also items that may turn out to
    have none of it: `board.narrowed` says."""
    items = national_items()
    if words := fold(asked.text.strip()):
        items = items.annotate(plain=Folded("page__title")).filter(plain__contains=words)
    if asked.topic:
        items = items.filter(page__in=_pages(about([asked.topic])))
    if asked.campaign:
        items = items.filter(_in_campaign(asked.campaign))
    if asked.since:
        items = items.filter(page__last_published_at__gte=_start_of(asked.since))
    if asked.until:
        items = items.filter(page__last_published_at__lt=_start_of(asked.until + timedelta(days=1)))
    return items.filter(_may_be(asked.wanted))


def _pages(condition: Q) -> QuerySet[Page, dict[str, int]]:
    return Page.objects.filter(condition).values("pk")


def _in_campaign(campaign: CampaignPage) -> Q:
    named = Q()
    for model in ITEM_MODELS:
        named |= Q(page__in=model.objects.filter(campaign=campaign.pk).values("pk"))
    return named


def _may_be(wanted: Collection[Standing]) -> Q:
    """So that not every item of all years has to be looked at."""
    if not wanted or not set(wanted) <= _OF_COPIES | _OF_POSTS.keys():
        return Q()
    found = Q(pk=None)
    if _OF_COPIES.intersection(wanted):
        own = Edition.objects.filter(work=OuterRef("work"), kind=Edition.Kind.LOCAL_COPY)
        found |= Q(Exists(own))
    for condition in _conditions(wanted):
        found |= Q(Exists(Delivery.objects.filter(condition, work=OuterRef("work"))))
    return found


def _conditions(wanted: Iterable[Standing]) -> Iterable[Q]:
    return (_OF_POSTS[one] for one in wanted if one in _OF_POSTS)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
