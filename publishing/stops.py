"""Stop switches: whom they concern, who may set and lift them, and what they say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _

from cms.approval.steps import line_of
from cms.models import Office, Role, User

from .delivery.gates import stops
from .models import Delivery, Destination, StopSwitch
from .registry import channels
from .visibility import offices_of

STOPPERS = (Role.CHANNEL_KEEPER, Role.LEADER)


def offices_stopped_by(user: User) -> QuerySet[Office]:
    """Offices for which the user may stop and let go on: their own and those below."""
    if user.is_superuser:
        return Office.objects.all()
    own = user.memberships.filter(role__in=STOPPERS).values("office")
    return Office.objects.filter(Q(pk__in=own) | Q(parent__in=own) | Q(parent__parent__in=own))


def may_stop(user: User, office: Office | None) -> bool:
    """No office: the whole country, which is for keepers and leaders of the centre."""
    offices = offices_stopped_by(user)
    if office is None:
        return user.is_superuser or offices.filter(level=Office.Level.CENTRE).exists()
    return offices.filter(pk=office.pk).exists()


def office_of(stop: StopSwitch) -> Office | None:
    return stop.destination.office if stop.destination else stop.office


def set_from(user: User, office: Office | None) -> Office | None:
    """The highest office in whose right the user stops `office`, so that no office below lifts it."""
    if office is None:
        return None
    line = line_of(office)
    if user.is_superuser:
        return line[-1]
    own = set(user.memberships.filter(role__in=STOPPERS).values_list("office", flat=True))
    return next((each for each in reversed(line) if each.pk in own), None)


def lifted_from(stop: StopSwitch) -> Office | None:
    """The office that lifts it, or one above does. None: the centre."""
    return stop.set_from or office_of(stop)


def stops_concerning(user: User) -> QuerySet[StopSwitch]:
    """In force for anything that the user sees, the widest first."""
    offices = offices_of(user).values("pk")
    everywhere = Q(office=None, destination=None)
    theirs = Q(office__in=offices) | Q(destination__office__in=offices)
    above = Q(office__children__in=offices, office__level=Office.Level.PROVINCE)
    mine = StopSwitch.objects.filter(everywhere | theirs | above, lifted_at=None)
    related = ("office", "destination__office", "set_from", "set_by")
    return mine.select_related(*related).order_by("destination", "office", "-set_at").distinct()


def places_under(stop: StopSwitch) -> QuerySet[Destination]:
    """As `delivery.gates.stops` decides, from the other side."""
    places = Destination.objects.active()
    if stop.channel:
        places = places.filter(channel=stop.channel)
    if stop.office_id:
        below = Q(office__parent=stop.office_id, office__parent__level=Office.Level.PROVINCE)
        places = places.filter(Q(office=stop.office_id) | below)
    if stop.destination_id:
        places = places.filter(pk=stop.destination_id)
    return places


def stopped_by(office: Office, places: Iterable[int]) -> set[int]:
    """Of these destinations, those that `office` or one below it stopped; one query.

    What the offices above stopped waits there and goes on by itself.
    """
    own = Office.objects.filter(Q(pk=office.pk) | Q(parent=office.pk)).values("pk")
    there = Q(destination__office__in=own) | Q(destination=None, office__in=own)
    theirs = stops().filter(Q(set_from__in=own) | Q(there, set_from=None))
    found = Destination.objects.filter(Exists(theirs), pk__in=list(places))
    return set(found.values_list("pk", flat=True))


def waiting_under(stop: StopSwitch) -> int:
    """How many deliveries go on by themselves when it is lifted."""
    queued = Delivery.objects.filter(state=Delivery.State.QUEUED)
    return queued.filter(destination__in=places_under(stop).values("pk")).count()


def what_is_stopped(stop: StopSwitch) -> str:
    """“BHXH tỉnh Lào Cai, Facebook”"""
    if stop.destination:
        return f"{stop.destination} ({stop.destination.office})"
    kind = channels().get(stop.channel)
    channel = (kind.label if kind else stop.channel) if stop.channel else _("all channels")
    return f"{stop.office or _('All offices')}, {channel}"


@dataclass(frozen=True)
class Notice:
    """A stop in force as one person is told of it."""

    stop: StopSwitch
    what: str
    may_lift: bool
    lifters: str  # who else may lift it


def notices_for(user: User) -> Iterator[Notice]:
    concerning = list(stops_concerning(user))
    if not concerning:
        return
    theirs = set(offices_stopped_by(user).values_list("pk", flat=True))
    nationwide = may_stop(user, None)
    for stop in concerning:
        office = lifted_from(stop)
        mine = nationwide if office is None else office.pk in theirs
        yield Notice(stop, what_is_stopped(stop), mine, str(office or _("the centre")))
