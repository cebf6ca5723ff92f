"""System checks of the engine's settings."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

# What a worker needs beside the call: claiming, marking, writing down.
MARGIN = timedelta(seconds=10)


@register()
def lease_outlasts_the_call(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A call that outlives its lease could still publish after its delivery was given away."""
    if settings.LOA_LEASE >= settings.LOA_CALL_DEADLINE + MARGIN:
        return []
    return [
        Error(
            "LOA_LEASE must be at least 10 seconds longer than LOA_CALL_DEADLINE.",
            hint="Raise LOA_LEASE or lower LOA_CALL_DEADLINE (both in seconds).",
            id="publishing.E001",
        )
    ]


@register()
def find_schedule_is_usable(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    schedule = settings.LOA_FIND_SCHEDULE
    if schedule and all(pause > timedelta(0) for pause in schedule):
        return []
    return [
        Error(
            "LOA_FIND_SCHEDULE must name at least one positive number of seconds.",
            id="publishing.E002",
        )
    ]


@register()
def attempts_are_limited(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if settings.LOA_MAX_ATTEMPTS >= 1:
        return []
    return [Error("LOA_MAX_ATTEMPTS must be at least 1.", id="publishing.E003")]
