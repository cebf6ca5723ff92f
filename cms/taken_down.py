"""The mark of an item that was live and was taken down: it is a draft again, and must not look new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Approval

LONGEST_REASON = 200  # characters, in a list


@dataclass(frozen=True)
class TakenDown:
    at: datetime
    by: str
    reason: str

    @property
    def in_words(self) -> str:
        values = {"day": f"{timezone.localtime(self.at):%d/%m/%Y}", "reason": self.reason}
        if not self.reason:
            return _("Taken down on %(day)s") % values
        return _("Taken down on %(day)s, reason: %(reason)s") % values


def taken_down(pages: Iterable[int]) -> dict[int, TakenDown]:
    """By page id, of these pages; one query. Whether a page is live again its caller knows."""
    rows = Approval.objects.filter(
        decision=Approval.Decision.TAKEN_DOWN, page_id_then__in=list(pages)
    )
    return {
        row.page_id_then: TakenDown(row.at, row.user_name, _shortened(row.comment))
        for row in rows.order_by("sequence")
    }


def mark_of(page) -> TakenDown | None:
    """None while the item is live, and for one that was never taken down."""
    return None if page.live or not page.pk else taken_down([page.pk]).get(page.pk)


def _shortened(reason: str) -> str:
    text = " ".join(reason.split())
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 1].rstrip() + "…"
