"""What the centre posts in an office's name: what comes, what waits for a nod, what went out lately.

Only what was approved: releases, their frozen posts, and the page of the approved revision. Drafts of
other offices are nowhere here. A fixed number of queries for any number of places.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.template.loader import select_template
from django.utils import timezone

from cms.models import Office, User

from . import registry
from .channel import Channel, Post, StrOrPromise
from .content import address_at
from .delivery.line import overtaken
from .models import Delivery, Destination, Release
from .nodders import answering
from .proposal import PORTAL
from .services.deliveries import LEFT_TO_ITS_LEADER
from .state_tags import Tag, state_tag
from .waiting import moment, waits

State, Level = Delivery.State, Office.Level
LATELY = timedelta(days=30)
WAITING = Q(state=State.QUEUED, nod_until__isnull=False)
COMING = Q(state__in=(State.QUEUED, State.SENDING), nod_until=None)
LEFT_OUT = Q(state=State.CANCELLED, reason_code__in=LEFT_TO_ITS_LEADER)
OUT = Delivery.may_be_out() & ~Q(state=State.SENDING)
UNCONFIRMED = Q(state__in=(State.ACCEPTED, State.UNKNOWN))  # some of what may be out
NOTHING_OUT = (Release.State.CANCELLED,)


def offices_spoken_for(user: User) -> QuerySet[Office]:
    """Offices of the user, and those below them; not the centre, in whose name nobody else posts."""
    offices = Office.objects.exclude(level=Level.CENTRE)
    if user.is_superuser:
        return offices
    own = user.memberships.exclude(office__level=Level.CENTRE).values("office")
    return offices.filter(Q(pk__in=own) | Q(parent__in=own))


def national_in(offices: Iterable[int]) -> QuerySet[Delivery]:
    """Deliveries there of what other offices released; as `national.is_national` says it of one.

    Of releases for one office, what was or is to be answered: its words are another office's.
    """
    grassroots = Q(
        release__office=F("destination__office__parent"),
        destination__office__parent__level=Level.PROVINCE,
        destination__office__level=Level.GRASSROOTS,
    )
    own = Q(release__office=F("destination__office")) | grassroots
    asked = Q(nod_until__isnull=False) | Q(nodded_by__isnull=False)
    rows = Delivery.objects.filter(~own | asked, destination__office__in=list(offices))
    rows = rows.exclude(action=Delivery.Action.WITHDRAW).exclude(destination__channel=PORTAL)
    return rows.exclude(release__state__in=NOTHING_OUT)


@dataclass(frozen=True)
class Line:
    """One release as an office has it, for the list."""

    release: Release
    waiting: int
    coming: int
    out: int
    unconfirmed: int
    left_out: int
    until: datetime | None  # when the first of those that wait is left out

    @property
    def left(self) -> str:
        return moment(self.until) if self.until else ""


def lines(offices: Iterable[int], *, only: str = "", now: datetime | None = None) -> "Lines":
    """Newest first, but what waits for a nod before everything, the most urgent of it first.

    `only`: "waiting", "coming" or "out". What is over is shown for a month.
    """
    since = (now or timezone.now()) - LATELY
    rows = national_in(offices).filter(WAITING | COMING | OUT | LEFT_OUT)
    if (
        only == "waiting"
    ):  # asked on the first screen of a leader: not counted over a month of posts
        rows = rows.filter(release__in=national_in(offices).filter(WAITING).values("release"))
    fresh = Q(release__goes_live_at__gte=since) | WAITING | COMING
    counted = (
        rows.filter(fresh)
        .order_by()
        .values("release_id")
        .annotate(
            n_waiting=Count("pk", filter=WAITING),
            n_coming=Count("pk", filter=COMING),
            n_out=Count("pk", filter=OUT & ~UNCONFIRMED),
            n_unconfirmed=Count("pk", filter=UNCONFIRMED),
            n_left_out=Count("pk", filter=LEFT_OUT),
            until=Min("nod_until", filter=WAITING),
            newest=Max("release_id"),
        )
    )
    chosen = {name: Q(**{f"n_{name}__gt": 0}) for name in ("waiting", "coming", "out")}
    chosen["out"] |= Q(n_unconfirmed__gt=0)
    if only in chosen:
        counted = counted.filter(chosen[only])
    return Lines(counted.order_by(F("until").asc(nulls_last=True), "-newest"))


class Lines:
    """What a paginator asks for: one query for the counts of a page, one for its releases."""

    ordered = True

    def __init__(self, counted: QuerySet) -> None:
        self._counted = counted

    def count(self) -> int:
        return self._counted.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Line]:
        rows = list(self._counted[part])
        related = Release.objects.select_related("office")
        releases = related.in_bulk([row["release_id"] for row in rows])
        names = ("n_waiting", "n_coming", "n_out", "n_unconfirmed", "n_left_out", "until")
        return [Line(releases[row["release_id"]], *(row[name] for name in names)) for row in rows]


def waiting_in(offices: Iterable[int]) -> int:
    return national_in(offices).filter(WAITING).count()


@dataclass
class Group:
    """Equal posts of one channel that stand alike, as one would read them; `legs` for its preview."""

    channel: type[Channel]
    post: Post | None
    tag: Tag
    words: str
    answer: str  # what the leader may say: "nod", "let_out" or nothing
    deliveries: list[Delivery] = field(default_factory=list)

    @property
    def legs(self) -> Sequence[Delivery]:
        """A preview's template asks each for its `destination`."""
        return self.deliveries

    @property
    def label(self) -> StrOrPromise:
        return self.channel.label

    @property
    def template(self) -> str:
        names = (self.channel.name, "byhand")
        found = select_template([f"publishing/previews/{name}.html" for name in names])
        return str(found.template.name)

    @property
    def ids(self) -> str:
        return ",".join(str(one.pk) for one in self.deliveries)

    @property
    def places(self) -> list[str]:
        return [str(one.destination) for one in self.deliveries]


