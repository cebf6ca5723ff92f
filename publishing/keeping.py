"""Whose destinations a person looks after, and what state these are in."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from cms.models import Office, Role, User

from .delivery.gates import stops
from .models import Destination, StopSwitch
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
