"""Celery only wakes the engine: a lost or doubled message changes nothing."""

import logging

from celery import shared_task

from cms import limits
from cms.reminders import send_due_reminders

from . import ledger_anchors
from .delivery import recovery, sending
from .delivery.gates import sendable
from .delivery.mail import send_due_mail
from .delivery.wake import enqueue, wake, wake_on_commit
from .models import Delivery

__all__ = ["send_delivery", "send_mail", "sweep", "wake", "wake_on_commit", "wake_release"]

logger = logging.getLogger(__name__)


@shared_task
def wake_release(release_id: int) -> None:
    """Every delivery of the release that may go now, each as a task of its own."""
    due = sendable().filter(release=release_id).order_by("pk")
    for delivery_id in due.values_list("pk", flat=True):
        enqueue(send_delivery.name, delivery_id)


@shared_task
def send_delivery(delivery_id: int) -> None:
    outcome = sending.send(delivery_id)
    if outcome and outcome.written and outcome.state == Delivery.State.DELIVERED:
        _wake_those_behind(delivery_id)


def _wake_those_behind(delivery_id: int) -> None:
    """Posts that link to the page that is now up."""
    waiting = Delivery.objects.filter(waits_for=delivery_id, state=Delivery.State.QUEUED)
    for release_id in waiting.values_list("release_id", flat=True).distinct().order_by():
        wake(release_id)


@shared_task
def sweep() -> None:
    """The clock of the house: releases that are due, deliveries, reminders, mail. Each stops no other."""
    for step in (
        _run_due_releases,
        recovery.sweep,
        send_due_reminders,
        send_due_mail,
        limits.tidy,
        ledger_anchors.keep_daily,
    ):
        try:
            step()
        except Exception:
            logger.exception("sweep: a step failed")


def _run_due_releases() -> None:
    from .services.going_live import run_due

    run_due()


@shared_task
def send_mail() -> None:
    send_due_mail()
