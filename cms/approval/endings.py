"""How a step ended, in words: for whoever opens its link later."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from ..models import Approval, ApprovalTaskState
from .wording import decided_by


def how_it_ended(task_state: ApprovalTaskState) -> str:
    """Who ended the step and when; empty while it is open."""
    if task_state.status == TaskState.STATUS_IN_PROGRESS:
        return ""
    row = _decision_that_ended(task_state)
    if row is None:
        return _("This step is over.")
    sentences = {
        Approval.Decision.APPROVED: _("%(who)s approved it at %(at)s."),
        Approval.Decision.RETURNED: _("%(who)s returned it at %(at)s."),
        Approval.Decision.CORRECTED: _("%(who)s returned it with corrections at %(at)s."),
        Approval.Decision.TAKEN_BACK: _("%(who)s took it back at %(at)s."),
    }
    at = date_format(timezone.localtime(row.at), "H:i d/m/Y")
    return sentences[Approval.Decision(row.decision)] % {"who": decided_by(row), "at": at}


def is_recorded(task_state: TaskState, user, decision: str, comment: str = "") -> bool:
    """Whether the step ended by just this: the same form, arrived twice."""
    now = ApprovalTaskState.objects.get(pk=task_state.pk)
    row = None if now.status == TaskState.STATUS_IN_PROGRESS else _decision_that_ended(now)
    said = (user.pk, decision, " ".join(comment.split()))
    return row is not None and (row.user_id, row.decision, " ".join(row.comment.split())) == said


def _decision_that_ended(task_state: ApprovalTaskState) -> Approval | None:
    """The first at this step since it began, or the end of the whole review."""
    return (
        Approval.objects.filter(
            workflow_state_id_then=task_state.workflow_state_id, at__gte=task_state.started_at
        )
        .exclude(decision__in=[Approval.Decision.SUBMITTED, Approval.Decision.ACCEPTED])
        .filter(step__in=["", task_state.task.specific.role])
        .order_by("sequence")
        .first()
    )
