"""Whether the ledgers agree with what they speak of. One statement a question, whatever its size.

What stands here are the tables that people see every day: somebody who edits one of them by hand
has to be found as well as somebody who edits a ledger.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from cms.ledger_check import Finding
from cms.ledger_seals import name_of
from cms.models import Approval, ApprovalTaskState, Role

from .models import Attempt, AttemptRecord, Confirmation, Delivery, Release, StoredPost
from .release_checks import RELEASE_CHECKS
from .sealed_releases import digest

State, Kind = Delivery.State, Confirmation.Kind
AT_ONCE = 2000
MADE_PUBLIC = ("delivered", "accepted", "late_delivered", "late_accepted")
SAID_PUBLIC = (Kind.FOUND, Kind.PLAYED, Kind.POSTED, Kind.REMOVED)


def cross_checks() -> Iterator[Finding]:
    for check in CHECKS:
        yield from check()


def releases_without_approval() -> Iterator[Finding]:
    """Each of what went or may go out, and the leader's approval of exactly that.

    A local copy that took in what the centre changed rests on the approval of the national version;
    its content, which says so, is sealed.
    """
    leader = Approval.objects.filter(
        decision=Approval.Decision.APPROVED, step=Role.LEADER, work=OuterRef("work_id")
    )
    published = Release.objects.exclude(kind=Release.Kind.WITHDRAW)
    published = published.annotate(rests_on=KT("content__rests_on__fingerprint"))
    itself = Exists(leader.filter(fingerprint=OuterRef("fingerprint")))
    national = Exists(leader.filter(fingerprint=OuterRef("rests_on")))
    for release in _read(published.filter(~itself, ~national)):
        message = _("Release %(pk)d (“%(title)s”): no leader approved what it published.")
        yield _found(Approval, "release", message % {"pk": release.pk, "title": release.title})


def steps_without_approval() -> Iterator[Finding]:
    recorded = Approval.objects.filter(
        decision=Approval.Decision.APPROVED,
        workflow_state_id_then=OuterRef("workflow_state_id"),
        fingerprint=OuterRef("fingerprint"),
    )
    approved = ApprovalTaskState.objects.filter(status=ApprovalTaskState.STATUS_APPROVED)
    for step in _read(approved.filter(~Exists(recorded))):
        message = _("Step %(pk)d counts as approved, but no such approval was recorded.")
        yield _found(Approval, "step", message % {"pk": step.pk})


def withdrawals_without_record() -> Iterator[Finding]:
    """Since takings down are recorded; those by the calendar have no person."""
    taken_down = Approval.objects.filter(decision=Approval.Decision.TAKEN_DOWN)
    first = taken_down.order_by("sequence").first()
    if first is None:
        return
    recorded = taken_down.filter(work=OuterRef("work_id"), fingerprint=OuterRef("fingerprint"))
    by_people = Release.objects.filter(kind=Release.Kind.WITHDRAW, approved_by__isnull=False)
    for release in _read(by_people.filter(~Exists(recorded), created_at__gte=first.at)):
        message = _("Release %(pk)d (“%(title)s”): nobody is recorded as having taken it down.")
        yield _found(Approval, "withdrawal", message % {"pk": release.pk, "title": release.title})


def deliveries_without_proof() -> Iterator[Finding]:
    """What counts as out: an attempt says so, or a person."""
    attempt = AttemptRecord.objects.filter(delivery_key=OuterRef("key"), outcome__in=MADE_PUBLIC)
    said = Confirmation.objects.filter(delivery_key=OuterRef("key"), kind__in=SAID_PUBLIC)
    out = Delivery.objects.filter(state__in=(State.ACCEPTED, State.DELIVERED))
    for delivery in _read(
        out.filter(~Exists(attempt), ~Exists(said)).select_related("destination")
    ):
        message = _("Delivery %(pk)d (%(place)s) counts as out, but no attempt and nobody says so.")
        values = {"pk": delivery.pk, "place": delivery.destination.name}
        yield _found(AttemptRecord, "delivery", message % values)


def attempts_without_record() -> Iterator[Finding]:
    same = AttemptRecord.objects.filter(
        delivery_key=OuterRef("delivery__key"),
        number=OuterRef("number"),
        outcome=OuterRef("outcome"),
        message=OuterRef("message"),
    )
    ended = Attempt.objects.filter(ended_at__isnull=False)
    for attempt in _read(ended.filter(~Exists(same))):
        message = _(
            "Attempt %(number)d of delivery %(delivery)d ended, but its record is missing or says "
            "something else."
        )
        values = {"number": attempt.number, "delivery": attempt.delivery_id}
        yield _found(AttemptRecord, "attempt", message % values)


def records_without_attempt() -> Iterator[Finding]:
    made = Attempt.objects.filter(
        delivery__key=OuterRef("delivery_key"), number=OuterRef("number"), ended_at__isnull=False
    )
    for record in _read(AttemptRecord.objects.filter(~Exists(made))):
        message = _("It speaks of attempt %(number)d of delivery %(key)s, which is not there.")
        values = {"number": record.number, "key": record.delivery_key}
        yield _found(AttemptRecord, "no_attempt", message % values, record.sequence)


def confirmations_of_another_delivery() -> Iterator[Finding]:
    for one in _read(Confirmation.objects.exclude(delivery__key=F("delivery_key"))):
        message = _("It was moved to delivery %(pk)d; it was given for %(key)s.")
        values = {"pk": one.delivery_id, "key": one.delivery_key}
        yield _found(Confirmation, "moved", message % values, one.sequence)


def posts_other_than_sent() -> Iterator[Finding]:
    """What was sent, by its hash in the record, is what the delivery has."""
    other = AttemptRecord.objects.filter(delivery_key=OuterRef("key")).exclude(
        post_hash=OuterRef("variant__post_id")
    )
    for delivery in _read(Delivery.objects.filter(Exists(other), variant__isnull=False)):
        message = _("Delivery %(pk)d: its post is not the one that was sent.")
        yield _found(AttemptRecord, "post", message % {"pk": delivery.pk})


def posts_other_than_approved() -> Iterator[Finding]:
    for stored in _read(StoredPost.objects.all()):
        if digest(stored.data) != stored.hash:
            message = _("Post %(hash)s was edited: its text no longer gives its hash.")
            yield _found(Approval, "post", message % {"hash": stored.hash[:16]})


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    releases_without_approval,
    steps_without_approval,
    withdrawals_without_record,
    deliveries_without_proof,
    attempts_without_record,
    records_without_attempt,
    confirmations_of_another_delivery,
    posts_other_than_sent,
    posts_other_than_approved,
    *RELEASE_CHECKS,
)


def _read(rows: QuerySet[Any]) -> Iterator[Any]:
    return rows.order_by("pk").iterator(AT_ONCE)


def _found(ledger: type[Model], code: str, message: str, row: int | None = None) -> Finding:
    return Finding(name_of(ledger), code, message, row)
