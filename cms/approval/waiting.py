"""Which steps wait for a person."""

from django.db.models import QuerySet
from wagtail.models import TaskState, WorkflowState

from ..models import ApprovalTaskState, Edition, Membership, User
from .approvers import may_approve
from .steps import STEPS

MOST = 50  # a person who has more to approve than this gets the rest after these


def states_waiting_for(user: User, task=None) -> QuerySet[TaskState]:
    """Steps in progress that `user` may take now, of one task or of all."""
    roles = _roles_of(user)
    open_ = ApprovalTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        task__approvaltask__role__in=roles,
    ).select_related("task__approvaltask", "workflow_state")
    if task is not None:
        open_ = open_.filter(task_id=task.pk)
    rows = list(open_.order_by("started_at")[:MOST]) if roles else []
    pages = _pages_of(rows)
    mine = [
        row.pk
        for row in rows
        if (page := pages.get(row.workflow_state.object_id))
        and may_approve(page, row.task.approvaltask.role, user)
    ]
    return TaskState.objects.filter(pk__in=mine)


def _roles_of(user: User) -> list[str]:
    held = Membership.objects.filter(user=user, role__in=STEPS).values_list("role", flat=True)
    return list(held) if user.is_active else []


def _pages_of(rows: list[ApprovalTaskState]) -> dict[str, object]:
    ids = [row.workflow_state.object_id for row in rows]
    editions = Edition.objects.filter(page_id__in=ids).select_related("page", "office__parent")
    pages = {}
    for edition in editions:
        edition.page.edition = edition
        pages[str(edition.page_id)] = edition.page
    return pages
