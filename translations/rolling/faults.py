"""A copy that a fault of the program kept from being written: it waits, and is tried again."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ..models import ChangeNotice, LocalCopy, Rollout
from .waits import Wait

PAUSE = timedelta(minutes=10)


def keep(rollout: Rollout, copy: int, error: Exception) -> None:
    if not LocalCopy.objects.filter(pk=copy).exists():
        return  # it was deleted in that moment
    told: dict[str, Any] = {
        "state": ChangeNotice.State.OPEN,
        "waits_because": Wait.FAULT,
        "retry_at": timezone.now() + PAUSE,
    }
    ChangeNotice.objects.update_or_create(copy_id=copy, rollout=rollout, defaults=told)
    said = f"{type(error).__name__}: {error}"[:500]
    Rollout.objects.filter(pk=rollout.pk).update(last_error=said)
