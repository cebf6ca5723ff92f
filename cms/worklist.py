"""What waits for a person: the lists of "Việc cần làm"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from . import facts
from .approval.approvers import approvers_of
from .approval.waiting import states_waiting_for
from .fact_sheets import LABELS
from .models import ApprovalTaskState, Edition, Role, User

MOST = 20  # rows of one list


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    detail: str
    at: datetime | None
    policy: bool = False


def to_approve(user: User) -> list[Row]:
    states = states_waiting_for(user).select_related("workflow_state__requested_by", "task")
    rows = []
    for state in states.order_by("started_at")[:MOST]:
        edition = _edition(state.workflow_state)
        by = state.workflow_state.requested_by
        detail = f"{edition.office} · {by}" if by else str(edition.office)
        url = reverse("loa_approve", args=[state.pk])
        rows.append(Row(edition.page.draft_title, url, detail, state.started_at))
    return rows


def facts_to_decide(user: User) -> list[Row]:
    """Proposed values of fact sheets: texts quote them, so a leader puts them in force."""
    return [
        Row(
            f"{LABELS.get(fact.key, fact.key)}: {fact.value} {fact.unit}".strip(),
            reverse("loa_facts", args=[fact.office.code]),
            f"{fact.office} · {fact.proposed_by}",
            fact.proposed_at,
        )
        for fact in facts.waiting_for(user)[:MOST]
    ]


def returned_to(user: User) -> list[Row]:
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user
    ).select_related("current_task_state")
    return [_returned(state) for state in states.order_by("-pk")[:MOST]]


def drafts_of(user: User) -> list[Row]:
    """What the user began or wrote last and has not submitted."""
    busy = WorkflowState.objects.active().values_list("object_id", flat=True)
    mine = Q(page__owner=user) | Q(page__latest_revision__user=user)
    editions = (
        Edition.objects.filter(mine)
        .filter(Q(page__live=False) | Q(page__has_unpublished_changes=True))
        .exclude(page_id__in=[int(pk) for pk in busy])
        .select_related("page", "office")
        .order_by("-page__latest_revision_created_at")
    )
    return [
        Row(
            edition.page.draft_title or edition.page.title,
            reverse("wagtailadmin_pages:edit", args=[edition.page_id]),
            str(edition.office),
            edition.page.latest_revision_created_at,
        )
        for edition in editions[:MOST]
    ]


def in_review(user: User) -> list[Row]:
    """What the user submitted, and whom it waits for."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user
    ).select_related("current_task_state")
    return [_reviewed(state) for state in states.order_by("-pk")[:MOST] if _is_item(state)]


def in_review_at(offices: Iterable[int]) -> list[Row]:
    """For observers: everything in review at these offices."""
    pages = Edition.objects.filter(office__in=offices).values_list("page_id", flat=True)
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=[str(pk) for pk in pages]
    ).select_related("current_task_state")
    return [_reviewed(state) for state in states.order_by("-pk")[:MOST]]


def _returned(state: WorkflowState) -> Row:
    edition = _edition(state)
    url = reverse("wagtailadmin_pages:edit", args=[edition.page_id])
    step = state.current_task_state
    return Row(edition.page.draft_title, url, step.comment, step.finished_at)


def _reviewed(state: WorkflowState) -> Row:
    edition = _edition(state)
    step = ApprovalTaskState.objects.get(pk=state.current_task_state_id)
    role = step.task.specific.role
    people = ", ".join(str(person) for person in approvers_of(edition.page, role))
    detail = _("waits for %(step)s: %(people)s") % {"step": Role(role).label, "people": people}
    url = reverse("loa_item", args=[edition.page_id])
    return Row(edition.page.draft_title, url, detail, step.started_at)


def _is_item(state: WorkflowState) -> bool:
    return Edition.objects.filter(page_id=state.object_id).exists()


def _edition(state: WorkflowState) -> Edition:
    edition = Edition.objects.select_related("page", "office").get(page_id=state.object_id)
    edition.page.edition = edition
    return edition
