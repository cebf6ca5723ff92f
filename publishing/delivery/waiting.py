"""What a queued delivery waits for, in words: the board shows it."""

from datetime import datetime

from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Delivery, Destination, Release
from . import gates
from .line import OUT, State, earlier_unsettled


def why_waiting(delivery: Delivery) -> list[str]:
    """Everything that holds it back now; empty when it is about to go, or is not queued.

    For one delivery (its page, a row of a board page); a handful of queries.
    """
    if delivery.state != State.QUEUED:
        return []
    reasons = _of_destination(delivery.destination) + _of_release(delivery) + _of_line(delivery)
    if not reasons and delivery.due_at > timezone.now():
        reasons.append(_("the next attempt at %s") % _clock(delivery.due_at))
    return reasons


def _of_destination(destination: Destination) -> list[str]:
    reasons = []
    if destination.held_at:
        reasons.append(_("the destination is on hold until it is connected again"))
    stopped = Destination.objects.filter(Exists(gates.stops()), pk=destination.pk)
    if stopped.exists():
        reasons.append(_("a stop switch is on"))
    until = destination.throttled_until
    if until and until > timezone.now():
        reasons.append(_("the platform asked to wait until %s") % _clock(until))
    return reasons


def _of_release(delivery: Delivery) -> list[str]:
    reasons = []
    if delivery.release.state == Release.State.SCHEDULED:
        when = _clock(delivery.release.goes_live_at)
        reasons.append(_("its time of publication, %s") % when)
    page = delivery.waits_for
    if page and page.state != State.DELIVERED:
        reasons.append(_("the page that it links to, which is not up yet"))
    return reasons


def _of_line(delivery: Delivery) -> list[str]:
    reasons = []
    me = Delivery.objects.filter(pk=delivery.pk)
    target = delivery.acts_on
    if me.filter(earlier_unsettled()).exists():
        reasons.append(_("an earlier delivery to the same destination, which is not settled"))
    elif target and not Delivery.objects.filter(OUT, Q(pk=target.pk)).exists():
        reasons.append(_("the publication that it changes, which is not through"))
    return reasons


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"
