"""Telling a worker of a rollout. Only a courtesy: the clock finds what was lost."""

import logging
from functools import partial

from django.db import transaction

from cms.celery import app

from ..errands.waking import BROKER_ERRORS

logger = logging.getLogger(__name__)
TASK = "translations.tasks.roll_out"


def wake_on_commit(rollout: int) -> None:
    transaction.on_commit(partial(wake, rollout), robust=True)


def wake(rollout: int) -> None:
    """Never raises for a broker that does not answer."""
    try:
        app.send_task(TASK, [rollout], retry=False)
    except BROKER_ERRORS as error:
        logger.warning(
            "the broker does not answer (%s): the clock will do it", type(error).__name__
        )
