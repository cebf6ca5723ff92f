"""Orders of many drawings: placed, cancelled, and gone on with after a fault."""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import InfographicPage, Office, User

from .. import log_actions
from ..delivery.wake import enqueue
from ..models import BulkDrawing
from ..pieces.bulk import ordered
from ..pieces.bulk.drawing import forget_failures
from ..pieces.bulk.packing import forget_begun
from ..pieces.bulk.planning import plan_for
from ..pieces.bulk.rights import may_order, may_read_draft, may_see, offices_seen
from ..pieces.bulk.turns import TASK

State = BulkDrawing.State


class OrderRefused(Exception):
    """The message is for whoever asked."""


def order_drawings(
    *,
    user: User,
    page: InfographicPage,
    offices: Sequence[Office],
    languages: Sequence[str],
    formats: Sequence[str],
    draft: bool,
) -> BulkDrawing:
    """Planned now, so that no later change gets in. Raises PermissionDenied, OrderRefused and
    NotTranslated."""
    _require(user, page, offices, draft=draft)
    plan = plan_for(page, offices, languages, formats, draft=draft)
    order = BulkDrawing(
        page=page.page_ptr,
        user=user,
        title=plan.title,
        offices=sorted(one.code for one in offices),
        languages=list(languages),
        formats=list(plan.formats),
        draft=draft,
        total=plan.total,
        left=plan.total,
    )
    try:
        ordered.keep_plan(order.folder, plan)
        with transaction.atomic():
            order.save()
            _log(order, user, log_actions.ORDER_DRAWINGS)
            _wake_on_commit(order)
    except (IntegrityError, OSError) as error:
        ordered.remove(order.folder)
        raise OrderRefused(_refusal(error)) from error
    return order


def cancel_drawings(*, user: User, order: BulkDrawing) -> bool:
    """False: it was over already. A file that was there before stays. Raises PermissionDenied."""
    _require_sight(user, order)
    over = State.READY if order.has_file else State.CANCELLED
    with transaction.atomic():
        running = BulkDrawing.objects.filter(pk=order.pk, state__in=(State.DRAWING, State.FAILED))
        if not running.filter(size=order.size).update(state=over, ended_at=timezone.now()):
            return False
        _log(order, user, log_actions.CANCEL_DRAWINGS)
        if over == State.CANCELLED:
            transaction.on_commit(partial(ordered.remove, order.folder), robust=True)
    return True


def resume_drawings(*, user: User, order: BulkDrawing) -> bool:
    """After a fault, or for what was given up: what is drawn stays. Raises PermissionDenied and OrderRefused."""
    _require_sight(user, order)
    if not ordered.parts_of(order.folder).exists():
        raise OrderRefused(_("What was drawn is gone. Order the drawings once more."))
    lacks_some = Q(state=State.FAILED) | Q(state=State.READY, undrawn__gt=0)
    lacking = BulkDrawing.objects.filter(lacks_some, pk=order.pk)
    anew = {"state": State.DRAWING, "reason": "", "ended_at": None, "unended": 0, "packed": 0}
    if order.state == State.READY:
        anew["left"] = order.undrawn
    try:
        with transaction.atomic():
            if not lacking.update(**anew, moved_at=Now()):
                return False
            forget_failures(ordered.parts_of(order.folder))
            forget_begun(ordered.parts_of(order.folder))
            _wake_on_commit(order)
    except IntegrityError as error:
        raise OrderRefused(_refusal(error)) from error
    return True


def _require(user: User, page: InfographicPage, offices: Sequence[Office], *, draft: bool) -> None:
    theirs = {one.pk for one in offices_seen(user, page)}
    if not may_order(user, page) or not {one.pk for one in offices} <= theirs:
        raise PermissionDenied
    if draft and not may_read_draft(user, page):
        raise PermissionDenied


def _require_sight(user: User, order: BulkDrawing) -> None:
    page = InfographicPage.objects.filter(pk=order.page_id).first()
    if page is None or not may_see(user, order) or not may_order(user, page):
        raise PermissionDenied


def _refusal(error: Exception) -> str:
    if isinstance(error, IntegrityError):
        return _("Your last order for this item is still being drawn. Wait for it, or cancel it.")
    return _("The server cannot store drawings now. Tell the administrator, then order once more.")


def _wake_on_commit(order: BulkDrawing) -> None:
    def wake() -> None:
        turn = BulkDrawing.objects.values_list("turn", flat=True).get(pk=order.pk)
        enqueue(TASK, order.pk, turn)

    transaction.on_commit(wake, robust=True)


def _log(order: BulkDrawing, user: User, action: str) -> None:
    data = {"offices": order.offices, "languages": order.languages, "formats": order.formats}
    if order.page is not None:
        log(order.page, action, user=user, data={**data, "draft": order.draft})