class Item:
    """One release, as the offices in `offices` will see it or saw it."""

    def __init__(self, release: Release, offices: set[int], nodded: set[int]) -> None:
        """`nodded`: offices in whose name the user may answer."""
        self.release, self._offices, self._nodded = release, offices, nodded

    @cached_property
    def deliveries(self) -> list[Delivery]:
        related = ("release__office__parent", "destination__office__parent", "waits_for")
        rows = national_in(self._offices).filter(release=self.release)
        posts = rows.select_related(*related, "variant__post", "nodded_by")
        return list(posts.order_by("destination__channel", "destination__name", "pk"))

    @cached_property
    def groups(self) -> list[Group]:
        said, found = waits(self.deliveries), {}
        for one in self.deliveries:
            tag, post = state_tag(one), one.variant.post_id if one.variant else ""
            key = (one.destination.channel, post, str(tag.text), said[one.pk], self._answer(one))
            if key not in found:
                channel = registry.channel_class(one.destination.channel)
                data = Post.from_data(one.variant.post.data) if one.variant else None
                found[key] = Group(channel, data, tag, said[one.pk], key[-1])
            found[key].deliveries.append(one)
        order = list(registry.channels())
        return sorted(
            found.values(), key=lambda one: (not one.answer, order.index(one.channel.name))
        )

    def _answer(self, one: Delivery) -> str:
        if one.destination.office_id not in self._nodded:
            return ""
        if one.state == State.QUEUED and one.nod_until:
            return "nod"
        left = one.state == State.CANCELLED and one.reason_code in LEFT_TO_ITS_LEADER
        in_force = self.release.state == Release.State.IN_FORCE
        speaks = in_force and one.pk not in self._overtaken
        return "let_out" if left and speaks and one.variant_id else ""

    @cached_property
    def _overtaken(self) -> set[int]:
        """Said anew by a release for one office."""
        rows = Delivery.objects.filter(overtaken(), pk__in=[one.pk for one in self.deliveries])
        return set(rows.values_list("pk", flat=True))

    @property
    def waits(self) -> bool:
        return any(group.answer == "nod" for group in self.groups)

    @property
    def can_be_let_out(self) -> bool:
        return any(group.answer == "let_out" for group in self.groups)

    @cached_property
    def until(self) -> datetime | None:
        moments = [one.nod_until for one in self.deliveries if one.state == State.QUEUED]
        return min(filter(None, moments), default=None)

    def portal_pages(self) -> Iterator[tuple[Office, str]]:
        """The page under the path of each office, once it is live; empty before."""
        offices = {answering(one.destination.office) for one in self.deliveries}
        is_up = self.release.state == Release.State.IN_FORCE and self.release.went_live_at
        of_office = (
            self.release.kind == Release.Kind.OFFICE
        )  # its address is under the path already
        for office in sorted(offices, key=lambda one: one.code):
            url = self.release.address
            yield office, (url if of_office else address_at(office, url)) if is_up else ""


def item_for(release: Release, offices: set[int], nodded: set[int]) -> Item | None:
    """None for a release that puts nothing out in the name of these offices."""
    item = Item(release, offices, nodded)
    return item if item.deliveries else None


def places_of(offices: Iterable[int]) -> QuerySet[Destination]:
    """Whose rule an office sets: all its places but the one on the portal."""
    places = Destination.objects.active().filter(office__in=list(offices))
    related = places.exclude(channel=PORTAL).select_related("office__parent")
    return related.order_by("channel", "office__code", "name")


def offices_with_copies(offices: Iterable[int]) -> QuerySet[Office]:
    """Those that can have local copies: provinces with pages of their own."""
    with_pages = Office.objects.filter(level=Level.PROVINCE, home__isnull=False)
    return with_pages.filter(pk__in=list(offices)).order_by("code")
