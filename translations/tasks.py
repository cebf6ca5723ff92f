"""Celery only wakes: the rows of `models.Errand` and `models.Rollout` say what is to be done."""

from celery import shared_task

from .errands import turns
from .rolling import turns as rolling_turns


@shared_task
def work_at_errand(errand_id: int) -> None:
    """A part of it; then a message like this, behind whatever else waits."""
    turns.work_at(errand_id)


@shared_task
def roll_out(rollout_id: int) -> None:
    """Some copies of it; then a message like this."""
    rolling_turns.work_at(rollout_id)
