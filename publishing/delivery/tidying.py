"""Queued deliveries that will never go: they are settled with the reason, not left lying (rule 8).

Every step is one conditional UPDATE, so that no single row can stop the others, and so that a
release of 200 destinations costs as many queries as one.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from cms.models import Edition

from ..models import Delivery, Destination, Release
from .gates import expired
from .line import NEVER_OUT, Action, State, overtaken
from .wording import sentence

Reason = Delivery.Reason
_ENDED = frozenset({Release.State.WITHDRAWN, Release.State.CANCELLED})


def tidy(
    *,
    work_id: int | None = None,
    edition: Edition | None = None,
    places: Collection[int] | None = None,
) -> int:
    """Settle what is overtaken, taken down, archived, expired or pointless; how many changed.

    Call it in the transaction that writes a release (with `work_id`, and its `edition` where only that
    one's places can have changed, or the ids of these `places`); `sweep` calls it for all.
    Withdrawals and corrections of what is being sent, or unknown, stay: they wait in line.
    """
    with transaction.atomic():
        queued = Delivery.objects.filter(state=State.QUEUED)
        if work_id is not None:
            queued = queued.filter(work=work_id)
        if edition is not None and not edition.office.is_centre:
            been = Delivery.objects.filter(release__edition=edition)
            queued = queued.filter(destination__in=set(been.values_list("destination", flat=True)))
        if places is not None:
            queued = queued.filter(destination__in=places)
        lying = _lying(queued)
        return sum(step(queued) for step in _steps(lying))


@dataclass(frozen=True)
class _Lying:
    """Of a queued delivery, what decides which steps have to look at it; the same for many."""

    action: str
    release: str  # the state of its release
    archived: bool
    ends: bool
    waits: bool


def _lying(queued: QuerySet[Delivery]) -> set[_Lying]:
    """One query. Beside what lies there most steps have nothing to settle, and looking costs as much
    as settling."""
    rows = queued.order_by().annotate(
        archived=Q(destination__archived_at__isnull=False),
        ends=Q(expires_at__isnull=False) | Q(release__expires_at__isnull=False),
        waits=Q(waits_for__isnull=False),
    )
    found = rows.values_list("action", "release__state", "archived", "ends", "waits").distinct()
    return {_Lying(*one) for one in found}


def _steps(lying: set[_Lying]) -> Iterator[Callable[[QuerySet[Delivery]], int]]:
    """Those that may find something, in their order."""
    if lying:
        yield _overtaken
    if ended := {one.release for one in lying} & _ENDED:
        yield partial(_out_of_force, ended=ended)
    if any(one.archived for one in lying):
        yield _archived
    if any(one.ends for one in lying):
        yield _expired
    if any(one.waits for one in lying):
        yield _page_not_up
    if any(one.action != Action.PUBLISH for one in lying):
        yield _follow_ups


def _expired(queued: QuerySet[Delivery]) -> int:
    return _settle(queued.filter(expired()), State.FAILED, Reason.EXPIRED)


def _settle(rows: QuerySet[Delivery], state: Delivery.State, reason: Delivery.Reason) -> int:
    return rows.update(state=state, reason_code=reason, reason=sentence(reason), settled_at=Now())


def _overtaken(queued: QuerySet[Delivery]) -> int:
    """Also by a release that replaced its own and has nothing there. Not what is planned: whoever goes
    live speaks last, whenever it was approved."""
    live = queued.exclude(_release_is(Release.State.SCHEDULED))
    replaced = ~Q(action=Action.WITHDRAW) & _release_is(Release.State.REPLACED)
    return _settle(live.filter(overtaken() | replaced), State.SUPERSEDED, Reason.OVERTAKEN)


def _release_is(*states: str) -> Q:
    return Q(Exists(Release.objects.filter(pk=OuterRef("release_id"), state__in=states)))


def _out_of_force(queued: QuerySet[Delivery], ended: Collection[str]) -> int:
    """Publications of a release that was taken down, and all of a cancelled one. `ended`: states of
    such releases that lie there."""
    posts = queued.exclude(action=Action.WITHDRAW)
    settled = {
        Release.State.WITHDRAWN: (posts, State.CANCELLED, Reason.TAKEN_DOWN),
        Release.State.CANCELLED: (queued, State.CANCELLED, Reason.RELEASE_CANCELLED),
    }
    return sum(
        _settle(rows.filter(_release_is(release)), state, reason)
        for release, (rows, state, reason) in settled.items()
        if release in ended
    )


def _archived(queued: QuerySet[Delivery]) -> int:
    """A withdrawal that cannot be sent fails, since a person has to do it by hand."""
    archived = Destination.objects.filter(pk=OuterRef("destination_id"), archived_at__isnull=False)
    rows = queued.filter(Exists(archived))
    return _settle(rows.filter(action=Action.WITHDRAW), State.FAILED, Reason.ARCHIVED) + _settle(
        rows.exclude(action=Action.WITHDRAW), State.CANCELLED, Reason.ARCHIVED
    )


def _page_not_up(queued: QuerySet[Delivery]) -> int:
    gone = (State.FAILED, State.CANCELLED, State.SUPERSEDED)
    page = Delivery.objects.filter(pk=OuterRef("waits_for_id"), state__in=gone)
    return _settle(queued.filter(Exists(page)), State.CANCELLED, Reason.PAGE_NOT_UP)


def _follow_ups(queued: QuerySet[Delivery]) -> int:
    """Corrections and withdrawals of what never went out, or was taken down meanwhile.

    A correction of a publication that failed, or that it overtook, becomes the publication itself:
    the newest approved version must not be lost. One that a person cancelled stays cancelled.
    """
    target = Delivery.objects.filter(pk=OuterRef("acts_on_id"))
    never_out = Q(acts_on=None) | Q(Exists(target.filter(NEVER_OUT)))
    taken_down = Delivery.objects.filter(
        acts_on=OuterRef("acts_on_id"),
        action=Action.WITHDRAW,
        state__in=(State.DELIVERED, State.ACCEPTED),
    )
    same_release = Delivery.objects.filter(
        release=OuterRef("release_id"),
        destination=OuterRef("destination_id"),
        language=OuterRef("language"),
        action=Action.PUBLISH,
    )
    revisions = queued.filter(action=Action.REVISE)
    wanted = ~Exists(target.filter(state=State.CANCELLED)) | Exists(taken_down)
    become = revisions.filter(
        never_out | Q(Exists(taken_down)), wanted, ~Exists(same_release), acts_on__isnull=False
    )
    changed = become.update(action=Action.PUBLISH, acts_on=None)
    pointless = queued.filter(~Q(action=Action.PUBLISH), never_out)
    return changed + _settle(pointless, State.CANCELLED, Reason.NOTHING_THERE)
