"""A turn of work at an errand; whatever dies, the next turn goes on."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.languages import DEFAULT
from translations.errors import NotYours, Refused
from translations.exchange.problems import Refused as FileRefused
from translations.machine import MachineFailed
from translations.models import Errand
from translations.not_imported import NotImported

from . import fetching, machine, memory
from .reporting import lines_of
from .waking import wake

logger = logging.getLogger(__name__)
Kind, State = Errand.Kind, Errand.State
SILENT = timedelta(minutes=10)  # after which whoever worked at it counts as dead
UNHEARD = timedelta(minutes=1)  # after which its message counts as lost
MOST_UNENDED = 3
# Each does a part of the work, and says whether there is more.
STEPS: dict[str, Callable[[Errand], bool]] = {
    Kind.MACHINE: machine.draft_some,
    Kind.MEMORY_IN: memory.take_in,
    Kind.MEMORY_OUT: fetching.put_out,
}


def work_at(pk: int) -> bool:
    """One turn; False: somebody else has it, or there is nothing to do."""
    errand = _taken(pk)
    if errand is None:
        return False
    mine = mine_of(errand)
    try:
        with override(errand.options.get("spoken", DEFAULT)):
            if errand.user is None or not errand.user.is_active:
                raise NotYours
            more = STEPS[errand.kind](errand)
    except Exception as error:
        if not isinstance(error, Refused | NotYours | FileRefused | NotImported | MachineFailed):
            logger.exception("An errand stopped: %s", pk)
        with override(errand.options.get("spoken", DEFAULT)):
            _stop(mine, errand, error)
        return True
    if more:
        if mine.update(state=State.WAITING, unended=0, moved_at=Now()):
            wake(pk)
    else:
        mine.update(state=State.DONE, unended=0, ended_at=timezone.now(), moved_at=Now())
    return True


def mine_of(errand: Errand) -> QuerySet[Errand]:
    """The row while nobody else has taken a turn, and nobody has cancelled it."""
    return Errand.objects.filter(pk=errand.pk, turn=errand.turn, state=State.RUNNING)


def wake_silent() -> None:
    """Errands whose message was lost or whose worker died; one that ends every worker ends here."""
    now = timezone.now()
    lost = Q(state=State.WAITING, moved_at__lt=now - UNHEARD)
    dead = Q(state=State.RUNNING, moved_at__lt=now - SILENT)
    for errand in Errand.objects.filter(lost | dead).order_by("pk"):
        if errand.state == State.RUNNING and errand.unended >= MOST_UNENDED:
            logger.error("An errand ended each worker: %s", errand.pk)
            with override(errand.options.get("spoken", DEFAULT)):
                _stop(mine_of(errand), errand, None)
        else:
            wake(errand.pk)


def _taken(pk: int) -> Errand | None:
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, moved_at__lt=now - SILENT)
    took = {"turn": F("turn") + 1, "unended": F("unended") + 1}
    rows = Errand.objects.filter(free, pk=pk, kind__in=list(STEPS))
    if not rows.update(state=State.RUNNING, moved_at=Now(), **took):
        return None
    return Errand.objects.select_related("user", "request", "office").get(pk=pk)


def _stop(mine: QuerySet[Errand], errand: Errand, error: Exception | None) -> None:
    given = {"state": State.FAILED, "ended_at": timezone.now(), "reason": _reason(error)}
    if isinstance(error, NotImported):
        given["report"] = lines_of(error.problems)
    mine.update(**given)


def _reason(error: Exception | None) -> str:
    if isinstance(error, NotImported):
        return _("Nothing was imported. Mend what is named below, then import the file again.")
    if isinstance(error, FileRefused):
        return f"{error.where}: {error.message}" if error.where else error.message
    if isinstance(error, NotYours):
        return _("You no longer have the right to do this. What was done until then is kept.")
    if isinstance(error, Refused | MachineFailed):
        return str(error)
    return _("A fault stopped this. Start it again; if it stops again, tell the administrator.")
