"""A destination as its keepers see it: one state, and why."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .channel import StrOrPromise
from .keeping import is_connected, stop_of
from .models import Destination, StopSwitch
from .registry import channels


@dataclass(frozen=True)
class Row:
    destination: Destination
    channel: StrOrPromise
    state: str  # archived, stopped, held, waiting, ready
    label: str
    reason: str
    stop: StopSwitch | None  # its own, which can be lifted here


def row_of(destination: Any) -> Row:
    """`destination` comes from `keeping.destinations_kept_by`."""
    state, label, reason = _state(destination)
    kind = channels().get(destination.channel)
    return Row(
        destination=destination,
        channel=kind.label if kind else destination.channel,
        state=state,
        label=label,
        reason=reason,
        stop=stop_of(destination) if destination.stopped else None,
    )


def _state(destination: Any) -> tuple[str, str, str]:
    if destination.archived_at:
        return "archived", _("Archived"), ""
    if destination.stopped:
        return "stopped", _("Emergency stop"), destination.stop_reason or ""
    if destination.held_at:
        return "held", _("Held"), destination.held_reason
    if not is_connected(destination):
        return "held", _("Not connected"), _("Enter what this channel needs.")
    if destination.throttled_until and destination.throttled_until > timezone.now():
        reason = _("The platform asked to wait a while; sending goes on by itself.")
        return "waiting", _("Waits for the platform"), reason
    return "ready", _("Ready"), ""
