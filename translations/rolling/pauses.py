"""Offices that suspended following: a pause hides nothing that is critical, and is not forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from .. import log_actions
from ..models import ChangeNotice, LocalCopy
from . import mail
from .taking_in import hold

LONG = timedelta(days=30)  # of a pause without a last day; after it, and every so long again
MOST_REMINDED = 50


def remind_of_pauses() -> int:
    """Editors of the offices whose pause has no last day, once in `LONG`; how many offices."""
    since = timezone.now() - LONG
    rows = list(_long(since).order_by("changed_at", "pk").values_list("pk", flat=True))
    return sum(_remind(pk, since) for pk in rows[:MOST_REMINDED])


@transaction.atomic
def _remind(pk: int, since: datetime) -> bool:
    copy = hold(pk)
    if not _long(since).filter(pk=pk).exists():
        return False  # somebody else reminded them, or it follows again
    mail.remind_of_pause(copy.row, waiting=_unsettled(copy.row).exists())
    log(copy.page, log_actions.REMIND_PAUSE)
    return True


def tell_centre(copy: LocalCopy) -> None:
    """That an office suspends following while it has not acted on a critical change."""
    grave = _unsettled(copy).filter(rollout__deadline__isnull=False)
    notice = grave.select_related("rollout__edition__office").order_by("rollout__deadline").first()
    if notice is not None:
        mail.tell_centre_paused(copy, notice)


def _unsettled(copy: LocalCopy) -> QuerySet[ChangeNotice]:
    return ChangeNotice.objects.filter(copy=copy, settled_at=None)


def _long(since: datetime) -> QuerySet[LocalCopy]:
    said = PageLogEntry.objects.filter(
        page=OuterRef("edition__page"), action=log_actions.REMIND_PAUSE, timestamp__gt=since
    )
    open_ended = LocalCopy.objects.filter(
        state=LocalCopy.State.SUSPENDED, suspended_until=None, changed_at__lte=since
    )
    return open_ended.exclude(Exists(said))
