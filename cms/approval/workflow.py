"""The one workflow of the house."""

from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from ..models import ApprovalTask, Role
from .steps import STEPS

NAME = "Duyệt tin, bài"
STEP_NAMES = {
    Role.SECTION_HEAD: "Trưởng phòng xem",
    Role.POLICY_REVIEWER: "Thẩm định chính sách",
    Role.LEADER: "Lãnh đạo duyệt",
}


def approval_workflow() -> Workflow | None:
    """Found by its steps, so that renaming it does no harm."""
    return (
        Workflow.objects.active()
        .filter(workflow_tasks__task__approvaltask__isnull=False)
        .order_by("pk")
        .first()
    )


@transaction.atomic
def ensure_workflow() -> Workflow:
    """Make the workflow and its steps where they are missing. Data, so it may run again and again.

    It needs no assignment to the page tree: items name it themselves (`ItemPage.get_workflow`), so
    nobody can take it off a part of the tree. Wagtail's own example is taken off.
    """
    workflow = approval_workflow() or Workflow.objects.create(name=NAME)
    WorkflowPage.objects.all().delete()
    for order, role in enumerate(STEPS):
        task = ApprovalTask.objects.filter(role=role, active=True).order_by("pk").first()
        task = task or ApprovalTask.objects.create(role=role, name=STEP_NAMES[role])
        WorkflowTask.objects.update_or_create(
            workflow=workflow, task=task.task_ptr, defaults={"sort_order": order}
        )
    return workflow
