"""Writes the history of segments."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from ..models import Segment, SegmentEvent

AT_ONCE = 1000  # rows a statement; no item of the house has so many segments


def event(segment: Segment, action: str, user: Any, at: datetime, **fields: Any) -> SegmentEvent:
    """Not saved yet. `fields`: language, states and texts before and after, origin, reason."""
    person = user if user is not None and user.pk else None
    name = str(person) if person else ""
    return SegmentEvent(
        segment=segment, action=action, user=person, user_name=name, at=at, **fields
    )


def keep(events: Collection[SegmentEvent]) -> None:
    SegmentEvent.objects.bulk_create(events, batch_size=AT_ONCE)
