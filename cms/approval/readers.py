"""Who may read an item that is not public: its draft, its package, the evidence of its approvals."""

from ..models import ItemPage, User
from . import paper_rights
from .approvers import Standings, is_member


def may_read(page: ItemPage, user: User, standings: Standings | None = None) -> bool:
    """Its office, whoever may edit it, and whoever is asked about it at the step it waits at.

    `standings` where a screen has asked for them already.
    """
    if user.is_superuser or is_member(user, page.edition.office):
        return True
    return page.permissions_for_user(user).can_edit() or _is_asked(
        page, user, standings or Standings([page])
    )


def _is_asked(page: ItemPage, user: User, standings: Standings) -> bool:
    step = page.current_workflow_task_state
    if step is None or step.status != step.STATUS_IN_PROGRESS:
        return False
    asked = standings.of_user(page, step.task.specific.role, user)
    return asked is not None or paper_rights.may_record(step, user, standings)
