"""What translations add to everyone's first screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from cms.visibility import roles_held
from cms.working_time import today

from ..rights import EDITORS, WRITERS
from .matrix import LATE
from .narrowing import at_stage, overdue, standing_requests
from .queue import LABELS, Pile, Queue
from .shown import Shown, shown, with_people
from .standing import Stage

MOST = 5  # rows of one pile; the queue has them all


@dataclass(frozen=True)
class Listed:
    """The first rows of a pile, and how many there are."""

    pile: Pile
    rows: Sequence[Shown]
    total: int

    @property
    def label(self) -> str:
        return str(LABELS[self.pile])

    @property
    def address(self) -> str:
        return f"{reverse('translations_queue')}?{urlencode({'pile': self.pile})}"

    @property
    def is_review(self) -> bool:
        return self.pile is Pile.REVIEW

    @property
    def is_heard(self) -> bool:
        return self.pile is Pile.LISTEN


class WorkPanel(Component):
    """A translator's own work; and of what an editor asked for, what is late or ready."""

    name = "translations"
    order = 20
    template_name = "translations/panel.html"

    def __init__(self, piles: Sequence[Listed], late: int, ready: int) -> None:
        self.piles, self.late, self.ready = piles, late, ready

    @classmethod
    def for_request(cls, request: HttpRequest) -> "WorkPanel | None":
        """None when nothing waits, and for those who do not do such work. A fixed number of queries."""
        roles, user = roles_held(request), request.user
        piles = _piles(user) if roles & set(WRITERS) else []
        asked = standing_requests().filter(requested_by=user.pk)
        late = ready = 0
        if roles & set(EDITORS):
            late = overdue(asked, today()).count()
            ready = at_stage(asked, Stage.DONE).count()
        return cls(piles, late, ready) if piles or late or ready else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "piles": self.piles,
            "late": self.late,
            "ready": self.ready,
            "late_address": _board(LATE),
            "ready_address": _board(Stage.DONE),
        }


def _piles(user: Any) -> list[Listed]:
    queue = Queue.of(user)
    found = [_listed(queue, pile) for pile in Pile]
    return [one for one in found if one.total]


def _listed(queue: Queue, pile: Pile) -> Listed:
    """What nobody translates is only counted: it is looked through on its own screen."""
    rows = queue.pile(pile)
    total = rows.count()
    first = [] if pile is Pile.FREE or not total else with_people(rows)[:MOST]
    return Listed(pile, shown(first, queue.user, today()) if first else [], total)


def _board(stage: str) -> str:
    return f"{reverse('translations_matrix')}?{urlencode({'stage': stage, 'mine': 'on'})}"
