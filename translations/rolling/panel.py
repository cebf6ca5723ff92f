"""National changes on everyone's first screen: what waits for one's offices."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.visibility import roles_held

from .addresses import of_inbox
from .inbox import Line, Pile, lines_of, pile_of, waiting_and_put_off
from .people import READERS, offices_acted_for

MOST = 5


class ChangesPanel(Component):
    name = "national-changes"
    order = 15
    template_name = "translations/rolling/panel.html"

    def __init__(self, lines: Sequence[Line], total: int, snoozed: int) -> None:
        self.lines, self.total, self.snoozed = lines, total, snoozed

    @classmethod
    def for_request(cls, request: HttpRequest) -> "ChangesPanel | None":
        """Of the offices that the person acts for. None when nothing waits; a fixed number of queries."""
        if not roles_held(request) & {str(role) for role in READERS}:
            return None
        mine = {"copy__edition__office__in": offices_acted_for(request.user)}
        total, snoozed = waiting_and_put_off(request.user, **mine)
        if not total and not snoozed:
            return None
        first = pile_of(request.user, Pile.OPEN).filter(**mine)[:MOST] if total else []
        return cls(lines_of(list(first)) if first else [], total, snoozed)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "lines": self.lines,
            "total": self.total,
            "snoozed": self.snoozed,
            "address": of_inbox(),
            "snoozed_address": of_inbox(show=Pile.SNOOZED),
        }
