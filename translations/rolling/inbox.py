"""The inbox of an office: one line a copy, the newest national change of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.models import WorkflowState

from ..models import ChangeNotice, LocalCopy
from . import waits
from .addresses import of_notice
from .people import notices_for

State = ChangeNotice.State
Notices = QuerySet[ChangeNotice]


class Pile(StrEnum):
    OPEN = "open"
    SNOOZED = "snoozed"
    DONE = "done"


LABELS = {
    Pile.OPEN: pgettext_lazy("changes", "Open"),
    Pile.SNOOZED: gettext_lazy("Put off"),
    Pile.DONE: gettext_lazy("Done"),
}


@dataclass(frozen=True)
class Line:
    """`tone` is one of the styles of a state: wait, go, good, ask, bad."""

    notice: ChangeNotice
    title: str
    office: str
    said: str
    tone: str
    deadline: datetime | None
    is_late: bool
    address: str

    @property
    def is_critical(self) -> bool:
        return self.deadline is not None


def pile_of(user: Any, pile: Pile) -> Notices:
    """The most pressing first; of what is done the newest."""
    rows = _told(user)
    if pile is Pile.DONE:
        return _whole(rows.exclude(settled_at=None)).order_by("-settled_at", "-pk")
    rows = rows.filter(settled_at=None)
    rows = rows.filter(_put_off()) if pile is Pile.SNOOZED else rows.exclude(_put_off())
    by_due: Notices = _whole(rows).order_by(F("due").asc(nulls_last=True), "-pk")
    return by_due


def waiting_and_put_off(user: Any, **narrowed: Any) -> tuple[int, int]:
    """How many stand in the open pile and how many are snoozed; one query."""
    rows = _told(user).filter(settled_at=None, **narrowed)
    counted = rows.aggregate(all=Count("pk"), later=Count("pk", filter=_put_off()))
    return counted["all"] - counted["later"], counted["later"]


def _told(user: Any) -> Notices:
    rows = notices_for(user).exclude(state=State.OVERTAKEN)
    return rows.exclude(copy__state=LocalCopy.State.DETACHED)


def _put_off() -> Q:
    return Q(snoozed_until__gt=timezone.now())


def _whole(rows: Notices) -> Notices:
    """`due`: until when, also by an older change of the copy that is not taken in."""
    unsettled = ChangeNotice.objects.filter(
        copy=OuterRef("copy"), settled_at=None, rollout__deadline__isnull=False
    )
    due = unsettled.order_by().values("copy").annotate(due=Min("rollout__deadline")).values("due")
    late = unsettled.filter(overdue_at__isnull=False)
    rows = rows.select_related("rollout", "copy__edition__page", "copy__edition__office")
    return rows.annotate(due=Subquery(due), late=Exists(late))


def lines_of(notices: Sequence[Any]) -> list[Line]:
    """Two queries for the states of all pages."""
    standing = _standing_of({one.copy.edition.page_id for one in notices})
    return [_line(one, standing.get(one.copy.edition.page_id, "")) for one in notices]


def _line(notice: Any, standing: str) -> Line:
    page = notice.copy.edition.page
    said, tone = state_in_words(notice, standing)
    due = notice.due if notice.settled_at is None else None
    return Line(
        notice,
        page.draft_title or page.title,
        str(notice.copy.edition.office),
        said,
        tone,
        due,
        bool(notice.late) and notice.settled_at is None,
        of_notice(notice),
    )


def state_in_words(notice: ChangeNotice, standing: str) -> tuple[str, str]:
    """Words and tone; `standing`: of the local page in approval."""
    if notice.settled_at is not None:
        return _settled(notice)
    if notice.rollout.is_withdrawal:
        return _("The national item was taken down: decide about yours"), "bad"
    if notice.state == State.OPEN and notice.waits_because:
        return waits.said(notice.waits_because), "wait"
    if notice.waits_because == waits.Wait.LEFT_OUT:
        return _("Published without this change"), "bad"
    if number := len(notice.conflicts):
        said = ngettext("%(number)d place to decide", "%(number)d places to decide", number)
        return said % {"number": number}, "ask"
    if standing == WorkflowState.STATUS_IN_PROGRESS:
        return _("In review"), "go"
    if standing == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Returned by an approver"), "ask"
    return _("To be submitted for approval"), "ask"


def _settled(notice: ChangeNotice) -> tuple[str, str]:
    if notice.state == State.COVERED:
        return _("Published by itself under the national approval"), "good"
    if notice.state == State.KEPT and notice.settled_by is None:
        return _("Minor: left as it is"), "wait"
    if notice.state == State.KEPT:
        return _("Kept as it was"), "wait"
    if notice.rollout.is_silent:
        return _("Minor: taken into the draft"), "good"
    return _("Published"), "good"


def _standing_of(pages: Iterable[int]) -> dict[int, str]:
    """Of pages that are in approval or were returned."""
    states = WorkflowState.objects.active().filter(object_id__in=[str(pk) for pk in pages])
    return {int(pk): status for pk, status in states.values_list("object_id", "status")}


def standing_of(page: Any) -> str:
    return _standing_of([page.pk]).get(page.pk, "")
