"""The order of deliveries, as conditions for a WHERE.

A *line* is what one destination gets of one work in one language; its deliveries run one after the
other, by release, then by their own number. A release that goes live has the highest number of them
all (`services.speaking_last`), whenever it was approved. Everything here is a condition on the delivery's own
row or an EXISTS: a join would move the whole WHERE of an UPDATE into a sub-select, which
PostgreSQL does not look at again after waiting for a row's lock.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Delivery, Destination, Release
from ..proposal import PORTAL

State, Action = Delivery.State, Delivery.Action

# Releases that are, or have been, in force.
LIVE = (Release.State.IN_FORCE, Release.State.REPLACED, Release.State.WITHDRAWN)
# It has (or had) a place on the platform, so there is a receipt to act on.
OUT = Q(state__in=(State.DELIVERED, State.ACCEPTED)) | (
    Q(state=State.SUPERSEDED) & ~Q(remote_id="")
)
NEVER_OUT = Q(state__in=(State.FAILED, State.CANCELLED)) | Q(state=State.SUPERSEDED, remote_id="")


def same_line() -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        work=OuterRef("work_id"),
        destination=OuterRef("destination_id"),
        language=OuterRef("language"),
    )


def before(release: Any, pk: Any) -> Q:
    """Earlier in a line than the delivery `pk` of `release`; ids, or what an EXISTS calls them."""
    return Q(release_id__lt=release) | Q(release_id=release, pk__lt=pk)


def after(release: Any, pk: Any) -> Q:
    """Later, likewise."""
    return Q(release_id__gt=release) | Q(release_id=release, pk__gt=pk)


def newer() -> QuerySet[Delivery]:
    """Those of a later release that is, or has been, in force (one still scheduled is not).

    What was overtaken itself does not count: who overtook it does, or an office's own text that
    it left alone stays (`services.speaking_last`).
    """
    rows = same_line().filter(release_id__gt=OuterRef("release_id"), release__state__in=LIVE)
    return rows.exclude(state=State.SUPERSEDED, remote_id="")


def overtaken() -> Q:
    """Must not be sent any more: a later release speaks for this line.

    A withdrawal is overtaken only by another one of the same post, or by a correction of it (it had
    failed meanwhile): what was published beside it does not take the old post down. On the portal
    it does: the page is up again, so that it is gone can never be confirmed.
    """
    same_post = newer().filter(acts_on=OuterRef("acts_on_id")).exclude(action=Action.PUBLISH)
    on_portal = Destination.objects.filter(pk=OuterRef("destination_id"), channel=PORTAL)
    by_any = ~Q(action=Action.WITHDRAW) | Q(Exists(on_portal))
    return Q(by_any & Q(Exists(newer()))) | Q(Q(action=Action.WITHDRAW) & Q(Exists(same_post)))


def earlier_unsettled() -> Q:
    """Somebody before it in the line is on its way, or still has to go.

    Not what waits for the nod of an office's leader: that may never come.
    """
    earlier = before(OuterRef("release_id"), OuterRef("pk"))
    on_its_way = Q(state__in=(State.SENDING, State.UNKNOWN))
    to_go = Q(state=State.QUEUED, nod_until=None, release__state__in=LIVE)
    return Q(Exists(same_line().filter(earlier).filter(on_its_way | to_go)))


def same_words_unclear() -> Q:
    """The same post of another work may be out there: looking could not tell the two apart."""
    unclear = Delivery.objects.filter(
        destination=OuterRef("destination_id"),
        state=State.UNKNOWN,
        variant__post__variants=OuterRef("variant_id"),
    )
    return Q(Exists(unclear))


def receipts_of(publish_id: int | None) -> QuerySet[Delivery]:
    """The publish delivery and its revisions that are out, newest first."""
    line = Q(pk=publish_id) | Q(acts_on=publish_id, action=Action.REVISE)
    return Delivery.objects.filter(line).filter(OUT).order_by("-release_id", "-pk")
