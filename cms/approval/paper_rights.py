"""Who may record a signature on paper, and whose."""

from wagtail.models import TaskState

from ..models import Role, User
from .approvers import approvers_of, may_approve

PAPER_STEPS = (Role.LEADER, Role.SECTION_HEAD)


def may_record(task_state: TaskState, user: User) -> bool:
    """A secretary of the item's office, or of the nearest above that has one; never an author."""
    if task_state.status != TaskState.STATUS_IN_PROGRESS or not user.is_active:
        return False
    if task_state.task.specific.role not in PAPER_STEPS:
        return False
    page = task_state.workflow_state.content_object.specific
    return may_approve(page, Role.SECRETARY, user) and bool(signatories(task_state, user))


def signatories(task_state: TaskState, recorder: User) -> list[User]:
    """Who could approve the step themselves. Nobody records their own signature."""
    page = task_state.workflow_state.content_object.specific
    people = approvers_of(page, task_state.task.specific.role)
    return [person for person in people if person.pk != recorder.pk]
