"""Which steps wait for a person."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from ..models import ApprovalTaskState, Edition, Membership, Office, User
from .approvers import may_approve
from .steps import STEPS


def states_waiting_for(user: User, task=None) -> QuerySet[TaskState]:
    """Steps in progress that `user` may take now, of one task or of all.

    Few queries for what is open in the whole country; only what may well be the user's is looked
    at closely.
    """
    open_ = ApprovalTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        task__approvaltask__role__in=_roles_of(user),
    ).select_related("task__approvaltask", "workflow_state")
    rows = list(open_.filter(task_id=task.pk) if task is not None else open_)
    if not rows:
        return TaskState.objects.none()
    editions = _editions_of(rows)
    likely = _Likely.among(list(editions))
    mine = [
        row.pk
        for row in rows
        if (edition := editions.get(int(row.workflow_state.object_id)))
        and likely.waits_for(user, edition, row.task.approvaltask.role)
        and may_approve(edition.page, row.task.approvaltask.role, user)
    ]
    return TaskState.objects.filter(pk__in=mine)


def _roles_of(user: User) -> list[str]:
    held = Membership.objects.filter(user=user, role__in=STEPS).values_list("role", flat=True)
    return list(held.distinct()) if user.is_active else []


def _editions_of(rows: list[ApprovalTaskState]) -> dict[int, Edition]:
    ids = [row.workflow_state.object_id for row in rows]
    editions = Edition.objects.filter(page_id__in=ids).select_related("page", "office__parent")
    found = {}
    for edition in editions:
        edition.page.edition = edition
        found[edition.page_id] = edition
    return found


@dataclass
class _Likely:
    """Says no only where the answer is no: everybody who ever touched a page counts as a writer."""

    parents: dict[int, int | None]
    holders: dict[tuple[int, str], set[int]]
    touched: dict[int, set[int]]

    @classmethod
    def among(cls, pages: list[int]) -> "_Likely":
        holders = defaultdict(set)
        rows = Membership.objects.filter(role__in=STEPS, user__is_active=True)
        for office, role, person in rows.values_list("office_id", "role", "user_id"):
            holders[office, role].add(person)
        touched = defaultdict(set)
        entries = PageLogEntry.objects.filter(page__in=pages).values_list("page_id", "user_id")
        revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in pages])
        for page, person in [*entries.distinct(), *revisions.values_list("object_id", "user_id")]:
            touched[int(page)].add(person)
        return cls(dict(Office.objects.values_list("pk", "parent_id")), holders, touched)

    def waits_for(self, user: User, edition: Edition, role: str) -> bool:
        writers = self.touched[edition.page_id] | {edition.page.owner_id}
        office: int | None = edition.office_id
        while office is not None:
            people = self.holders.get((office, role), set())
            if user.pk in people:
                return True
            if people - writers:
                return False
            office = self.parents[office]
        return False
