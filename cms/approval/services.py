"""The buttons of approval."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from .. import notices
from ..models import Approval, ApprovalTaskState, ItemPage
from . import seams
from .amendments import decline_open
from .deciding import (
    approve_step,
    check_person,
    check_shown,
    claim,
    page_of,
    record_decision,
    restart,
    said,
)
from .errors import NotReady, NotYours, Refused
from .moving import moving
from .readiness import problems
from .record import record
from .workflow import ensure_workflow


def is_in_review(page: Page) -> bool:
    return page.workflow_in_progress


def look_up_state(page: ItemPage) -> None:
    """For screens, which ask where it is in approval again and again; whoever decides asks anew."""
    states = WorkflowState.objects.active().select_related("current_task_state__task")
    known = "_current_workflow_states"  # where Wagtail looks, as after `prefetch_workflow_states`
    prefetch_related_objects([page], Prefetch("_specific_workflow_states", states, to_attr=known))


def current_step(page: Page) -> ApprovalTaskState | None:
    """The step that the page waits at."""
    return page.current_workflow_task_state


def may_submit(page: ItemPage, user) -> bool:
    return page.permissions_for_user(user).can_edit() and not is_in_review(page)


def may_take_back(page: ItemPage, user) -> bool:
    state = page.current_workflow_state
    if not state or not is_in_review(page):
        return False
    return state.requested_by_id == user.pk or page.permissions_for_user(user).can_edit()


@transaction.atomic
def submit_for_approval(
    *,
    page: Page,
    user,
    comment: str = "",
    as_policy: bool = False,
    minor_because: str | None = None,
    change: seams.ChangeAnswer | None = None,
) -> WorkflowState:
    """Lock the item and ask the first step. Raises NotYours, NotReady.

    The row of the page is held, so that nobody saves its package meanwhile.
    `as_policy` first marks it as policy in a new revision, so that the policy reviewer is asked.
    `minor_because`: why its translations stay right with this text, where the editor says so.
    `change`: how grave it is for the offices that have a copy, where they were asked.
    """
    comment = said(comment)
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if is_in_review(page):
        raise Refused(_("This item is already in review."))
    if not may_submit(page, user):
        raise NotYours
    if as_policy:
        page = _mark_as_policy(page, user)
    revision = page.get_latest_revision() or page.save_revision(user=user)
    if found := problems(page):
        raise NotReady(found)
    seams.declare_minor_edit(page, revision, user, minor_because)
    if change is not None:
        seams.declare_change(page, revision, user, change)
    fingerprint = seams.fingerprint(page, revision)
    state = page.current_workflow_state
    decline_open(page, user)
    with moving():
        if state:
            state = restart(state, user, fingerprint=fingerprint)
        else:
            state = _started(page, user)
    record(  # last: from here to the commit everybody else waits for the ledger
        Approval.Decision.SUBMITTED,
        page=page,
        user=user,
        revision=revision,
        workflow_state=state,
        fingerprint=fingerprint,
        comment=comment,
    )
    return state


def _started(page: ItemPage, user) -> WorkflowState:
    """Of two who submit in the same moment, one is told."""
    try:
        with transaction.atomic():
            return ensure_workflow().start(page, user)
    except (IntegrityError, ValidationError) as error:
        if is_in_review(page):
            raise Refused(_("This item is already in review.")) from error
        raise


def _mark_as_policy(page: ItemPage, user) -> ItemPage:
    draft = page.get_latest_revision_as_object()
    draft.states_policy = True
    draft.save_revision(user=user, log_action=True)
    return type(page).objects.get(pk=page.pk)


@transaction.atomic
def approve(*, task_state: TaskState, user, fingerprint: str = "", comment: str = "") -> None:
    """Approve what was shown: `fingerprint` is the hash that stood on the approver's screen.

    In one transaction with everything that follows from it, the release included. Raises
    ContentChanged if the item is no longer what was shown, Refused if the step is over, NotYours.
    """
    task_state = claim(task_state, user)
    page = page_of(task_state)
    basis = check_person(task_state, page, user)
    check_shown(task_state, page, fingerprint)
    approve_step(task_state, page, user=user, fingerprint=fingerprint, comment=comment, **basis)


@transaction.atomic
def send_back(*, task_state: TaskState, user, comment: str = "") -> None:
    """Return the item to its editors, with what to mend. Raises Refused without a comment."""
    comment = said(comment)
    if not comment:
        raise Refused(_("Say what has to be mended, so that the editor knows."))
    task_state = claim(task_state, user)
    page = page_of(task_state)
    basis = check_person(task_state, page, user)
    record_decision(Approval.Decision.RETURNED, task_state, page, user, comment=comment, **basis)
    task_state.reject(user=user, comment=comment)
    notices.tell_returned(page, task_state, user)


def returned_because(page: Page) -> str:
    """Who returned the item and what has to be mended; empty unless it stands returned."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    step = state.current_task_state
    names = {"who": step.finished_by or "–", "comment": step.comment}
    if not step.comment.strip():  # corrected words speak for themselves
        return _("%(who)s returned this item with corrections.") % names
    return _("%(who)s returned this item: %(comment)s") % names


@transaction.atomic
def take_back(*, page: Page, user) -> None:
    """Unlock for editing; the item has to be submitted again. Raises Refused, NotYours."""
    page = page.specific
    step = current_step(page)
    if step is None or not is_in_review(page):
        raise Refused(_("This item is not in review any more."))
    if not may_take_back(page, user):
        raise NotYours
    state = claim(step, user).workflow_state  # of an approval in the same moment, one is first
    state.cancel(user=user)  # the ledger row is written by the receiver of Wagtail's signal
