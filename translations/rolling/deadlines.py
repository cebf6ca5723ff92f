"""Critical changes: a reminder before the deadline, and what happens to a copy that missed it."""

import logging
from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cms.models import Edition
from cms.turns import take_turns

from .. import log_actions
from ..models import AtDeadline, ChangeNotice, LocalCopy
from ..signals import copy_overdue
from . import mail

logger = logging.getLogger(__name__)
SOON = timedelta(hours=24)
MOST_AT_ONCE = 50
MOST_REMINDED = 200


def act_on_deadlines() -> None:
    """What the sweep does, however often; each office is reminded once, and its copy marked once."""
    remind()
    act_on_overdue()


@transaction.atomic
def remind() -> int:
    """A day before; where there was less than that from the beginning, halfway."""
    now = timezone.now()
    due = _waiting().filter(reminded_at=None, overdue_at=None, rollout__deadline__gt=now)
    due = due.filter(rollout__deadline__lte=now + SOON, created_at__lte=now - SOON / 2)
    rows = list(_whole(due)[:MOST_REMINDED])
    done = 0
    for notice in rows:
        mine = ChangeNotice.objects.filter(pk=notice.pk, reminded_at=None)
        if mine.update(reminded_at=now):
            mail.remind_office(notice)
            done += 1
    return done


def act_on_overdue() -> int:
    """By change: so many of its copies in one transaction, with the one mail to the centre."""
    due = _waiting().filter(overdue_at=None, rollout__deadline__lte=timezone.now())
    by_rollout: dict[int, list[ChangeNotice]] = defaultdict(list)
    for notice in _whole(due)[:MOST_AT_ONCE]:
        by_rollout[notice.rollout_id].append(notice)
    return sum(_act_together(notices) for notices in by_rollout.values())


@transaction.atomic
def _act_together(notices: list[ChangeNotice]) -> int:
    take_turns([notices[0].rollout.edition.work_id])  # before its notices, as rollouts do
    done = [missed for notice in notices if (missed := _acted(notice))]
    if done:
        mail.tell_centre_overdue(done)
    return len(done)


def _acted(notice: ChangeNotice) -> mail.Missed | None:
    """None: it was settled in this moment, or failed, which stops no other."""
    try:
        with transaction.atomic():
            return _act(notice)
    except Exception:
        logger.exception("The deadline of notice %s could not be acted upon", notice.pk)
        return None


def _act(notice: ChangeNotice) -> mail.Missed | None:
    now = timezone.now()
    mine = ChangeNotice.objects.filter(pk=notice.pk, settled_at=None, overdue_at=None)
    if not mine.update(overdue_at=now):
        return None
    notice.overdue_at = now
    # Also the newer change that overtook it: that is the one which stands on the list.
    on_its_list = ChangeNotice.objects.filter(copy=notice.copy_id, settled_at=None)
    on_its_list.update(snoozed_until=None)
    edition, action = notice.copy.edition, notice.rollout.at_deadline
    page = edition.page.specific
    missed = mail.Missed(notice, was_live=page.live)
    if page.live:
        if action != AtDeadline.TAKE_DOWN:
            Edition.objects.filter(pk=edition.pk, outdated_since=None).update(outdated_since=now)
        copy_overdue.send(
            sender=LocalCopy, copy=notice.copy, page=page, notice=notice, action=action
        )
    data = {"rollout": notice.rollout_id, "action": action}
    log(page, log_actions.OVERDUE, data=data)
    mail.tell_office_overdue(missed)
    return missed


def _waiting() -> QuerySet[ChangeNotice]:
    """Not in step, nor kept by a decision; also what a newer version overtook."""
    rows = ChangeNotice.objects.filter(settled_at=None, rollout__deadline__isnull=False)
    return rows.exclude(copy__state=LocalCopy.State.DETACHED)


def _whole(notices: QuerySet[ChangeNotice]) -> QuerySet[ChangeNotice]:
    both = ("copy__edition__office", "copy__edition__page")
    rows = notices.select_related(*both, "rollout__edition__office", "rollout__edition__page")
    return rows.order_by("rollout__deadline", "pk")
