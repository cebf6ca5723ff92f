"""“Chờ đơn vị đồng ý”: on the first screen of whoever may agree to posts in an office's name."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from wagtail.admin.ui.components import Component

from cms.models import User

from . import in_our_name
from .nodders import offices_nodded_by

MOST = 5


class NodPanel(Component):
    name = "nods"
    order = 60
    template_name = "publishing/in_our_name/panel.html"

    def __init__(self, lines: Sequence[in_our_name.Line]) -> None:
        self.lines = lines

    @classmethod
    def for_user(cls, user: User) -> Self | None:
        """None when nothing waits for this person; the most urgent first."""
        offices = offices_nodded_by(user)
        lines = in_our_name.lines(offices, only="waiting")[:MOST] if offices else []
        return cls(lines) if lines else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"lines": self.lines}
