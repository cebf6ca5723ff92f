"""What publishing adds to everyone's first screen."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django.db.models import Q, QuerySet
from wagtail.admin.ui.components import Component

from cms.models import User

from .board import with_relations
from .models import Delivery, Destination
from .state_tags import state_tag
from .visibility import deliveries_for, destinations_for

State = Delivery.State
MOST = 10  # rows of one list; the board has them all


class CheckPanel(Component):
    """“Cần kiểm tra”: unknown deliveries, failed ones, and destinations that are held."""

    name = "check"
    order = 200
    template_name = "publishing/board/check_panel.html"

    def __init__(
        self, deliveries: Sequence[Delivery], total: int, held: Sequence[Destination]
    ) -> None:
        self.deliveries, self.total, self.held = deliveries, total, held

    @classmethod
    def for_user(cls, user: User) -> Self | None:
        """None when nothing needs a look. What stands at a held destination is shown with it."""
        troubled = _troubled(user)
        total = troubled.count()
        held = destinations_for(user).filter(held_at__isnull=False, archived_at=None)
        listed = list(held.select_related("office").order_by("held_at")[:MOST])
        if not total and not listed:
            return None
        return cls(list(with_relations(troubled).order_by("-pk")[:MOST]), total, listed)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        rows = [(one, state_tag(one)) for one in self.deliveries]
        return {"rows": rows, "total": self.total, "held": self.held}


def _troubled(user: User) -> QuerySet[Delivery]:
    """Failed legs count while nobody has published, or taken down, the item anew."""
    failed = Q(state=State.FAILED, release__state__in=("in_force", "scheduled"))
    return deliveries_for(user).filter(Q(state=State.UNKNOWN) | failed)
