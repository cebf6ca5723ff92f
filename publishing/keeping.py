"""Whose destinations a person looks after, and what state these are in."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cms.models import Office, Role, User

from .delivery.gates import release_allows, stops
from .models import Delivery, Destination, StopSwitch
from .registry import channels


def offices_kept_by(user: User) -> QuerySet[Office]:
    """Offices whose destinations and credentials the user may change."""
    if user.is_superuser:
        return Office.objects.all()
    mine = user.memberships.filter(role=Role.CHANNEL_KEEPER).values("office_id")
    return Office.objects.filter(pk__in=mine)


def may_keep(user: User, office: Office | None) -> bool:
    """No office: what concerns the whole country, which is for the centre's keepers."""
    kept = offices_kept_by(user)
    if office is None:
        return user.is_superuser or kept.filter(level=Office.Level.CENTRE).exists()
    return kept.filter(pk=office.pk).exists()


def destinations_kept_by(user: User) -> QuerySet[Destination]:
    """With `stopped` and `stop_reason`: the stop switch in force, if any."""
    reason = stops().order_by("-set_at").values("reason")[:1]
    return (
        Destination.objects.filter(office__in=offices_kept_by(user))
        .select_related("office")
        .annotate(stopped=Exists(stops()), stop_reason=Subquery(reason))
    )


def stop_of(destination: Destination) -> StopSwitch | None:
    """The destination's own switch in force; wider ones are lifted where they were set."""
    return destination.stops.filter(lifted_at=None, channel="", office=None).first()


def wide_stops(user: User) -> QuerySet[StopSwitch]:
    """Switches in force that are wider than one destination and that concern the user's offices."""
    rows = StopSwitch.objects.filter(destination=None, lifted_at=None).select_related("office")
    if user.is_superuser:
        return rows
    kept = offices_kept_by(user).filter(pk=OuterRef("office_id"))
    return rows.filter(Exists(kept)) | rows.filter(office=None)


def is_connected(destination: Destination) -> bool:
    """Whether every setting that its channel demands is there."""
    channel = channels().get(destination.channel)
    if channel is None:
        return False
    given = {**destination.config, **destination.secrets}
    return all(given.get(one.name) for one in channel.settings if one.required)


def fixed_settings(destination: Destination) -> frozenset[str]:
    """Names of the settings that must stay: what was approved for one account goes to no other.

    One that is still empty may be filled in: it leads nothing elsewhere.
    """
    channel = channels().get(destination.channel)
    given = [one.name for one in channel.settings if one.identifies] if channel else []
    given = [name for name in given if destination.config.get(name)]
    return frozenset(given) if given and is_tied(destination) else frozenset()


def is_tied(destination: Destination) -> bool:
    """Whether anything is queued or could be queued again, or is or may be out there."""
    state, action = Delivery.State, Delivery.Action
    may_go = Q(state=state.QUEUED) | Q(
        Q(state__in=(state.FAILED, state.CANCELLED)) & release_allows()
    )
    removals = Delivery.objects.filter(
        acts_on=OuterRef("pk"), action=action.WITHDRAW, state=state.DELIVERED
    )
    out = Q(action=action.PUBLISH) & Delivery.may_be_out() & ~Q(Exists(removals))
    return Delivery.objects.filter(destination=destination).filter(may_go | out).exists()
