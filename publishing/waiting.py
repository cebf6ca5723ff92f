"""What a delivery waits for, in words: a fixed number of queries for any number of rows."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import Office

from . import registry
from .delivery.gates import may_be_shown
from .delivery.line import earlier_unsettled, same_words_unclear
from .media_rights import withheld
from .models import Delivery, Destination, Release, StopSwitch
from .nodders import answering

Action, State = Delivery.Action, Delivery.State


def moment(at: datetime) -> str:
    """A time as it is said here: 08:00 23/11/2026."""
    return date_format(timezone.localtime(at), "H:i d/m/Y")


def waits(deliveries: Sequence[Delivery]) -> dict[int, str]:
    """By primary key, what each open delivery waits for; the reason of those that are settled.

    Rows must come with release, destination (with office) and `waits_for`.
    """
    queued = [one for one in deliveries if one.state == State.QUEUED]
    behind = _behind(queued)
    stops = list(StopSwitch.objects.filter(lifted_at=None)) if queued else []
    return {one.pk: _words(one, stops, behind.get(one.pk, "")) for one in deliveries}


def _behind(queued: Sequence[Delivery]) -> dict[int, str]:
    """What keeps them waiting beside their destination: rights that ended, or another delivery."""
    conditions = {"rights": ~may_be_shown(), "older": earlier_unsettled()}
    told = {name: ExpressionWrapper(one, BooleanField()) for name, one in conditions.items()}
    rows = Delivery.objects.filter(
        ~may_be_shown() | earlier_unsettled() | same_words_unclear(),
        pk__in=[one.pk for one in queued],
    )
    found = list(rows.annotate(**told).values_list("pk", "release_id", *told))
    over = withheld({release for _pk, release, rights, _older in found if rights})
    return {
        pk: over[release] if rights else _after(is_older) for pk, release, rights, is_older in found
    }


def _after(is_older: bool) -> str:
    if is_older:
        return _("after the older version, which is still on its way")
    return _("until it is clear whether another post with the same words is out")


def by_hand(delivery: Delivery) -> bool:
    """A person of the house posts and removes it, not Loa."""
    return registry.channel_class(delivery.destination.channel).capabilities.removed_by_person


def unanswered(delivery: Delivery) -> bool:
    """The station never said what became of it, and is asked no more."""
    waits = delivery.state == State.ACCEPTED and delivery.next_check_at is None
    return waits and delivery.destination.channel in registry.asked()


def _words(delivery: Delivery, stops: Sequence[StopSwitch], behind: str) -> str:
    match delivery.state:
        case State.QUEUED:
            return _queued(delivery, stops, behind)
        case State.SENDING:
            return _("waits for the platform's answer")
        case State.ACCEPTED:
            return _accepted(delivery)
        case State.UNKNOWN if delivery.next_check_at:
            return _("Loa looks for it at %(when)s") % {"when": moment(delivery.next_check_at)}
        case State.UNKNOWN:
            return _("waits for a person who looks on the platform")
    return delivery.reason


def _queued(delivery: Delivery, stops: Sequence[StopSwitch], behind: str) -> str:
    place, now = delivery.destination, timezone.now()
    if delivery.nod_until:
        return _("until %(office)s agrees, at the latest %(when)s") % {
            "office": answering(place.office),
            "when": moment(delivery.nod_until),
        }
    if delivery.release.state == Release.State.SCHEDULED:
        return _("until %(when)s") % {"when": moment(delivery.release.goes_live_at)}
    if place.held_at:
        return _("The destination is held: %(reason)s") % {"reason": place.held_reason}
    for stop in stops:
        if _covers(stop, place):
            return _("Sending is stopped: %(reason)s") % {"reason": stop.reason}
    if delivery.waits_for and delivery.waits_for.state != State.DELIVERED:
        return _("waits for the page on the portal")
    if behind:
        return behind
    if place.throttled_until and place.throttled_until > now:
        return _("until %(when)s, as the platform asks") % {"when": moment(place.throttled_until)}
    return _until_due(delivery, now)


def _until_due(delivery: Delivery, now: datetime) -> str:
    if delivery.due_at <= now:
        return _("waits for its turn")
    again = _("tried again at %(when)s") % {"when": moment(delivery.due_at)}
    return f"{again}. {delivery.reason}" if delivery.reason else again


def _accepted(delivery: Delivery) -> str:
    if by_hand(delivery):
        return {
            Action.WITHDRAW: _("waits for a person who removes it by hand"),
            Action.REVISE: _("waits for a person who changes it by hand"),
        }.get(Action(delivery.action), _("waits for a person who posts it by hand"))
    capabilities = registry.channel_class(delivery.destination.channel).capabilities
    if capabilities.confirmed_by_person:
        return _("waits for the commune's confirmation")
    if unanswered(delivery):
        return _("Loa asks no more: telephone the station, and record here what it says")
    if capabilities.heard and delivery.next_check_at:
        return _(
            "the station has not said yet that it was played; Loa asks it again at %(when)s"
        ) % {"when": moment(delivery.next_check_at)}
    return _("waits for the platform, which is still working on it")


def _covers(stop: StopSwitch, place: Destination) -> bool:
    """As `delivery.gates.stops` decides; here only to name the reason."""
    office = place.office
    offices = {None, office.pk}
    if office.level == Office.Level.GRASSROOTS:
        offices.add(office.parent_id)
    return (
        stop.channel in {"", place.channel}
        and stop.office_id in offices
        and stop.destination_id in {None, place.pk}
    )
