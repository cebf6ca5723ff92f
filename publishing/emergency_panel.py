"""“Tin khẩn cấp chờ lãnh đạo thứ hai”: on the first screen of every leader who may agree to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Exists, QuerySet
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

from cms.approval.authors import authors_of_pages
from cms.approval.steps import line_of
from cms.models import ApprovalTaskState, Edition, Membership, Role, User

from .airing.wishes import EMERGENCY
from .booth import LOUDSPEAKER
from .emergency import is_agreed
from .models import EmergencyAgreement, Package

MOST_EXAMINED = 20


@dataclass(frozen=True)
class Waiting:
    title: str
    office: str
    since: datetime
    address: str


class EmergencyPanel(Component):
    name = "emergencies"
    order = 5  # before the other lists: it is played at once
    template_name = "publishing/emergency/work_panel.html"

    def __init__(self, rows: Sequence[Waiting]) -> None:
        self.rows = rows

    @classmethod
    def for_user(cls, user: User) -> Self | None:
        """None for who leads nothing, and where no emergency bulletin waits for them: one query."""
        rows = list(_waiting(user))
        return cls(rows) if rows else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"rows": self.rows}


def _waiting(user: User) -> Iterator[Waiting]:
    """As `emergency.leads` has it, of items to which nobody agreed as they stand now.

    The longest waiting first.
    """
    led = Membership.objects.filter(user=user, role=Role.LEADER)
    steps = _steps(led)
    if not steps:
        return
    offices = set(led.values_list("office", flat=True))
    editions = Edition.objects.filter(page__in=[page for page, _step in steps])
    found = {one.page_id: one for one in editions.select_related("page", "office__parent__parent")}
    agreements = EmergencyAgreement.objects.filter(page_id_then__in=list(found))
    given = set(agreements.values_list("page_id_then", flat=True))
    authors = authors_of_pages([one.page for one in found.values()])
    for page, step in steps:
        edition = found.get(page)
        if edition is None or not offices & {one.pk for one in line_of(edition.office)}:
            continue
        if user.pk in authors.get(page, set()):
            continue
        if page in given and is_agreed(edition.page.specific, step.revision):
            continue
        address = reverse("publishing_emergency_agree", args=[step.pk])
        yield Waiting(edition.page.draft_title, str(edition.office), step.started_at, address)


def _steps(led: QuerySet[Membership]) -> list[tuple[int, TaskState]]:
    """By their pages; the first query finds none but where somebody wishes an emergency bulletin."""
    wishes = {f"texts__{LOUDSPEAKER}__options__class": EMERGENCY}
    wished = Package.objects.filter(Exists(led), **wishes).values_list("page_id", flat=True)
    pages = [str(page) for page in wished]
    if not pages:
        return []
    waiting = ApprovalTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__object_id__in=pages,
        task__approvaltask__role=Role.LEADER,
    )
    rows = waiting.select_related("workflow_state", "revision").order_by("started_at")[
        :MOST_EXAMINED
    ]
    return [(int(row.workflow_state.object_id), row) for row in rows]
