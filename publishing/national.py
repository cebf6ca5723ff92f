"""What an office lets the centre post in its name, and what of a release waits for its leader's nod.

Each head answers for what stands on the pages of the office: see `Destination.national_posts`. The
rule of an office holds for publications and new versions of other offices' editions, never for
taking down. It is read when a release goes live, as the plan is, and again when a person has
something sent again; of a planned one the nod may be given before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from cms.models import Office
from cms.working_time import after_office_hours

from .delivery.wake import enqueue
from .delivery.wording import sentence
from .models import Delivery, Destination, NationalPosts, Release
from .nod_notices import ask_for_nods
from .nodders import answering
from .package import Assembly, Leg
from .proposal import PORTAL
from .release_plan import whats_out

Action, State, Reason = Delivery.Action, Delivery.State, Delivery.Reason


def is_national(place: Destination, office: Office) -> bool:
    """Whether what `office` releases is posted there in another office's name.

    The page on the portal is everybody's: it never waits.
    """
    if place.channel == PORTAL:
        return False
    return office.pk not in (place.office_id, answering(place.office).pk)


def national_deliveries(release: Release) -> QuerySet[Delivery]:
    """Of the release, what its own office does not answer for."""
    grassroots = Q(
        destination__office__parent=release.office_id,
        destination__office__parent__level=Office.Level.PROVINCE,
        destination__office__level=Office.Level.GRASSROOTS,
    )
    own = Q(destination__office=release.office_id) | grassroots
    rows = Delivery.objects.filter(~own, release=release).exclude(action=Action.WITHDRAW)
    return rows.exclude(destination__channel=PORTAL)


def is_foreign(place: Destination, release: Release) -> bool:
    """As `national_deliveries` has it, of one place with its office and the office above that."""
    office, above = place.office, place.office.parent
    is_below = (
        above is not None
        and above.pk == release.office_id
        and above.level == Office.Level.PROVINCE
        and office.level == Office.Level.GRASSROOTS
    )
    return place.channel != PORTAL and place.office_id != release.office_id and not is_below


def ask_offices(release: Release, only: Collection[int] | None = None) -> None:
    """Have what an office's leader wants to see first wait for the nod, and ask for it by mail.

    Called when a release is planned and when it goes live; what was asked for is not asked again. A
    place that takes no national posts is left out only in that moment, and only while nothing of the
    item is there: what is wrong there must not stay for want of a question. `only`: the ids of some.
    """
    queued = national_deliveries(release).filter(state=State.QUEUED, nodded_by=None)
    if only is not None:
        queued = queued.filter(pk__in=only)
    rules = Q(destination__national_posts=NationalPosts.AUTO, nod_until=None)
    rows = list(queued.exclude(rules).select_related("destination__office__parent").order_by("pk"))
    if not rows:
        return
    out = _where_out(release, rows)
    is_live = release.state == Release.State.IN_FORCE
    asked: list[Delivery] = []
    unwanted: list[int] = []
    freed: list[int] = []
    for row in rows:
        rule = row.destination.national_posts
        if rule == NationalPosts.AUTO:
            freed.append(row.pk)
        elif rule == NationalPosts.NOD or row.destination_id in out:
            asked += [] if row.nod_until else [row]
        elif is_live:
            unwanted.append(row.pk)
    if is_live:  # until then the leader may still set it otherwise
        queued.filter(pk__in=freed).update(nod_until=None)
        _leave_out(queued.filter(pk__in=unwanted))
    ask(release, asked)


def ask_again(release: Release, deliveries: Collection[int]) -> None:
    """Of what a person sends again, by ids, once it is queued: the rules of today hold, and a time for
    the nod that is over begins anew, also where a release for one office had to ask."""
    ask_offices(release, deliveries)
    over = Delivery.objects.filter(pk__in=deliveries, state=State.QUEUED, nod_until__lte=Now())
    ask(release, list(over.select_related("destination__office__parent").order_by("pk")))


def is_taken(delivery: Delivery) -> bool:
    """Whether the office of its place lets it out by itself or after a nod, as its rule is today."""
    refused = national_deliveries(delivery.release).filter(
        pk=delivery.pk, nodded_by=None, destination__national_posts=NationalPosts.NEVER
    )
    if not refused.exists():
        return True
    places = [delivery.destination_id]
    return bool(whats_out(work=delivery.work, language=delivery.language, places=places))


def _where_out(release: Release, rows: Iterable[Delivery]) -> Collection[int]:
    """Destinations where the item is public; asked only where it decides."""
    if all(row.destination.national_posts != NationalPosts.NEVER for row in rows):
        return ()
    return whats_out(work=release.work, language=release.language)


def _leave_out(rows: QuerySet[Delivery]) -> None:
    """`nod_until` stands from then on, so that nothing brings it back but the leader."""
    now = timezone.now()
    rows.update(
        state=State.CANCELLED,
        reason_code=Reason.NOT_WANTED,
        reason=sentence(Reason.NOT_WANTED),
        settled_at=now,
        nod_until=now,
    )


def ask(release: Release, rows: list[Delivery]) -> None:
    """Have these wait for the nod, and ask for it by mail; with the parents of their offices.

    As many statements as there are different spans; they are chosen from a short list.
    """
    if not rows:
        return
    start = max(release.goes_live_at, timezone.now())
    spans: dict[int, list[Delivery]] = defaultdict(list)
    for row in rows:
        spans[row.destination.nod_hours].append(row)
    for hours, waiting in spans.items():
        until = nod_until(start, hours)
        Delivery.objects.filter(pk__in=[row.pk for row in waiting]).update(nod_until=until)
        for row in waiting:
            row.nod_until = until
    ask_for_nods(release, rows)
    transaction.on_commit(partial(enqueue, "publishing.tasks.send_mail"), robust=True)


def nod_until(start: datetime, hours: int) -> datetime:
    """Whole seconds: it is read to people."""
    return after_office_hours(start, hours).replace(microsecond=0)


# --- before anything is submitted ------------------------------------------------------------------


@dataclass(frozen=True)
class Reserved:
    """Chosen places of an office and of the grassroots offices below it that have one rule."""

    office: Office
    rule: NationalPosts
    places: int
    hours: tuple[int, ...]  # that a post waits for the nod

    @property
    def never(self) -> bool:
        return self.rule == NationalPosts.NEVER


def reserved(legs: Iterable[Leg], office: Office, out: Mapping[int, object]) -> list[Reserved]:
    """What of a package waits for a nod, or is not taken; by office, no query.

    `out`: where the item is public already. There an office that takes nothing is asked.
    """

    def rule_of(place: Destination) -> NationalPosts:
        rule = NationalPosts(place.national_posts)
        asks = rule == NationalPosts.NEVER and place.pk in out
        return NationalPosts.NOD if asks else rule

    found: dict[tuple[int, NationalPosts], list[Destination]] = defaultdict(list)
    offices: dict[int, Office] = {}
    for leg in legs:
        place = leg.destination
        if leg.blocked or place.national_posts == NationalPosts.AUTO:
            continue
        if is_national(place, office):
            owner = answering(place.office)
            offices[owner.pk] = owner
            found[owner.pk, rule_of(place)].append(place)
    return [
        Reserved(offices[pk], rule, len(places), tuple(sorted({one.nod_hours for one in places})))
        for (pk, rule), places in found.items()
    ]


def reserved_in(assembly: Assembly) -> dict[str, list[Reserved]]:
    """By what is done, "nod" or "never"; a query at most, where an office takes nothing."""
    page = assembly.page
    rules = {leg.destination.national_posts for leg in assembly.legs}
    out = (
        whats_out(work=page.edition.work, language=page.locale.language_code)
        if NationalPosts.NEVER in rules
        else {}
    )
    return by_rule(reserved(assembly.legs, page.edition.office, out))


def by_rule(groups: Iterable[Reserved]) -> dict[str, list[Reserved]]:
    ordered = sorted(groups, key=lambda one: (one.never, one.office.code))
    return {
        "never" if never else "nod": list(ones)
        for never, ones in groupby(ordered, key=lambda one: one.never)
    }
