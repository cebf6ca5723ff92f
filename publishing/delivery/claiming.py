"""Taking a delivery: one conditional UPDATE and its Attempt in one transaction.

No row is ever locked by SELECT: whoever changes the row first wins, and the others see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce, Now

from ..errors import FencedOut
from ..models import Attempt, Delivery
from . import gates
from .clock import database_now, from_now
from .line import State


@dataclass(frozen=True)
class Claim:
    """A delivery that this worker holds under the fencing number of `attempt`, until its lease."""

    delivery: Delivery
    attempt: Attempt
    started_at: datetime


def claim_sending(delivery_id: int, *, worker: str) -> Claim | None:
    """None: not due, not allowed, or somebody else was quicker."""
    try:
        with transaction.atomic(durable=True):
            taken = (
                gates.sendable()
                .filter(pk=delivery_id)
                .update(
                    state=State.SENDING,
                    fence=gates.next_fence(),
                    lease_until=from_now(settings.LOA_LEASE),
                    begun_at=None,
                )
            )
            return _open_attempt(delivery_id, "send", worker) if taken else None
    except IntegrityError:  # one_sending_per_destination: a lost race
        return None


def claim_look(delivery_id: int, *, worker: str) -> Claim | None:
    """For `find` and `check`: the state stays, the fencing number moves on."""
    with transaction.atomic(durable=True):
        taken = (
            gates.lookable()
            .filter(pk=delivery_id)
            .update(fence=gates.next_fence(), lease_until=from_now(settings.LOA_LEASE))
        )
        return _open_attempt(delivery_id, "look", worker) if taken else None


def _open_attempt(delivery_id: int, kind: str, worker: str) -> Claim:
    delivery = Delivery.objects.select_related(
        "destination", "destination__office", "release", "variant__post", "acts_on"
    ).get(pk=delivery_id)
    if kind == "look":
        kind = "find" if delivery.state == State.UNKNOWN else "check"
    now = database_now()
    attempt = Attempt.objects.create(
        delivery=delivery,
        number=delivery.fence,
        kind=kind,
        worker=worker[:120],
        started_at=now,
        checkpoint=_saved_before(delivery_id),
    )
    return Claim(delivery, attempt, now)


def _saved_before(delivery_id: int) -> dict[str, Any]:
    """What earlier attempts saved before their irreversible step; each carried on the one before."""
    saved = (
        Attempt.objects.filter(delivery=delivery_id)
        .exclude(checkpoint={})
        .order_by("-number")
        .values_list("checkpoint", flat=True)
        .first()
    )
    return dict(saved or {})


def begin(claim: Claim) -> None:
    """Mark the call as begun, just before its first irreversible byte.

    Raises FencedOut when the lease is over, somebody else owns the row, or sending was stopped, or
    consent to a picture ended, since the claim.
    Marking and expiring are UPDATEs of the same row: one of them comes first, and is seen.
    """
    number = claim.attempt.number
    mine = gates.fence_holds(claim.delivery.pk, number).filter(
        gates.not_stopped(), gates.may_be_shown(), state=State.SENDING, lease_until__gt=Now()
    )
    with transaction.atomic():
        if not mine.update(begun_at=Coalesce("begun_at", Now())):
            raise FencedOut(f"delivery {claim.delivery.pk}, attempt {number}")
        Attempt.objects.filter(pk=claim.attempt.pk).update(begun_at=Coalesce("begun_at", Now()))


class SavedCheckpoint:
    """`publishing.channel.Checkpoint` on an attempt's row."""

    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self.data: Mapping[str, Any] = dict(attempt.checkpoint)

    def save(self, data: Mapping[str, Any]) -> None:
        self.data = {**self.data, **data}
        Attempt.objects.filter(pk=self._attempt.pk).update(checkpoint=self.data)
