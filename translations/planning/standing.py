"""How an item stands in a language, in one word, and since when. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..progress import Progress
from ..unit import State

SOON = 3  # days before it is due


class Stage(StrEnum):
    """What is to be done next. Of several the first that fits, in the order of `_stage`."""

    NEW = "new"
    WORKING = "working"
    STALE = "stale"
    REVIEW = "review"
    DONE = "done"
    LIVE = "live"


LABELS = {
    Stage.NEW: gettext_lazy("Not begun"),
    Stage.WORKING: gettext_lazy("Being translated"),
    Stage.STALE: gettext_lazy("Out of date"),
    Stage.REVIEW: gettext_lazy("Waits for review"),
    Stage.DONE: gettext_lazy("All approved"),
    Stage.LIVE: gettext_lazy("On the portal"),
}
TONES = {
    Stage.NEW: "wait",
    Stage.WORKING: "go",
    Stage.STALE: "ask",
    Stage.REVIEW: "ask",
    Stage.DONE: "good",
    Stage.LIVE: "good",
}


@dataclass(frozen=True)
class Standing:
    """`is_live`: the translated page can be read by the public."""

    progress: Progress
    today: date
    is_live: bool = False

    @property
    def stage(self) -> Stage:
        counts = self.progress.counts
        if counts[State.STALE]:
            return Stage.STALE
        if self.progress.is_complete:
            return Stage.LIVE if self.is_live else Stage.DONE
        if counts[State.EMPTY] == self.progress.total:
            return Stage.NEW
        return Stage.WORKING if counts[State.EMPTY] or counts[State.DRAFT] else Stage.REVIEW

    @property
    def label(self) -> str:
        if self.stage is not Stage.STALE:
            return str(LABELS[self.stage])
        number = self.progress.counts[State.STALE]
        words = ngettext("%(number)d text out of date", "%(number)d texts out of date", number)
        return words % {"number": number}

    @property
    def tone(self) -> str:
        return "bad" if self.late_days else TONES[self.stage]

    @property
    def is_finished(self) -> bool:
        return self.stage in (Stage.DONE, Stage.LIVE)

    @property
    def late_days(self) -> int:
        due = self.progress.due_on
        return max(0, (self.today - due).days) if due and not self.is_finished else 0

    @property
    def is_due_soon(self) -> bool:
        due = self.progress.due_on
        return bool(due and not self.is_finished and 0 <= (due - self.today).days <= SOON)

    @property
    def late_in_words(self) -> str:
        """Empty while it is not overdue."""
        if not (days := self.late_days):
            return ""
        return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days) % {
            "days": days
        }

    @property
    def due_in_words(self) -> str:
        """“Today” and “tomorrow” where the day is near; empty without one, or when it is over."""
        due = self.progress.due_on
        if due is None or self.is_finished or self.late_days:
            return ""
        near = {0: _("Due today"), 1: _("Due tomorrow")}
        return near.get((due - self.today).days) or _("Due on %(day)s") % {"day": f"{due:%d/%m/%Y}"}

    @property
    def since(self) -> datetime:
        """Since when it is so: the oldest change that made it out of date, else the request."""
        return self.progress.stale_since or self.progress.requested_at

    @property
    def age_days(self) -> int:
        zone = timezone.get_default_timezone()
        return max(0, (self.today - timezone.localdate(self.since, zone)).days)

    @property
    def age(self) -> str:
        """How long it has stood so, in days; empty when nothing is left to do."""
        if self.is_finished:
            return ""
        if not (days := self.age_days):
            return _("since today")
        return ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days}

    @property
    def left(self) -> int:
        """Texts to do next: to translate, and once there are none, to review."""
        counts = self.progress.counts
        to_translate = counts[State.EMPTY] + counts[State.DRAFT] + counts[State.STALE]
        return to_translate or self.progress.total - counts[State.APPROVED]

    @property
    def translated_percent(self) -> int:
        """Marked as translated or further, rounded down."""
        counts, total = self.progress.counts, self.progress.total
        ready = counts[State.TRANSLATED] + counts[State.REVIEWED] + counts[State.APPROVED]
        return 100 * ready // total if total else 0
