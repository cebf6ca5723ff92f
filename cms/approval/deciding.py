"""The core of every decision at a step: claim it, check the person and the content, write it down.

Buttons live in `services`, corrections in `amendments`, signatures on paper in `paper`; all of them
decide through here, inside a transaction of their own.
"""

import re

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from .. import notices
from ..models import Approval, ApprovalTaskState, ItemPage
from . import seams, steps
from .approvers import basis_of
from .errors import ContentChanged, Refused
from .moving import moving
from .record import record

LONGEST_COMMENT = 2000
# Signs that no database or mail takes, tabs and ends of lines not among them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def claim(task_state: TaskState, user) -> ApprovalTaskState:
    """Take the row for this transaction, so that of two approvers one is told it is over."""
    claimed = TaskState.objects.filter(pk=task_state.pk, status=TaskState.STATUS_IN_PROGRESS)
    if not claimed.update(finished_by=user):
        raise Refused(_("This step is over: somebody else decided, or the item was taken back."))
    return ApprovalTaskState.objects.get(pk=task_state.pk)


def said(comment: str) -> str:
    """A comment as the ledger keeps it for ever: lines of text, of bounded length. Raises Refused."""
    text = _CONTROL.sub("", comment.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > LONGEST_COMMENT:
        raise Refused(
            _("The comment is longer than %(most)s characters. Shorten it; nothing was sent.")
            % {"most": LONGEST_COMMENT}
        )
    return text


def page_of(task_state: TaskState) -> ItemPage:
    return task_state.workflow_state.content_object.specific


def role_of(task_state: TaskState) -> str:
    return task_state.task.specific.role


def check_person(task_state: ApprovalTaskState, page: ItemPage, user) -> dict:
    """On what ground the step is theirs, for the ledger. Raises NotYours, Refused with the reason."""
    return basis_of(page, role_of(task_state), user)


def check_shown(task_state: ApprovalTaskState, page: ItemPage, fingerprint: str) -> None:
    """Raises ContentChanged unless `fingerprint` is the hash of what stands there now."""
    if not fingerprint or fingerprint != _present_fingerprint(task_state, page):
        raise ContentChanged(
            _("The item or its package changed while you were looking at it. Nothing was approved.")
        )


def approve_step(
    task_state: ApprovalTaskState,
    page: ItemPage,
    *,
    user,
    fingerprint: str,
    comment: str = "",
    **others,
) -> None:
    """What follows once person and content are checked: the step, the ledger, perhaps the release.

    `others` go to the ledger, as `record` takes them.
    """
    comment = said(comment)
    state = task_state.workflow_state
    _void_outdated(state, fingerprint)
    _void_wrongly_skipped(state, task_state.revision.as_object())
    with moving():
        task_state.approve(user=user, comment=comment, fingerprint=fingerprint)
    # After the release was put together: from here to the commit other approvals wait for
    # the ledger. Before the mail, which says on what ground it was decided.
    approval = record_decision(
        Approval.Decision.APPROVED,
        task_state,
        page,
        user,
        comment=comment,
        fingerprint=fingerprint,
        **others,
    )
    state.refresh_from_db()
    if state.status == WorkflowState.STATUS_APPROVED:
        verify_approved(state, fingerprint)
        seams.approved(page, approval)
        notices.tell_approved(page, state, user)


def verify_approved(state: WorkflowState, fingerprint: str) -> None:
    """Raises Refused unless the leader and every other step approved exactly `fingerprint`."""
    approved = ApprovalTaskState.objects.filter(
        workflow_state=state, status=TaskState.STATUS_APPROVED
    )
    found = {(role_of(row), row.fingerprint) for row in approved}
    if steps.Role.LEADER not in {role for role, _hash in found}:
        raise Refused(_("The leader has not approved this item."))
    if {hash_ for _role, hash_ in found} != {fingerprint}:
        raise Refused(_("A step approved an earlier version. It has to look at the item again."))


def restart(state: WorkflowState, user, *, fingerprint: str, at=None) -> WorkflowState:
    """After a return: begin at the task `at`, else at the first that has not approved what is now.

    Raises Refused if somebody else put the item back into review meanwhile.
    """
    returned = WorkflowState.objects.filter(pk=state.pk, status=WorkflowState.STATUS_NEEDS_CHANGES)
    if not returned.update(requested_by=user):
        raise Refused(_("This item is already in review."))
    state.task_states.filter(status=TaskState.STATUS_SKIPPED).update(
        status=TaskState.STATUS_CANCELLED
    )
    _void_outdated(state, fingerprint)
    state.status = WorkflowState.STATUS_IN_PROGRESS
    state.current_task_state = None
    state.requested_by = user
    state.save()
    state.update(user=user, next_task=at)
    return state


def record_decision(decision, task_state, page, user, **fields) -> Approval:
    """`fields` as `record` takes them."""
    return record(
        decision,
        page=page,
        user=user,
        revision=task_state.revision,
        workflow_state=task_state.workflow_state,
        step=role_of(task_state),
        **fields,
    )


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
    _void([row.pk for row in skipped if steps.applies(role_of(row), draft)])


def _void(pks: list[int]) -> None:
    TaskState.objects.filter(pk__in=pks).update(status=TaskState.STATUS_CANCELLED)
