"""The buttons of approval."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from .. import notices
from ..models import Approval, ApprovalTaskState, ItemPage
from . import seams, steps
from .approvers import may_approve
from .errors import ContentChanged, NotReady, NotYours, Refused
from .moving import moving
from .readiness import problems
from .record import record
from .workflow import ensure_workflow


def is_in_review(page: Page) -> bool:
    return page.workflow_in_progress


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
    *, page: Page, user, comment: str = "", as_policy: bool = False
) -> WorkflowState:
    """Lock the item and ask the first step. Raises NotYours, NotReady.

    `as_policy` first marks it as policy in a new revision, so that the policy reviewer is asked.
    """
    page = page.specific
    if is_in_review(page):
        raise Refused(_("This item is already in review."))
    if not may_submit(page, user):
        raise NotYours
    if as_policy:
        page = _mark_as_policy(page, user)
    revision = page.get_latest_revision() or page.save_revision(user=user)
    if found := problems(page):
        raise NotReady(found)
    fingerprint = seams.fingerprint(page, revision)
    state = page.current_workflow_state
    record(
        Approval.Decision.SUBMITTED,
        page=page,
        user=user,
        revision=revision,
        workflow_state=state,
        fingerprint=fingerprint,
        comment=comment,
    )
    with moving():
        if state:
            return _submit_again(state, user, fingerprint)
        return ensure_workflow().start(page, user)


def _mark_as_policy(page: ItemPage, user) -> ItemPage:
    draft = page.get_latest_revision_as_object()
    draft.states_policy = True
    draft.save_revision(user=user, log_action=True)
    return type(page).objects.get(pk=page.pk)


def _submit_again(state: WorkflowState, user, fingerprint: str) -> WorkflowState:
    """After a return: begin at the first step that has not approved what stands there now."""
    state.task_states.filter(status=TaskState.STATUS_SKIPPED).update(
        status=TaskState.STATUS_CANCELLED
    )
    _void_outdated(state, fingerprint)
    state.status = WorkflowState.STATUS_IN_PROGRESS
    state.current_task_state = None
    state.requested_by = user
    state.save()
    state.update(user=user)
    return state


@transaction.atomic
def approve(*, task_state: TaskState, user, fingerprint: str = "", comment: str = "") -> None:
    """Approve what was shown: `fingerprint` is the hash that stood on the approver's screen.

    In one transaction with everything that follows from it, the release included. Raises
    ContentChanged if the item is no longer what was shown, Refused if the step is over, NotYours.
    """
    task_state = _claim(task_state, user)
    page = _page_of(task_state)
    _check_person(task_state, page, user)
    if not fingerprint or fingerprint != _present_fingerprint(task_state, page):
        raise ContentChanged(
            _("The item or its package changed while you were looking at it. Nothing was approved.")
        )
    state = task_state.workflow_state
    _void_outdated(state, fingerprint)
    _void_wrongly_skipped(state, task_state.revision.as_object())
    _record_decision(
        Approval.Decision.APPROVED, task_state, page, user, comment, fingerprint=fingerprint
    )
    with moving():
        task_state.approve(user=user, comment=comment, fingerprint=fingerprint)
    state.refresh_from_db()
    if state.status == WorkflowState.STATUS_APPROVED:
        verify_approved(state, fingerprint)
        notices.tell_approved(page, state, user)


@transaction.atomic
def send_back(*, task_state: TaskState, user, comment: str = "") -> None:
    """Return the item to its editors, with what to mend. Raises Refused without a comment."""
    if not comment.strip():
        raise Refused(_("Say what has to be mended, so that the editor knows."))
    task_state = _claim(task_state, user)
    page = _page_of(task_state)
    _check_person(task_state, page, user)
    _record_decision(Approval.Decision.RETURNED, task_state, page, user, comment)
    task_state.reject(user=user, comment=comment)
    notices.tell_returned(page, task_state, user)


def returned_because(page: Page) -> str:
    """Who returned the item and what has to be mended; empty unless it stands returned."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    step = state.current_task_state
    return _("%(who)s returned this item: %(comment)s") % {
        "who": step.finished_by or "–",
        "comment": step.comment,
    }


@transaction.atomic
def take_back(*, page: Page, user) -> None:
    """Unlock for editing; the item has to be submitted again. Raises Refused, NotYours."""
    page = page.specific
    state = page.current_workflow_state
    if not is_in_review(page):
        raise Refused(_("This item is not in review any more."))
    if not may_take_back(page, user):
        raise NotYours
    state.cancel(user=user)  # the ledger row is written by the receiver of Wagtail's signal


def verify_approved(state: WorkflowState, fingerprint: str) -> None:
    """Raises Refused unless the leader and every other step approved exactly `fingerprint`."""
    approved = ApprovalTaskState.objects.filter(
        workflow_state=state, status=TaskState.STATUS_APPROVED
    )
    found = {(row.task.specific.role, row.fingerprint) for row in approved}
    if steps.Role.LEADER not in {role for role, _hash in found}:
        raise Refused(_("The leader has not approved this item."))
    if {hash_ for _role, hash_ in found} != {fingerprint}:
        raise Refused(_("A step approved an earlier version. It has to look at the item again."))


def _claim(task_state: TaskState, user) -> ApprovalTaskState:
    """Take the row for this transaction, so that of two approvers one is told it is over."""
    claimed = TaskState.objects.filter(pk=task_state.pk, status=TaskState.STATUS_IN_PROGRESS)
    if not claimed.update(finished_by=user):
        raise Refused(_("This step is over: somebody else decided, or the item was taken back."))
    return ApprovalTaskState.objects.get(pk=task_state.pk)


def _page_of(task_state: TaskState) -> ItemPage:
    return task_state.workflow_state.content_object.specific


def _check_person(task_state: ApprovalTaskState, page: ItemPage, user) -> None:
    if not may_approve(page, task_state.task.specific.role, user):
        raise NotYours


def _present_fingerprint(task_state: ApprovalTaskState, page: ItemPage) -> str:
    """Of what stands there now; empty if the revision in review is not the latest any more."""
    if page.latest_revision_id != task_state.revision_id:
        return ""
    return seams.fingerprint(page, task_state.revision)


def _void_outdated(state: WorkflowState, fingerprint: str) -> None:
    """Approvals of anything else do not count: the workflow asks those steps again."""
    outdated = (
        ApprovalTaskState.objects.filter(workflow_state=state, status=TaskState.STATUS_APPROVED)
        .exclude(fingerprint=fingerprint)
        .values_list("pk", flat=True)
    )
    _void(list(outdated))


def _void_wrongly_skipped(state: WorkflowState, draft: ItemPage) -> None:
    """A step skipped for a text that has since begun to state policy is asked after all."""
    skipped = ApprovalTaskState.objects.filter(
        workflow_state=state, status=TaskState.STATUS_SKIPPED
    )
    _void([row.pk for row in skipped if steps.applies(row.task.specific.role, draft)])


def _void(pks: list[int]) -> None:
    TaskState.objects.filter(pk__in=pks).update(status=TaskState.STATUS_CANCELLED)


def _record_decision(decision, task_state, page, user, comment, fingerprint="") -> None:
    record(
        decision,
        page=page,
        user=user,
        revision=task_state.revision,
        workflow_state=task_state.workflow_state,
        step=task_state.task.specific.role,
        fingerprint=fingerprint,
        comment=comment,
    )
