"""What waits for a person: the lists of "Việc cần làm"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from . import facts, reminders
from .approval.amendments import proposed_to
from .approval.approvers import Standings
from .approval.waiting import editions_of, states_waiting_for
from .approval.wording import asked_because, delegation_in_words, step_and_people
from .delegation_lists import running_for
from .fact_notices import when_it_ends
from .fact_reminders import ending_of
from .fact_sheets import label_of
from .fact_writing import Change
from .models import ApprovalTaskState, Delegation, Edition, Fact, Office, User
from .taken_down import taken_down

MOST = 20  # rows of one list


@dataclass(frozen=True)
class Nudge:
    """The button “Nhắc”: where it posts to, when approvers were last reminded, from when again."""

    url: str
    last: datetime | None
    again_at: datetime | None


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    detail: str
    at: datetime | None
    overdue: str = ""
    mark: str = ""
    nudge: Nudge | None = None


def to_approve(user: User) -> list[Row]:
    """The longest waiting first, with why the user is asked where it is not by a role of theirs."""
    states = ApprovalTaskState.objects.filter(pk__in=states_waiting_for(user).values("pk"))
    states = states.select_related("workflow_state__requested_by", "task__approvaltask")
    rows = list(states.order_by("started_at")[:MOST])
    editions = editions_of([row.workflow_state for row in rows])
    standings = Standings(edition.page for edition in editions.values())
    return [_asked(row, editions[_page(row.workflow_state)], standings, user) for row in rows]


def _asked(state: ApprovalTaskState, edition: Edition, standings: Standings, user: User) -> Row:
    standing = standings.of_user(edition.page, state.task.approvaltask.role, user)
    by = state.workflow_state.requested_by
    parts = [edition.office, by, standing and asked_because(standing)]
    return Row(
        edition.page.draft_title,
        reverse("loa_approve", args=[state.pk]),
        " · ".join(str(part) for part in parts if part),
        state.started_at,
        overdue=reminders.overdue(state),
    )


def delegations_of(user: User) -> list[Row]:
    """Delegations that run now, given or received: nobody forgets that somebody else decides too."""
    url = reverse("loa_delegations")
    return [
        Row(_on_now(one, user), url, delegation_in_words(one), None) for one in running_for(user)
    ]


def _on_now(delegation: Delegation, user: User) -> str:
    if delegation.delegator_id == user.pk:
        return _("%(person)s also decides for you") % {"person": delegation.delegate_name}
    return _("You also decide for %(person)s") % {"person": delegation.delegator_name}


def facts_to_decide(user: User) -> list[Row]:
    """Proposed values of fact sheets: texts quote them, so a leader puts them in force.

    One row an office: a table may bring dozens, which are decided on one screen.
    """
    by_office: dict[Office, list[Fact]] = {}
    for fact in facts.waiting_for(user):
        by_office.setdefault(fact.office, []).append(fact)
    return [_to_decide(office, waiting) for office, waiting in by_office.items()][:MOST]


def _to_decide(office: Office, waiting: list[Fact]) -> Row:
    first, count = waiting[0], len(waiting)
    words = ngettext("%(count)d fact to decide", "%(count)d facts to decide", count)
    by = dict.fromkeys(str(fact.proposed_by) for fact in waiting)
    return Row(
        f"{label_of(first.key)}: {Change.of(first)}" if count == 1 else words % {"count": count},
        reverse("loa_facts", args=[office.code]),
        f"{office} · {', '.join(by)}",
        first.proposed_at,
    )


def facts_that_end(user: User) -> list[Row]:
    """At the user's offices, where they may propose the next value: a row an office."""
    offices = Office.objects.filter(
        memberships__user=user, memberships__role__in=facts.PROPOSERS
    ).distinct()
    by_office: dict[Office, list[Fact]] = {}
    for fact in ending_of(offices):
        by_office.setdefault(fact.office, []).append(fact)
    return [
        Row(
            ", ".join(label_of(fact.key) for fact in ending),
            reverse("loa_facts", args=[office.code]),
            f"{office} · {when_it_ends(ending[0])}",
            None,
        )
        for office, ending in by_office.items()
    ][:MOST]


