"""Why a step did not happen. Nothing was changed; every message says what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.approval import NotYours, Refused

__all__ = ["Clash", "Conflict", "Gap", "NotReady", "NotYours", "ParentMissing", "Refused", "Why"]


class Why(StrEnum):
    """Not ready, because …"""

    MISSING = "missing"
    STALE = "stale"
    UNFINISHED = "unfinished"
    MARKS = "marks"
    CHECKS = "checks"
    WARNING = "warning"
    OWN = "own"
    GONE = "gone"
    REFUSED = "refused"
    NOT_HEARD = "not_heard"


SAID = {
    Why.MISSING: gettext_lazy("not translated yet"),
    Why.STALE: gettext_lazy("out of date: the source changed"),
    Why.UNFINISHED: gettext_lazy("translated, but not at this step yet"),
    Why.MARKS: gettext_lazy("its marks ⟨ ⟩ are not those of the source"),
    Why.CHECKS: gettext_lazy("a check found a mistake"),
    Why.WARNING: gettext_lazy("a check warns: say why it is right"),
    Why.OWN: gettext_lazy("you wrote it yourself: somebody else checks it"),
    Why.GONE: gettext_lazy("no longer on the page"),
    Why.REFUSED: gettext_lazy("the page does not take it"),
    Why.NOT_HEARD: gettext_lazy("no recording of this text that a second person heard"),
}


@dataclass(frozen=True)
class Gap:
    """A segment that stands in the way; None: a text that is no segment yet.

    `detail` says more where the reason alone does not.
    """

    segment: UUID | None
    label: str
    source: str
    why: Why
    detail: str = ""

    @property
    def said(self) -> str:
        return self.detail or str(SAID[self.why])

    def __str__(self) -> str:
        return f"{self.label}: {self.said}"


class NotReady(Refused):
    """`gaps` in reading order."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self.gaps = tuple(gaps)
        shown = "; ".join(str(gap) for gap in self.gaps[:5])
        if len(self.gaps) > 5:
            shown = f"{shown}; …"
        message = _("%(count)s segments are not ready: %(which)s.")
        super().__init__(message % {"count": len(self.gaps), "which": shown})


@dataclass(frozen=True)
class Clash:
    """Two people wrote the same segment: what is stored now, and what would have replaced it."""

    segment: UUID
    mine: str
    theirs: str
    version: int  # of theirs: who saves again with it has seen it
    state: str
    by: str


class Conflict(Refused):
    """Somebody else changed these meanwhile."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        names = ", ".join(dict.fromkeys(clash.by for clash in self.clashes if clash.by)) or "?"
        message = _(
            "%(names)s changed this meanwhile. Compare both texts and save the one that is right."
        )
        super().__init__(message % {"names": names})


class ParentMissing(Refused):
    """The section that the translated page belongs in does not exist in its language."""
