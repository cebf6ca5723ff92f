"""How far a translation is, as a bar."""

from dataclasses import dataclass
from typing import Any

from ..models import TranslationRequest
from ..progress import progress_of
from ..state_names import SAID
from ..unit import State

ORDER = (State.APPROVED, State.REVIEWED, State.TRANSLATED, State.DRAFT, State.STALE, State.EMPTY)


@dataclass(frozen=True)
class Part:
    state: str
    label: str
    count: int


@dataclass(frozen=True)
class Bar:
    total: int
    percent: int  # approved
    parts: tuple[Part, ...]

    def to_data(self) -> dict[str, Any]:
        parts = [{"state": p.state, "label": p.label, "count": p.count} for p in self.parts]
        return {"total": self.total, "percent": self.percent, "parts": parts}


def bar_of(request: TranslationRequest) -> Bar:
    """One query."""
    found = progress_of(TranslationRequest.objects.filter(pk=request.pk))
    for progress in found.values():
        parts = (Part(state.value, str(SAID[state]), progress.counts[state]) for state in ORDER)
        shown = tuple(part for part in parts if part.count)
        return Bar(progress.total, progress.percent, shown)
    return Bar(0, 0, ())
