"""Holding, throttling and reconnecting destinations."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.models import QueuedMail, User

from ..models import Delivery, Destination
from .keepers import keepers_of


def hold(destination: Destination, reason: str) -> bool:
    """Hold until a person reconnects it. Tells the keepers once; False: it was held already."""
    with transaction.atomic():
        free = Destination.objects.filter(pk=destination.pk, held_at=None)
        if not free.update(held_at=Now(), held_reason=reason[:250]):
            return False
        with override(settings.LANGUAGE_CODE):
            notices = [
                _notice(user, destination, reason) for user in keepers_of(destination.office)
            ]
        QueuedMail.objects.bulk_create(notices)
        return True


def _notice(keeper: User, destination: Destination, reason: str) -> QueuedMail:
    subject = _("“%(name)s” needs to be reconnected") % {"name": destination.name}
    body = _(
        "The platform refused the credentials of “%(name)s” (%(office)s). Everything for it waits "
        "and nothing is lost.\n\nReason: %(reason)s\n\nOpen the destination in Loa and connect it "
        "again; what waits is then sent by itself."
    ) % {"name": destination.name, "office": destination.office.name, "reason": reason}
    return QueuedMail(recipient=keeper.email, subject=subject[:250], body=body)


def throttle(destination_id: int, until: datetime) -> None:
    """Nothing goes to the destination before `until`; an earlier end never shortens a later one."""
    sooner = Q(throttled_until=None) | Q(throttled_until__lt=until)
    Destination.objects.filter(sooner, pk=destination_id).update(throttled_until=until)


def release_hold(destination_id: int) -> None:
    """After a person reconnected it: the next sweep sends, and looks for, what waited."""
    with transaction.atomic():
        Destination.objects.filter(pk=destination_id).update(
            held_at=None, held_reason="", throttled_until=None
        )
        Delivery.objects.filter(destination=destination_id, next_check_at__isnull=False).update(
            next_check_at=Now()
        )
