"""What must be open before a queued delivery may go: conditions for the claim's WHERE."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Now
from django.db.models.lookups import IsNull, LessThanOrEqual
from django.utils import timezone

from media_assets.models.rights import Licence

from ..models import Delivery, Destination, Release, ShownPicture, StopSwitch
from ..registry import channels
from .line import LIVE, OUT, Action, State, earlier_unsettled, overtaken, same_words_unclear


def stops() -> QuerySet[StopSwitch]:
    """Stop switches in force for the outer destination.

    A provincial office's switch also stops the grassroots offices below it.
    """
    channel = Q(channel="") | Q(channel=OuterRef("channel"))
    office = (
        Q(office=None)
        | Q(office=OuterRef("office_id"))
        | Q(office=OuterRef("office__parent_id"), office__level="province")
    )
    one = Q(destination=None) | Q(destination=OuterRef("pk"))
    return StopSwitch.objects.filter(channel, office, one, lifted_at=None)


def reachable_destination() -> QuerySet[Destination]:
    """The outer delivery's destination, if it is connected, in use and not throttled."""
    quiet = Q(throttled_until=None) | Q(throttled_until__lte=Now())
    return Destination.objects.filter(
        quiet, pk=OuterRef("destination_id"), held_at=None, archived_at=None
    )


def open_destination() -> QuerySet[Destination]:
    return reachable_destination().filter(~Exists(stops()))


def not_stopped() -> Q:
    """Neither held nor under a stop switch; throttling does not stop a call already made."""
    going = Destination.objects.filter(
        ~Exists(stops()), pk=OuterRef("destination_id"), held_at=None, archived_at=None
    )
    return Q(Exists(going))


def expired() -> Q:
    """A withdrawal never expires."""
    over = Release.objects.filter(pk=OuterRef("release_id"), expires_at__lte=Now())
    return ~Q(action=Action.WITHDRAW) & (Q(expires_at__lte=Now()) | Q(Exists(over)))


def release_allows() -> Q:
    """A withdrawal stays due after its own release was followed by another one."""
    release = Release.objects.filter(pk=OuterRef("release_id"))
    in_force = Exists(release.filter(state=Release.State.IN_FORCE))
    live = Exists(release.filter(state__in=LIVE))
    return (~Q(action=Action.WITHDRAW) & Q(in_force)) | (Q(action=Action.WITHDRAW) & Q(live))


def page_is_up() -> Q:
    page = Delivery.objects.filter(pk=OuterRef("waits_for_id"), state=State.DELIVERED)
    return Q(waits_for=None) | Q(Exists(page))


def has_receipt_to_act_on() -> Q:
    target = Delivery.objects.filter(OUT, pk=OuterRef("acts_on_id"))
    return Q(action=Action.PUBLISH) | Q(Exists(target))


def destination_is_busy() -> Q:
    sending = Delivery.objects.filter(destination=OuterRef("destination_id"), state=State.SENDING)
    return Q(Exists(sending))


def may_be_shown() -> Q:
    """Nobody in a picture of its release agreed only until a day that is over (`rights.ENDED`).

    Asked with every claim, since consent ends by itself, or is taken back. Not of a withdrawal, nor
    where no pictures are shown: those only say what is on the page.
    """
    shown = ShownPicture.objects.filter(release=OuterRef("release_id"))
    over = shown.filter(
        picture__nobody_recognisable=False,
        picture__persons__consent_until__lt=timezone.localdate(),
    )
    unknown = shown.filter(picture__licence=Licence.UNKNOWN)
    without = [name for name, one in channels().items() if not one.capabilities.pictures]
    silent = Destination.objects.filter(pk=OuterRef("destination_id"), channel__in=without)
    return Q(action=Action.WITHDRAW) | Q(Exists(silent)) | ~Q(Q(Exists(over)) | Q(Exists(unknown)))


def due() -> LessThanOrEqual:
    """Not a plain comparison: SQLite would fetch all that are due by that index and then sort them,
    instead of reading them in the order asked for until the first that may go."""
    return LessThanOrEqual(Coalesce("due_at", "due_at"), Now())


def not_waiting_for_nod() -> IsNull:
    """No office's leader still has to agree to it. Written like `due`, for the same reason."""
    return IsNull(Coalesce("nod_until", "nod_until"), True)


def sendable() -> QuerySet[Delivery]:
    """Queued deliveries that may be claimed now. Every condition of rule 1 stands here."""
    return Delivery.objects.filter(
        Q(Exists(open_destination())),
        release_allows(),
        page_is_up(),
        has_receipt_to_act_on(),
        may_be_shown(),
        ~expired(),
        ~overtaken(),
        ~earlier_unsettled(),
        ~same_words_unclear(),
        ~destination_is_busy(),
        due(),
        not_waiting_for_nod(),
        state=State.QUEUED,
    )


def lookable() -> QuerySet[Delivery]:
    """Unknown or accepted deliveries for which the platform may be asked now."""
    return Delivery.objects.filter(
        Q(Exists(reachable_destination())),
        Q(lease_until=None) | Q(lease_until__lte=Now()),
        state__in=(State.UNKNOWN, State.ACCEPTED),
        next_check_at__lte=Now(),
    )


def fence_holds(delivery_id: int, number: int) -> QuerySet[Delivery]:
    """The row, while the attempt `number` still owns it."""
    return Delivery.objects.filter(pk=delivery_id, fence=number)


def next_fence() -> Combinable:
    return F("fence") + 1
