"""On a secretary's first screen: what waits for a signature that may be given on paper."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

from .approval.paper_rights import PAPER_STEPS, may_record
from .models import ApprovalTaskState, Edition, Membership, Role, User
from .visibility import offices_of

MOST = 20  # as the lists beside it


class PaperPanel(Component):
    name = "paper"
    order = 10
    template_name = "cms/admin/paper_panel.html"

    def __init__(self, rows: list[tuple[ApprovalTaskState, Edition]]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"rows": self.rows}


def panel_for(request) -> PaperPanel | None:
    rows = steps_to_record(request.user)
    return PaperPanel(rows) if rows else None


def steps_to_record(user: User) -> list[tuple[ApprovalTaskState, Edition]]:
    """The longest waiting first; one query for everybody who is no secretary."""
    if not Membership.objects.filter(user=user, role=Role.SECRETARY).exists():
        return []
    editions = Edition.objects.filter(office__in=offices_of(user)).select_related("page", "office")
    waiting = ApprovalTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        task__approvaltask__role__in=PAPER_STEPS,
    ).select_related("workflow_state", "task__approvaltask")
    states = list(waiting.order_by("started_at"))
    ids = [state.workflow_state.object_id for state in states]
    pages = {str(one.page_id): one for one in editions.filter(page__in=ids)}
    found: list[tuple[ApprovalTaskState, Edition]] = []
    for state in states:
        edition = pages.get(state.workflow_state.object_id)
        if edition and len(found) < MOST and may_record(state, user):
            found.append((state, edition))
    return found
