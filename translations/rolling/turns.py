"""A turn of work at a rollout: some copies at a time, in a transaction of their own.

Taking the place behind the last copy and writing these copies is one transaction, so whoever dies in
the middle leaves them to the next, and of two who work at the same rollout one stops. Where one of
them cannot be written, each is done by itself.
"""

import logging
from datetime import timedelta
from time import monotonic

from django.db import OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from cms.turns import take_turns

from ..copies.following import end_suspensions
from ..models import ChangeNotice, LocalCopy, Rollout
from . import faults
from .pauses import remind_of_pauses
from .settling import settle_detached
from .taking_in import take_in, take_in_all
from .waking import wake

logger = logging.getLogger(__name__)
TURN = 10.0  # seconds; then whatever else waits for the worker comes first
AT_ONCE = 51
TOGETHER = 17  # copies in one transaction: others that write wait for as long, about a second
UNHEARD = timedelta(minutes=1)  # after which its message counts as lost
PAUSE = timedelta(minutes=1)  # before a copy that had to wait is looked at again
MOST_RETRIED = 100  # in one sweep


def work_at(pk: int) -> None:
    """One turn; more of it is told of by a message behind whatever else waits."""
    waiting = Rollout.objects.filter(pk=pk, state=Rollout.State.WAITING)
    rollout = waiting.select_related("edition").first()
    if rollout is None:
        return
    began = monotonic()
    while copies := _next(rollout):
        for start in range(0, len(copies), TOGETHER):
            if not _done(rollout, copies[start : start + TOGETHER]):
                return  # somebody else is at it
            if monotonic() - began > TURN:
                wake(pk)
                return
    waiting.update(state=Rollout.State.DONE, ended_at=timezone.now())


def wake_unfinished() -> None:
    """Rollouts whose message was lost or whose worker died; then copies that had to wait."""
    old = timezone.now() - UNHEARD
    unfinished = Rollout.objects.filter(state=Rollout.State.WAITING, created_at__lt=old)
    for pk in unfinished.order_by("pk").values_list("pk", flat=True):
        wake(pk)
    end_suspensions()
    settle_detached()
    retry_waiting()
    remind_of_pauses()


def retry_waiting() -> int:
    """Copies that could not be written when their turn came; how many of them were by now."""
    now = timezone.now()
    waiting = ChangeNotice.objects.filter(state=ChangeNotice.State.OPEN, settled_at=None)
    waiting = waiting.exclude(waits_because="").filter(Q(retry_at=None) | Q(retry_at__lte=now))
    rows = waiting.select_related("rollout__edition").order_by("retry_at", "pk")[:MOST_RETRIED]
    return sum(_retried(notice) for notice in rows)


def _retried(notice: ChangeNotice) -> bool:
    again = timezone.now() + PAUSE
    if not ChangeNotice.objects.filter(pk=notice.pk, retry_at=notice.retry_at).update(
        retry_at=again
    ):
        return False
    try:
        with transaction.atomic():
            return take_in(notice.rollout, notice.copy_id, again=True)
    except OperationalError:
        return False  # the database is busy: the next sweep
    except Exception:
        logger.exception("Notice %s could not be taken in", notice.pk)
        return False


def _next(rollout: Rollout) -> list[int]:
    copies = LocalCopy.objects.filter(edition__source=rollout.edition_id, pk__gt=rollout.last_copy)
    copies = copies.exclude(state=LocalCopy.State.DETACHED).order_by("pk")
    return list(copies.values_list("pk", flat=True)[:AT_ONCE])


def _done(rollout: Rollout, copies: list[int]) -> bool:
    """Some copies; one that cannot be done stops no other. False: it is somebody else's turn."""
    try:
        with transaction.atomic():
            if not _claim(rollout, copies):
                return False
            take_in_all(rollout, copies)
    except OperationalError:
        raise  # the database is busy or gone: nothing was written, the clock comes again
    except Exception as error:
        if len(copies) > 1:
            return all(_done(rollout, [copy]) for copy in copies)
        logger.exception("Rollout %s: copy %s could not be done", rollout.pk, copies[0])
        with transaction.atomic():
            if not _claim(rollout, copies):
                return False
            faults.keep(rollout, copies[0], error)
    rollout.last_copy = copies[-1]
    return True


def _claim(rollout: Rollout, copies: list[int]) -> bool:
    take_turns([rollout.edition.work_id])  # before its rollouts, as a version that goes live does
    mine = Rollout.objects.filter(pk=rollout.pk, last_copy=rollout.last_copy)
    return bool(mine.update(last_copy=copies[-1], done=F("done") + len(copies)))
