"""On a secretary's first screen: what waits for a signature that may be given on paper."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

from .approval.paper_rights import PAPER_STEPS, may_record, may_sign, offices_recorded_by
from .approval.waiting import who_touched
from .models import ApprovalTaskState, Edition, User

MOST = 20  # as the lists beside it
MOST_EXAMINED = 40

Row = tuple[ApprovalTaskState, Edition]


class PaperPanel(Component):
    name = "paper"
    order = 10
    template_name = "cms/admin/paper_panel.html"

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"rows": self.rows}


def panel_for(request) -> PaperPanel | None:
    rows = steps_to_record(request.user)
    return PaperPanel(rows) if rows else None


def steps_to_record(user: User) -> list[Row]:
    """The longest waiting first; one query for everybody who is no secretary.

    A fixed number of queries: only what the user may have written, or could have signed, is looked
    at closely.
    """
    offices = offices_recorded_by(user)
    rows = list(_waiting(offices)) if offices else []
    if not rows:
        return []
    touched = who_touched([edition.page_id for _state, edition in rows])
    close = may_sign(user)
    found = [
        (state, edition)
        for state, edition in rows
        if not (close or user.pk in touched[edition.page_id] | {edition.page.owner_id})
        or may_record(state, user)
    ]
    return found[:MOST]


def _waiting(offices: set[int]) -> Iterator[Row]:
    editions = Edition.objects.filter(office__in=offices)
    pages = editions.annotate(as_text=Cast("page_id", CharField())).values("as_text")
    waiting = ApprovalTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__object_id__in=pages,
        task__approvaltask__role__in=PAPER_STEPS,
    ).select_related("workflow_state", "task__approvaltask")
    states = list(waiting.order_by("started_at")[:MOST_EXAMINED])
    ids = [state.workflow_state.object_id for state in states]
    found = editions.filter(page__in=ids).select_related("page", "office")
    by_page = {str(one.page_id): one for one in found}
    for state in states:
        yield state, by_page[state.workflow_state.object_id]
