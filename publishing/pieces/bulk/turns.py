"""Orders of drawings worked at, a few seconds at a time; whatever dies, the next turn goes on."""

import errno
import logging
import time
from dataclasses import asdict
from datetime import timedelta

from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ...delivery.wake import enqueue
from ...models import BulkDrawing
from . import ordered
from .making import make
from .packing import Incomplete, Packed, Stopped
from .planning import SPOKEN

logger = logging.getLogger(__name__)
State = BulkDrawing.State
TASK = "publishing.tasks.draw_ordered"
TURN_SECONDS = 3  # then whatever else waits in the queue goes first
AT_ONCE = 2  # orders; behind more of them, each with its turn, a delivery would wait for long
BEAT_SECONDS = 1
SILENT = timedelta(seconds=60)  # after which whoever worked at it counts as dead
MOST_UNENDED = 5  # turns in a row: whoever took them died, and of one drawing as far as we know
MOST_PROBLEMS = 50
_FULL = {errno.ENOSPC, errno.EDQUOT}


def work_at(pk: int, turn: int) -> bool:
    """One turn of drawing or packing, a few seconds; False: somebody else took it, or there is nothing to do.

    What has no turn yet while others are drawn is asked about again by `wake_silent`.
    """
    if turn == 0 and BulkDrawing.objects.filter(state=State.DRAWING, turn__gt=0).count() >= AT_ONCE:
        return False
    took = {"turn": F("turn") + 1, "unended": F("unended") + 1, "moved_at": Now()}
    if not _mine(pk, turn).update(**took):
        return False
    mine, order = _mine(pk, turn + 1), BulkDrawing.objects.get(pk=pk)
    try:
        _finish(mine, order, _made(mine, order))
    except Stopped:
        if mine.update(unended=0):
            enqueue(TASK, pk, turn + 1)
    except Exception as error:
        if mine.exists():  # else it was cancelled, and its folder removed under our hands
            logger.exception("An order of drawings stopped: %s", pk)
            _stop(mine, error)
    return True


def wake_silent() -> None:
    """Orders whose worker died, or whose message was lost. One that kills every worker ends here."""
    silent = BulkDrawing.objects.filter(state=State.DRAWING, moved_at__lt=timezone.now() - SILENT)
    for order in silent:
        if order.unended >= MOST_UNENDED:
            logger.error("An order of drawings ended each worker: %s", order.pk)
            _stop(_mine(order.pk, order.turn))
            continue
        BulkDrawing.objects.filter(pk=order.pk).update(moved_at=Now())  # no heap of messages
        enqueue(TASK, order.pk, order.turn)


def _mine(pk: int, turn: int) -> QuerySet[BulkDrawing]:
    """The row while nobody else has taken a turn, and nobody has cancelled it."""
    return BulkDrawing.objects.filter(pk=pk, turn=turn, state=State.DRAWING)


def _made(mine: QuerySet[BulkDrawing], order: BulkDrawing) -> Packed:
    """Raises Stopped when the turn is over, and what `make` raises."""
    ends, beat = time.monotonic() + TURN_SECONDS, 0.0

    def go_on(left: int, packed: int) -> bool:
        nonlocal beat
        now = time.monotonic()
        if now - beat >= BEAT_SECONDS:
            beat = now
            ordered.require_room()
            if not mine.update(left=left, packed=packed, moved_at=Now()):
                return False
        return now < ends

    plan, output = ordered.plan_of(order.folder), ordered.zip_of(order.folder)
    return make(plan, ordered.parts_of(order.folder), output, go_on)


def _finish(mine: QuerySet[BulkDrawing], order: BulkDrawing, packed: Packed) -> None:
    problems = list(packed.problems[:MOST_PROBLEMS])
    if (
        mine.update(
            state=State.READY,
            ended_at=timezone.now(),
            left=0,
            files=packed.files,
            flawed=packed.flawed,
            not_made=packed.not_made,
            undrawn=len(packed.undrawn),
            undrawn_first=[asdict(one) for one in packed.undrawn[:MOST_PROBLEMS]],
            size=packed.size,
            problems=problems,
        )
        and not packed.undrawn
    ):  # else they are drawn again without all the rest, should anybody ask
        ordered.remove_parts(order.folder)


def _stop(mine: QuerySet[BulkDrawing], error: Exception | None = None) -> None:
    """Without an error: whoever worked at it died."""
    with override(SPOKEN):
        mine.update(state=State.FAILED, ended_at=timezone.now(), reason=_reason(error))


def _reason(error: Exception | None) -> str:
    if error is None:
        return _(
            "The program that draws broke off several times in a row. Press “Go on” once; if it stops"
            " again, cancel it, order for fewer offices or in fewer formats at a time, and tell the"
            " administrator."
        )
    if isinstance(error, OSError) and error.errno in _FULL:
        return _(
            "The server has no room left. Tell the administrator; when there is room again, press"
            " “Go on”: what is drawn is kept."
        )
    if isinstance(error, Incomplete):
        return _(
            "The server's disk damages what is written on it. Tell the administrator, then press"
            " “Go on”."
        )
    return _(
        "A fault stopped the drawing. Press “Go on”; if it stops again, tell the administrator."
    )
