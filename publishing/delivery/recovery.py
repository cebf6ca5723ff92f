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
    """Recover, look, tidy, send: each delivery by itself, in order, bounded in number and time."""
    swept = Swept()
    until = time.monotonic() + settings.LOA_LEASE.total_seconds()

    def each(ids: Iterable[int], act: Callable[[int], object]) -> int:
        return sum(_isolated(pk, act) for pk in ids if time.monotonic() < until)

    swept.lost = each(_lost(most), expire_lease)
    swept.looked = each(
        _first(gates.lookable().order_by("next_check_at"), most),
        lambda pk: look(pk, worker=worker, open_channel=open_channel),
    )
    swept.tidied = _tidied()
    swept.sent = _send_due(
        most, lambda ids: each(ids, lambda pk: send(pk, worker=worker, open_channel=open_channel))
    )
    swept.tidied += _tidied()
    return swept


def _send_due(most: int, send_all: Callable[[Iterable[int]], int]) -> int:
    """In order of release; what one delivery lets through (the page, the next in line) follows."""
    tried: set[int] = set()
    sent = 0
    while len(tried) < most:
        due = _first(
            gates.sendable().exclude(pk__in=tried).order_by("release_id", "pk"), most - len(tried)
        )
        if not due:
            break
        tried.update(due)
        sent += send_all(due)
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
