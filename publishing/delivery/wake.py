"""Waking the engine. Only a courtesy: what no message reaches, `sweep` finds."""

import logging
from functools import partial

from amqp.exceptions import AMQPError
from django.db import transaction
from kombu.exceptions import KombuError

from cms.celery import app

logger = logging.getLogger(__name__)

# What a broker that is down, full or unreachable raises.
BROKER_ERRORS = (KombuError, AMQPError, OSError)


def wake_on_commit(release_id: int) -> None:
    """The one wake-up of a release: after the commit, and stopping no other callback."""
    transaction.on_commit(partial(wake, release_id), robust=True)


def wake(release_id: int) -> None:
    """Have everything of the release sent that may go now."""
    enqueue("publishing.tasks.wake_release", release_id)


def wake_delivery_on_commit(delivery_id: int) -> None:
    transaction.on_commit(
        partial(enqueue, "publishing.tasks.send_delivery", delivery_id), robust=True
    )


def enqueue(task: str, *args: int) -> None:
    """Never raises for a broker that does not answer, and does not wait for it to come back."""
    try:
        app.send_task(task, args, retry=False)
    except BROKER_ERRORS as error:
        logger.warning("the broker does not answer (%s): sweep will do it", type(error).__name__)
