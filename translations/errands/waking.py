"""Telling a worker that there is something to do. Only a courtesy: the clock finds what was lost."""

import logging
from functools import partial

from amqp.exceptions import AMQPError
from django.db import transaction
from kombu.exceptions import KombuError

from cms.celery import app

logger = logging.getLogger(__name__)
TASK = "translations.tasks.work_at_errand"
BROKER_ERRORS = (KombuError, AMQPError, OSError)  # down, full or unreachable


def wake_on_commit(errand: int) -> None:
    transaction.on_commit(partial(wake, errand), robust=True)


def wake(errand: int) -> None:
    """Never raises for a broker that does not answer."""
    try:
        app.send_task(TASK, [errand], retry=False)
    except BROKER_ERRORS as error:
        logger.warning(
            "the broker does not answer (%s): the clock will do it", type(error).__name__
        )
