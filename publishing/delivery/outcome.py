"""Writing down what came of a call: attempt, ledger and delivery in one transaction (rule 3)."""

import json
import logging
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from ..addresses import is_web
from ..channel import Receipt
from ..errors import AmbiguousError, ChannelError
from ..models import Attempt, AttemptRecord, Delivery
from . import throttle
from .calling import capabilities_of
from .claiming import Claim
from .clock import database_now
from .gates import fence_holds
from .line import Action, State, before, overtaken
from .policy import Decision, Facts, Limits, Result
from .wording import sentence, stored

logger = logging.getLogger(__name__)
chance = random.Random()  # noqa: S311  jitter, no secret

Reason = Delivery.Reason
Decide = Callable[[Result, Facts, Limits, random.Random], Decision]


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt. `written` is False when it had lost its delivery meanwhile."""

    delivery_id: int
    number: int
    name: str
    state: str
    written: bool


def limits() -> Limits:
    return Limits(
        settings.LOA_RETRY_BASE,
        settings.LOA_RETRY_MAX,
        settings.LOA_MAX_ATTEMPTS,
        settings.LOA_FIND_SCHEDULE,
    )


def facts(claim: Claim, now: datetime, begun_at: datetime | None) -> Facts:
    delivery = claim.delivery
    unknown = delivery.unknown_since
    return Facts(
        action=delivery.action,
        now=now,
        capabilities=capabilities_of(delivery),
        tries=delivery.tries,
        begun=begun_at is not None,
        looks=delivery.looks,
        unknown_for=claim.started_at - unknown if unknown else None,
    )


def record(claim: Claim, result: Result, decide: Decide) -> Outcome:
    """Decide and write. A remote id that another delivery owns is no receipt of this one."""
    try:
        return _record(claim, result, decide)
    except IntegrityError:  # remote_id_belongs_to_one_delivery
        logger.warning("delivery %s: named another delivery's post", claim.delivery.pk)
        return _record(claim, AmbiguousError(sentence(Reason.FOREIGN)), decide)


def _record(claim: Claim, result: Result, decide: Decide) -> Outcome:
    with transaction.atomic():
        now = database_now()
        begun_at = Attempt.objects.values_list("begun_at", flat=True).get(pk=claim.attempt.pk)
        decision = decide(result, facts(claim, now, begun_at), limits(), chance)
        written = write(claim.delivery, claim.attempt.number, decision, now)
        seal(claim.delivery, claim.attempt, decision, now, detail_of(result), late=not written)
        if written:  # else it speaks of the past: the account may have been reconnected since
            _tell_destination(claim.delivery, decision)
        return Outcome(
            claim.delivery.pk, claim.attempt.number, decision.outcome, decision.state, written
        )


def write(delivery: Delivery, number: int, decision: Decision, now: datetime) -> bool:
    """Put `decision` on the row, if attempt `number` still owns it in the state it was claimed in.

    False: it was fenced out. Then only good news counts: what is out is not sent again.
    """
    mine = fence_holds(delivery.pk, number).filter(state=delivery.state)
    if mine.update(**values_of(decision, now)):
        _settle_older(delivery, decision)
        return True
    if decision.receipt is None or delivery.state != State.SENDING:
        return False
    waiting = Delivery.objects.filter(pk=delivery.pk, state__in=(State.UNKNOWN, State.QUEUED))
    if waiting.update(**values_of(decision, now)):
        _settle_older(delivery, decision)
        return True
    kept = _keep_late(delivery, decision.receipt)
    logger.error(
        "delivery %s: a receipt came after it was settled otherwise (kept: %s)", delivery.pk, kept
    )
    return False


def _keep_late(delivery: Delivery, receipt: Receipt) -> bool:
    """The post is out though nobody counted on it any more: a person and a withdrawal must reach it."""
    settled = Delivery.objects.filter(
        pk=delivery.pk,
        action=Action.PUBLISH,
        state__in=(State.SUPERSEDED, State.CANCELLED, State.FAILED),
        remote_id="",
    )
    late = {"reason_code": Reason.LATE, "reason": sentence(Reason.LATE)}
    return bool(settled.update(**_out(receipt) | late, state=State.SUPERSEDED))


def values_of(decision: Decision, now: datetime) -> dict[str, Any]:
    """The columns of a delivery after `decision`."""
    values: dict[str, Any] = {"lease_until": None, "next_check_at": decision.next_check_at}
    values |= _VALUES[State(decision.state)](decision, now)
    if decision.counts:
        values["tries"] = F("tries") + 1
    return values


def _queued(decision: Decision, now: datetime) -> dict[str, Any]:
    """Back to the queue; superseded in the same UPDATE when a newer release speaks (rule 5)."""
    newer_speaks = overtaken()

    def either(gone: Any, back: Any) -> Case:
        return Case(When(newer_speaks, then=Value(gone)), default=Value(back))

    return {
        "state": either(State.SUPERSEDED, State.QUEUED),
        "reason_code": either(Reason.OVERTAKEN, decision.code),
        "reason": either(sentence(Reason.OVERTAKEN), reason_of(decision)),
        "settled_at": Case(When(newer_speaks, then=Value(now)), default=None),
        "due_at": decision.due_at or now,
        "begun_at": None,
        "unknown_since": None,
        "looks": 0,
    }


def _unknown(decision: Decision, now: datetime) -> dict[str, Any]:
    return _explained(decision) | _since(now)


def _since(now: datetime) -> dict[str, Any]:
    """Counting starts when it became unknown; a look that settles nothing only adds to it."""
    was_unknown = Q(state=State.UNKNOWN)
    return {
        "state": State.UNKNOWN,
        "unknown_since": Case(When(was_unknown, then=F("unknown_since")), default=Value(now)),
        "looks": Case(When(was_unknown, then=F("looks") + 1), default=Value(0)),
    }


def _accepted(decision: Decision, now: datetime) -> dict[str, Any]:
    if decision.receipt is None:  # looked again, still not final
        return _explained(decision) | {"looks": F("looks") + 1}
    return {"state": State.ACCEPTED, "looks": 0} | _out(decision.receipt)


def _delivered(decision: Decision, now: datetime) -> dict[str, Any]:
    assert decision.receipt is not None
    return {"state": State.DELIVERED, "settled_at": now} | _out(decision.receipt)


def _failed(decision: Decision, now: datetime) -> dict[str, Any]:
    return {"state": State.FAILED, "settled_at": now} | _explained(decision)


_VALUES: dict[Delivery.State, Callable[[Decision, datetime], dict[str, Any]]] = {
    State.QUEUED: _queued,
    State.UNKNOWN: _unknown,
    State.ACCEPTED: _accepted,
    State.DELIVERED: _delivered,
    State.FAILED: _failed,
}


def _out(receipt: Receipt) -> dict[str, Any]:
    """An address that is too long, or that no link may have, is not shown: it stays on the receipt."""
    data = storable(asdict(receipt))
    address = data["address"] if len(data["address"]) <= 500 and is_web(data["address"]) else ""
    return {
        "remote_id": data["remote_id"][:200],
        "address": address,
        "receipt": data,
        "reason": "",
        "reason_code": "",
    }


def _explained(decision: Decision) -> dict[str, Any]:
    if not decision.code and not decision.reason:
        return {}
    return {"reason_code": decision.code, "reason": reason_of(decision)}


def reason_of(decision: Decision) -> str:
    if decision.reason:
        return stored(decision.reason)
    return sentence(Reason(decision.code)) if decision.code else ""


def _settle_older(delivery: Delivery, decision: Decision) -> None:
    """What waited for a confirmation, or for a person since it came late, does so no more."""
    if delivery.action == Action.PUBLISH or decision.receipt is None:
        return
    revised = delivery.action == Action.REVISE
    reason = Reason.OVERTAKEN if revised else Reason.TAKEN_DOWN
    line = Q(pk=delivery.acts_on_id) | Q(acts_on=delivery.acts_on_id, action=Action.REVISE)
    earlier = before(delivery.release_id, delivery.pk)
    waiting = Q(state=State.ACCEPTED) | Q(state=State.SUPERSEDED, reason_code=Reason.LATE)
    Delivery.objects.filter(line, earlier, waiting).update(
        state=State.SUPERSEDED if revised else State.CANCELLED,
        reason_code=reason,
        reason=sentence(reason),
        next_check_at=None,
        settled_at=Now(),
    )


def seal(
    delivery: Delivery,
    attempt: Attempt,
    decision: Decision,
    now: datetime,
    detail: dict[str, Any],
    *,
    late: bool = False,
) -> None:
    """The attempt's own row, and its record in the ledger. Call inside a transaction."""
    name = f"late_{decision.outcome}"[:20] if late else decision.outcome
    message = reason_of(decision)
    Attempt.objects.filter(pk=attempt.pk).update(
        ended_at=now, outcome=name, message=message, detail=detail
    )
    AttemptRecord(
        at=now,
        delivery_key=delivery.key,
        number=attempt.number,
        action=delivery.action if attempt.kind == "send" else attempt.kind,
        outcome=name,
        remote_id=stored(decision.receipt.remote_id, 200) if decision.receipt else "",
        address=_out(decision.receipt)["address"] if decision.receipt else "",
        post_hash=delivery.variant.post_id if delivery.variant else "",
        message=message,
    ).save()


def detail_of(result: Result) -> dict[str, Any]:
    """Free of secrets: what a channel says, or the name of an unexpected error."""
    match result:
        case Receipt():
            return storable(asdict(result))
        case ChannelError():
            return storable({"error": type(result).__name__, **result.detail})
        case Exception():
            return {"error": type(result).__name__}
    return {}


def storable(data: dict[str, Any]) -> dict[str, Any]:
    """JSON that every database takes: PostgreSQL refuses the character NUL."""
    text = json.dumps(data, default=str, ensure_ascii=True)
    plain: dict[str, Any] = json.loads(text.replace("\\u0000", ""))
    return plain


def _tell_destination(delivery: Delivery, decision: Decision) -> None:
    if decision.hold:
        throttle.hold(delivery.destination, reason_of(decision))
    if decision.throttle_until:
        throttle.throttle(delivery.destination_id, decision.throttle_until)
