"""What waits too long: reminders to approvers, by the clock or asked for, and the mark “Quá hạn”."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState

from . import approval, notices
from .approval.errors import NotYours, Refused
from .approval.wording import step_and_people
from .log_actions import REMIND_APPROVERS
from .models import ApprovalTaskState, Reminder, User
from .working_time import working_time_between

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=24)  # working hours between two rounds by the clock
PAUSE = timedelta(hours=4)  # after any reminder, before an editor may ask for another
HOUR = timedelta(hours=1)


def send_due_reminders() -> int:
    """Of every open step that has waited into a new period: one round of mail. How many rounds."""
    shortest = min(settings.LOA_REMIND_AFTER.values())
    waiting = ApprovalTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        started_at__lte=timezone.now() - shortest,
    ).select_related("task__approvaltask")
    rows = waiting.annotate(told=Max("reminders__period")).order_by("pk")
    due = [(step, period) for step in rows if (period := period_of(step)) > (step.told or 0)]
    return sum(_remind(step, period) for step, period in due)


def period_of(step: ApprovalTaskState) -> int:
    """0 while nobody need be reminded; then 1, and one more with every working day."""
    late = _late(step, settings.LOA_REMIND_AFTER)
    return 0 if late is None else 1 + late // AGAIN_AFTER


def overdue(step: ApprovalTaskState) -> str:
    """How long the step is overdue, in words; empty while it is not."""
    late = _late(step, settings.LOA_OVERDUE_AFTER)
    if late is None:
        return ""
    days, hours = late // AGAIN_AFTER, late // HOUR
    if days:
        words = ngettext(
            "Overdue by %(days)d working day", "Overdue by %(days)d working days", days
        )
        return words % {"days": days}
    words = ngettext("Overdue by %(hours)d hour", "Overdue by %(hours)d hours", hours)
    return words % {"hours": hours} if hours else _("Overdue since just now")


def _late(step: ApprovalTaskState, limits: dict[str, timedelta]) -> timedelta | None:
    limit = limits.get(step.task.approvaltask.role, limits[""])
    late = working_time_between(step.started_at, timezone.now()) - limit
    return late if late >= timedelta() else None


def _remind(step: ApprovalTaskState, period: int) -> bool:
    """One step that cannot be written about keeps back no other."""
    try:
        with transaction.atomic():
            return _is_open(step) and _note_round(step, period)
    except Exception:
        logger.exception("step %s: its approvers could not be reminded", step.pk)
        return False


def _note_round(step: ApprovalTaskState, period: int) -> bool:
    """The row of the period, unique in the database, lets only one of two sweeps write."""
    now = timezone.now()
    _row, new = Reminder.objects.get_or_create(step=step, period=period, defaults={"at": now})
    if new:
        notices.remind_of_approval(step)
    return new


def _is_open(step: ApprovalTaskState) -> bool:
    """Takes the row for this transaction, as a decision does: one of the two is first."""
    open_ = TaskState.objects.filter(pk=step.pk, status=TaskState.STATUS_IN_PROGRESS)
    return bool(open_.update(status=TaskState.STATUS_IN_PROGRESS))


def last_reminded_at(step: ApprovalTaskState) -> datetime | None:
    return step.reminders.aggregate(at=Max("at"))["at"]


def may_ask(step: ApprovalTaskState, user: User) -> bool:
    """The people who may take the item back may also ask for it."""
    page = step.workflow_state.content_object
    return page is not None and approval.may_take_back(page.specific, user)


def may_ask_again_at(last: datetime | None) -> datetime | None:
    """When the pause after the last reminder ends; None if it is over."""
    return last + PAUSE if last and last + PAUSE > timezone.now() else None


@transaction.atomic
def ask_for_decision(*, step: ApprovalTaskState, user: User) -> list[User]:
    """“Nhắc”: mail to everybody who may take the step; returns whom. Raises Refused, NotYours."""
    if not may_ask(step, user):
        raise NotYours
    if not _is_open(step):
        raise Refused(_("This step is over, so there is nobody to remind."))
    last = last_reminded_at(step)
    if again := may_ask_again_at(last):
        raise Refused(
            _("Reminded last at %(last)s. You can remind again after %(again)s.")
            % {"last": _clock(last), "again": _clock(again)}
        )
    Reminder.objects.create(step=step, at=timezone.now(), asked_by=user)
    people = notices.remind_of_approval(step, asked_by=user)
    page = step.workflow_state.content_object
    if not people:
        raise Refused(step_and_people(step.task.specific.role, people))
    log(instance=page.specific, action=REMIND_APPROVERS, user=user, data={"step": step.pk})
    return people


def _clock(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "H:i d/m/Y") if moment else ""
