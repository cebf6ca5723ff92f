"""The places of some offices as a version in force left them: what is there of it, and what was decided.

Read before a release for one office, which says the same version with other values: it says nothing
where nothing of the version is to stand, and asks where the office was to be asked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from django.db.models import Exists, QuerySet

from cms.models import Office

from .delivery.line import LIVE, newer
from .models import Delivery, Destination, NationalPosts, Release
from .national import is_national
from .release_plan import Out, whats_out
from .services.deliveries import LEFT_TO_ITS_LEADER

Action, State, Reason = Delivery.Action, Delivery.State, Delivery.Reason


class Fate(Enum):
    """What becomes of the version at a place when it is said anew there."""

    GOES = auto()
    WAITS = auto()  # for the same nod, as long as before
    ASKS = auto()  # an older version is there, the one in force was not let out
    # Nobody was asked before: whoever releases it answers, else the leader is asked.
    ANSWERED = auto()


@dataclass(frozen=True)
class Before:
    """`last`: the newest delivery of the version; `post`: the hash of what stands there, or is on its
    way; None where it did not get there, since a value was missing or it failed: no button sends
    values there that changed since."""

    last: Delivery
    post: str | None
    fate: Fate


Places = dict[Destination, Before]


def places_before(base: Release, offices: Collection[Office]) -> Places:
    """In the order of their ids; where nothing of the version is to be said, none. Two queries."""
    out = whats_out(work=base.work, language=base.language)
    related = "destination__office__home", "destination__office__parent", "variant"
    rows = newest_at(base, offices).select_related(*related)
    rows = rows.order_by("destination_id", "release_id", "pk")
    found: Places = {}
    for row in {row.destination_id: row for row in rows}.values():
        there = out.get(row.destination_id)
        if there is not None and not _says_it(there, row, base):
            there = None
        if before := _before(row, there, base.office):
            found[row.destination] = before
    return found


def _says_it(there: Out, row: Delivery, base: Release) -> bool:
    """A post of another edition too, which the version left there since it says the same."""
    if there.edition_id == base.edition_id:
        return True
    return row.variant is not None and row.variant.post_id == there.last_hash


def newest_at(base: Release, offices: Collection[Office]) -> QuerySet[Delivery]:
    """Deliveries of the version at their places, where no later release speaks since; none of what is
    only planned."""
    rows = Delivery.objects.filter(
        work=base.work_id, language=base.language, release__edition=base.edition_id
    )
    return rows.filter(
        ~Exists(newer()),
        release__gte=base.pk,
        release__state__in=LIVE,
        destination__office__in=offices,
        destination__archived_at=None,
    ).exclude(action=Action.WITHDRAW)


def _before(row: Delivery, there: Out | None, releasing: Office) -> Before | None:
    post = there.last_hash if there else None
    if row.state == State.FAILED or row.reason_code == Reason.PAGE_NOT_UP:
        fate = _of_what_did_not_arrive(row, there, releasing)
        return Before(row, post, fate) if fate else None
    if row.variant is None:
        return None
    if row.state == State.QUEUED:
        return Before(row, row.variant.post_id, Fate.WAITS if row.nod_until else Fate.GOES)
    if there is None:
        return None
    if row.state != State.CANCELLED or there.last_hash == row.variant.post_id:
        return Before(row, post, Fate.GOES)
    left = row.reason_code in LEFT_TO_ITS_LEADER
    return Before(row, row.variant.post_id, Fate.ASKS) if left else None


def _of_what_did_not_arrive(row: Delivery, there: Out | None, releasing: Office) -> Fate | None:
    """By the rule that its office has today, as whatever is sent again."""
    rule = row.destination.national_posts
    free = rule == NationalPosts.AUTO or row.nodded_by_id is not None
    if free or not is_national(row.destination, releasing):
        return Fate.GOES
    if rule == NationalPosts.NOD:
        return Fate.ANSWERED
    return Fate.ASKS if there else None
