"""The emergency stop: set and lifted with a reason, in the audit log."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now
from wagtail.log_actions import log

from cms.models import Office, User

from .. import log_actions
from ..delivery.wake import wake
from ..delivery.wording import stored
from ..models import Delivery, Destination, StopSwitch
from ..stops import lifted_from, may_stop, places_under, set_from

LONGEST_REASON = 250
MOST_WAKES = 200  # releases; what they do not reach, the next sweep does


def set_stop(
    *,
    user: User | None,
    reason: str,
    channel: str = "",
    office: Office | None = None,
    destination: Destination | None = None,
) -> StopSwitch:
    """In force at once for everything that has not begun. Raises PermissionDenied."""
    stopped = destination.office if destination else office
    _require(user, stopped)
    with transaction.atomic():
        stop = StopSwitch.objects.create(
            channel=channel,
            office=office,
            destination=destination,
            reason=stored(reason, LONGEST_REASON),
            set_by=user,
            set_from=set_from(user, stopped) if user else None,
        )
        log(destination or stop, log_actions.SET_STOP, user=user, data={"reason": stop.reason})
    return stop


def lift_stop(*, user: User | None, stop: StopSwitch, reason: str = "") -> bool:
    """What waited goes on by itself. False: somebody had lifted it already.

    Raises PermissionDenied also below the office in whose right it was set.
    """
    _require(user, lifted_from(stop))
    why = stored(reason, LONGEST_REASON)
    with transaction.atomic():
        in_force = StopSwitch.objects.filter(pk=stop.pk, lifted_at=None)
        if not in_force.update(lifted_at=Now(), lifted_by=user, lift_reason=why):
            return False
        data = {"reason": why, "stopped_because": stop.reason}
        log(stop.destination or stop, log_actions.LIFT_STOP, user=user, data=data)
        _wake(stop)
    return True


def _require(user: User | None, office: Office | None) -> None:
    """`user` None is the installation itself."""
    if user is not None and not may_stop(user, office):
        raise PermissionDenied


def _wake(stop: StopSwitch) -> None:
    queued = Delivery.objects.filter(
        state=Delivery.State.QUEUED, destination__in=places_under(stop).values("pk")
    )
    releases = queued.order_by("release_id").values_list("release_id", flat=True).distinct()
    for release_id in releases[:MOST_WAKES]:
        transaction.on_commit(partial(wake, release_id), robust=True)
