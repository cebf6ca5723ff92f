"""What finds everything that is due, lost or overtaken. Safe to run at any time, side by side."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from ..models import Attempt, Delivery
from . import gates, policy
from .calling import OpenChannel, capabilities_of, open_channel
from .clock import database_now
from .lanes import BY_AGE, next_in_line
from .line import State
from .outcome import chance, limits, seal, values_of
from .sending import look, send
from .tidying import tidy

logger = logging.getLogger(__name__)

MOST_PER_SWEEP = 50


@dataclass
class Swept:
    """How many deliveries a sweep handled."""

    lost: int = 0
    tidied: int = 0
    looked: int = 0
    sent: int = 0


def sweep(
    *,
    worker: str = "",
    most: int = MOST_PER_SWEEP,
    open_channel: OpenChannel = open_channel,
) -> Swept:
    """Recover, look, tidy, send: each delivery by itself, bounded in number and time."""
    swept = Swept()
    lease = settings.LOA_LEASE.total_seconds()
    until = time.monotonic() + lease
    swept.lost = _each(_lost(most), expire_lease, until)
    swept.looked = _each(
        _first(gates.lookable().order_by("next_check_at"), most),
        lambda pk: look(pk, worker=worker, open_channel=open_channel),
        until - lease / 2,  # the other half is for sending, however slowly platforms answer
    )
    swept.tidied = _tidied()
    swept.sent = _send_due(
        most, lambda pk: send(pk, worker=worker, open_channel=open_channel), until
    )
    swept.tidied += _tidied()
    return swept


def _send_due(most: int, act: Callable[[int], object], until: float) -> int:
    """One after the other, so that what became urgent, or was let through, meanwhile goes next.

    The last call of a sweep whose time is over goes to whoever has been due longest: even where
    nothing else sends and every call is slow, nothing waits forever.
    """
    tried: set[int] = set()
    sent, over = 0, False
    while len(tried) < most and not over:
        over = time.monotonic() >= until
        due = next_in_line(BY_AGE if over else len(tried), besides=tried)
        if not due:
            break
        tried.update(due)
        sent += sum(_isolated(pk, act) for pk in due)
    return sent


def expire_lease(delivery_id: int) -> bool:
    """Rule 4: a call that never began goes back to the queue, any other becomes unknown."""
    with transaction.atomic():
        now = database_now()
        delivery = Delivery.objects.select_related("destination", "variant").get(pk=delivery_id)
        attempt = Attempt.objects.get(delivery=delivery, number=delivery.fence)
        decision = policy.decide_lost(_facts(delivery, now), limits(), chance)
        mine = gates.fence_holds(delivery_id, delivery.fence).filter(
            state=State.SENDING,
            lease_until__lte=Now(),
            begun_at__isnull=delivery.begun_at is None,
        )
        if not mine.update(**values_of(decision, now)):
            return False
        seal(delivery, attempt, decision, now, {})
        return True


def _facts(delivery: Delivery, now: datetime) -> policy.Facts:
    return policy.Facts(
        action=delivery.action,
        now=now,
        capabilities=capabilities_of(delivery),
        tries=delivery.tries,
        begun=delivery.begun_at is not None,
    )


def _lost(most: int) -> list[int]:
    rows = Delivery.objects.filter(state=State.SENDING, lease_until__lte=Now())
    return list(rows.order_by("lease_until").values_list("pk", flat=True)[:most])


def _first(rows: QuerySet[Delivery], most: int) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:most])


def _each(ids: Iterable[int], act: Callable[[int], object], until: float) -> int:
    return sum(_isolated(pk, act) for pk in ids if time.monotonic() < until)


def _tidied() -> int:
    try:
        return tidy()
    except Exception:
        logger.exception("sweep: the queue could not be tidied")
        return 0


def _isolated(delivery_id: int, act: Callable[[int], object]) -> bool:
    """One that fails is logged and stops no other."""
    try:
        return bool(act(delivery_id))
    except Exception:
        logger.exception("sweep: delivery %s", delivery_id)
        return False
