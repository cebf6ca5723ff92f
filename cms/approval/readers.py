"""Who may read an item that is not public: its draft, its package, the evidence of its approvals."""

from ..models import ItemPage, User
from . import paper_rights
from .approvers import is_member, may_approve


def may_read(page: ItemPage, user: User) -> bool:
    """Its office, whoever may edit it, and whoever is asked about it at the step it waits at."""
    if user.is_superuser or is_member(user, page.edition.office):
        return True
    return page.permissions_for_user(user).can_edit() or _is_asked(page, user)


def _is_asked(page: ItemPage, user: User) -> bool:
    step = page.current_workflow_task_state
    if step is None or step.status != step.STATUS_IN_PROGRESS:
        return False
    return may_approve(page, step.task.specific.role, user) or paper_rights.may_record(step, user)