def returned_to(user: User) -> list[Row]:
    """Without what came back with corrections: that stands above, with its button."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user
    ).select_related("current_task_state")
    corrected = proposed_to(user).values_list("page_id", flat=True)
    states = states.exclude(object_id__in=[str(pk) for pk in corrected])
    rows = list(states.order_by("-pk")[:MOST])
    editions = editions_of(rows)
    return [_returned(state, editions[_page(state)]) for state in rows if _page(state) in editions]


def drafts_of(user: User) -> list[Row]:
    """What the user began or wrote last and has not submitted; also what was taken down again."""
    busy = WorkflowState.objects.active().values_list("object_id", flat=True)
    mine = Q(page__owner=user) | Q(page__latest_revision__user=user)
    editions = (
        Edition.objects.filter(mine)
        .filter(Q(page__live=False) | Q(page__has_unpublished_changes=True))
        .exclude(page_id__in=[int(pk) for pk in busy])
        .select_related("page", "office")
        .order_by("-page__latest_revision_created_at")[:MOST]
    )
    gone = taken_down(edition.page_id for edition in editions if not edition.page.live)
    return [
        Row(
            edition.page.draft_title or edition.page.title,
            reverse("wagtailadmin_pages:edit", args=[edition.page_id]),
            str(edition.office),
            edition.page.latest_revision_created_at,
            mark=gone[edition.page_id].in_words if edition.page_id in gone else "",
        )
        for edition in editions
    ]


def in_review(user: User) -> list[Row]:
    """What the user submitted, and whom it waits for."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user
    )
    return _reviewed(states, may_nudge=True)


def in_review_at(offices: Iterable[int]) -> list[Row]:
    """For observers: everything in review at these offices."""
    pages = Edition.objects.filter(office__in=offices).values_list("page_id", flat=True)
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=[str(pk) for pk in pages]
    )
    return _reviewed(states)


def _returned(state: WorkflowState, edition: Edition) -> Row:
    url = reverse("wagtailadmin_pages:edit", args=[edition.page_id])
    step = state.current_task_state
    return Row(edition.page.draft_title, url, step.comment, step.finished_at)


def _reviewed(states: QuerySet[WorkflowState], *, may_nudge: bool = False) -> list[Row]:
    """The newest of them that are items; with the button “Nhắc” where the user may press it."""
    rows = list(states.order_by("-pk")[:MOST])
    editions = editions_of(rows)
    standings = Standings(edition.page for edition in editions.values())
    steps = ApprovalTaskState.objects.select_related("task__approvaltask")
    open_ = steps.annotate(reminded_at=Max("reminders__at")).in_bulk(
        [state.current_task_state_id for state in rows if _page(state) in editions]
    )
    return [
        _waiting(open_[state.current_task_state_id], editions[_page(state)], standings, may_nudge)
        for state in rows
        if state.current_task_state_id in open_
    ]


def _waiting(
    step: ApprovalTaskState, edition: Edition, standings: Standings, may_nudge: bool
) -> Row:
    role = step.task.approvaltask.role
    people = [one.user for one in standings.of(edition.page, role)]
    words = step_and_people(role, people)
    detail = _("waits for %(step_and_people)s") % {"step_and_people": words} if people else words
    return Row(
        edition.page.draft_title,
        reverse("loa_item", args=[edition.page_id]),
        detail,
        step.started_at,
        overdue=reminders.overdue(step),
        nudge=_nudge(step) if may_nudge and people else None,
    )


def _nudge(step: ApprovalTaskState) -> Nudge:
    last = step.reminded_at
    url = reverse("loa_remind", args=[step.pk])
    return Nudge(url, last, reminders.may_ask_again_at(last))


def _page(state: WorkflowState) -> int:
    return int(state.object_id)
