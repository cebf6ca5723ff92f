"""Which steps wait for a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from ..models import ApprovalTaskState, Delegation, Edition, Membership, Office, User
from .approvers import Post, Standings
from .steps import STEPS


def states_waiting_for(user: User, task=None) -> QuerySet[TaskState]:
    """Steps in progress that `user` may take now, of one task or of all.

    Few queries for what is open in the whole country; only where the answer hangs on who exactly
    wrote a text is that text looked at closely.
    """
    open_ = ApprovalTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        task__approvaltask__role__in=_roles_of(user),
    ).select_related("task__approvaltask", "workflow_state")
    rows = list(open_.filter(task_id=task.pk) if task is not None else open_)
    if not rows:
        return TaskState.objects.none()
    editions = editions_of([row.workflow_state for row in rows])
    likely = _Likely.among(list(editions))
    mine, doubtful = [], []
    for row in rows:
        edition = editions.get(int(row.workflow_state.object_id))
        answer = edition and likely.waits_for(user, edition, row.task.approvaltask.role)
        if answer:
            mine.append(row.pk)
        elif edition and answer is None:
            doubtful.append((row, edition.page))
    standings = Standings(page for _row, page in doubtful)
    mine += [
        row.pk
        for row, page in doubtful
        if standings.of_user(page, row.task.approvaltask.role, user)
    ]
    return TaskState.objects.filter(pk__in=mine)


def _roles_of(user: User) -> list[str]:
    if not user.is_active:
        return []
    held = Membership.objects.filter(user=user, role__in=STEPS).values_list("role", flat=True)
    lent = Delegation.objects.in_force().filter(delegate=user).values_list("role", flat=True)
    return list({*held, *lent})


def editions_of(states: Iterable[WorkflowState]) -> dict[int, Edition]:
    """By page id, with their pages and offices up to the centre; of what is no item there is none."""
    ids = [state.object_id for state in states]
    editions = Edition.objects.filter(page_id__in=ids)
    editions = editions.select_related("page", "office__parent__parent")
    found = {}
    for edition in editions:
        edition.page.edition = edition
        found[edition.page_id] = edition
    return found


@dataclass
class _Likely:
    """Answers yes or no only where that is certain: everybody who ever touched a page, its package
    included, counts as one who may have written it."""

    parents: dict[int, int | None]
    holders: defaultdict[Post, set[int]]
    delegates: defaultdict[Post, set[tuple[int, int]]]  # with their delegators
    touched: defaultdict[int, set[int]]

    @classmethod
    def among(cls, pages: list[int]) -> "_Likely":
        holders: defaultdict[Post, set[int]] = defaultdict(set)
        delegates: defaultdict[Post, set[tuple[int, int]]] = defaultdict(set)
        rows = Membership.objects.filter(role__in=STEPS, user__is_active=True)
        for office, role, person in rows.values_list("office_id", "role", "user_id"):
            holders[office, role].add(person)
        names = ("office_id", "role", "delegate_id", "delegator_id")
        for office, role, delegate, by in Delegation.objects.in_force().values_list(*names):
            delegates[office, role].add((delegate, by))
        parents: dict[int, int | None] = dict(Office.objects.values_list("pk", "parent_id"))
        return cls(parents, holders, delegates, who_touched(pages))

    def waits_for(self, user: User, edition: Edition, role: str) -> bool | None:
        """None: it has to be looked at closely."""
        may_have_written = self.touched[edition.page_id] | {edition.page.owner_id}
        doubtful = False
        office: int | None = edition.office_id
        while office is not None:
            everybody, clean = self._people(office, role, may_have_written)
            if user.pk in everybody:
                return None if doubtful or user.pk not in clean else True
            if clean:
                return False
            doubtful = doubtful or bool(everybody)
            office = self.parents[office]
        return False

    def _people(self, office: int, role: str, writers: set[int]) -> tuple[set[int], set[int]]:
        """Who could take the step there, and who of them can for certain."""
        members, lent = self.holders[office, role], self.delegates[office, role]
        everybody = members | {delegate for delegate, _by in lent}
        clean = members - writers | {one for one, by in lent if not {one, by} & writers}
        return everybody, clean


def who_touched(pages: list[int]) -> defaultdict[int, set[int]]:
    """Everybody who ever wrote or did something to a page, its package included."""
    touched: defaultdict[int, set[int]] = defaultdict(set)
    entries = PageLogEntry.objects.filter(page__in=pages).values_list("page_id", "user_id")
    revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in pages])
    for page, person in [*entries.distinct(), *revisions.values_list("object_id", "user_id")]:
        touched[int(page)].add(person)
    return touched
