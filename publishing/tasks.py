"""Celery only wakes the engine: a lost or doubled message changes nothing."""

import logging
from itertools import count

from celery import shared_task
from django.db import DatabaseError

from cms import limits
from cms.fact_reminders import send_fact_reminders
from cms.reminders import send_due_reminders
from media_assets import storage
from translations.errands.tidying import tidy_errands
from translations.errands.turns import wake_silent as wake_errands
from translations.memory import news as memory_news
from translations.planning.reminders import send_translation_reminders
from translations.rolling.deadlines import act_on_deadlines
from translations.rolling.turns import wake_unfinished as wake_rollouts

from . import ledger_anchors
from .consent_reminders import send_consent_reminders
from .delivery import recovery, sending
from .delivery.gates import sendable
from .delivery.lanes import next_in_line
from .delivery.mail import send_due_mail
from .delivery.wake import enqueue, wake, wake_on_commit
from .models import Delivery
from .pieces.bulk import tidying, turns
from .voices import making as sounds
from .voices.ordering import order_wanted, tidy_sounds

__all__ = [
    "draw_ordered",
    "make_sound",
    "send_delivery",
    "send_mail",
    "send_next",
    "sweep",
    "wake",
    "wake_on_commit",
    "wake_release",
]

logger = logging.getLogger(__name__)

MOST_SENDERS = 64  # side by side, for one release

# Of this process, and not of a message: messages that come anew would all begin at the first turn.
_turns = count()


@shared_task
def wake_release(release_id: int) -> None:
    """As many senders as the release can use, whatever else waits: the lanes say whose turn it is."""
    due = sendable().filter(release=release_id).order_by("pk")
    for place, _delivery in enumerate(due.values_list("pk")[:MOST_SENDERS]):
        enqueue(send_next.name, place)


@shared_task
def send_next(place: int = 0) -> None:
    """One call, for whoever is next at this moment; then a message like this for the call after.

    So a broker never holds a heap of messages that a later, urgent one would wait behind.
    """
    for delivery_id in next_in_line(next(_turns), most=MOST_SENDERS, place=place):
        if _sent(delivery_id):
            enqueue(send_next.name, place)
            return


def _sent(delivery_id: int) -> bool:
    """Whether a call was made. One that fails is logged: False, so that the next in line has its turn."""
    try:
        return send_delivery(delivery_id)
    except Exception:
        logger.exception("send_next: delivery %s", delivery_id)
        return False


@shared_task
def send_delivery(delivery_id: int) -> bool:
    """The one that a person asked for; False when it may not go, or somebody else has it."""
    outcome = sending.send(delivery_id)
    if outcome and outcome.written and outcome.state == Delivery.State.DELIVERED:
        _wake_those_behind(delivery_id)
    return outcome is not None


def _wake_those_behind(delivery_id: int) -> None:
    """Posts that link to the page that is now up. The call was made: if this fails, `sweep` finds them."""
    waiting = Delivery.objects.filter(waits_for=delivery_id, state=Delivery.State.QUEUED)
    try:
        for release_id in waiting.values_list("release_id", flat=True).distinct().order_by():
            wake(release_id)
    except DatabaseError:
        logger.exception("delivery %s: those behind it were not woken", delivery_id)


@shared_task
def sweep() -> None:
    """The clock of the house: releases that are due, deliveries, reminders, mail. Each stops no other."""
    for step in (
        _run_due_releases,
        _end_silence,
        recovery.sweep,
        send_due_reminders,
        send_fact_reminders,
        send_consent_reminders,
        send_translation_reminders,
        send_due_mail,
        limits.tidy,
        storage.tidy_daily,
        ledger_anchors.keep_daily,
        turns.wake_silent,
        memory_news.tell,
        tidying.tidy_drawings,
        sounds.wake_silent,
        order_wanted,
        tidy_sounds,
        wake_errands,
        tidy_errands,
        wake_rollouts,
        act_on_deadlines,
    ):
        try:
            step()
        except Exception:
            logger.exception("sweep: a step failed")


def _run_due_releases() -> None:
    from .services.going_live import run_due

    run_due()


def _end_silence() -> None:
    from .services.nods import end_silence

    end_silence()


@shared_task
def draw_ordered(order_id: int, turn: int) -> None:
    """A few seconds of it; then a message like this, behind whatever else waits."""
    turns.work_at(order_id, turn)


@shared_task
def make_sound(sound_id: int, turn: int) -> None:
    """One sound of a bulletin: a few seconds of work, a minute for the longest."""
    sounds.work_at(sound_id, turn)


@shared_task
def send_mail() -> None:
    send_due_mail()
