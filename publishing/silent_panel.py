"""“Bản tin chưa ai xác nhận”: on the first screen of those who look after communes.

The same bulletins that the list of communes counts: in the list of a commune, and nobody there has
said anything about them yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.urls import reverse
from wagtail.admin.ui.components import Component

from cms.models import Role, User

from .bulletins import in_force
from .communes import communes_kept_by
from .models import Delivery
from .source_systems import without_passed_on

MOST_BULLETINS = 10
MOST_COMMUNES = 6  # of one bulletin; the list of communes has them all


@dataclass(frozen=True)
class SilentBulletin:
    """One bulletin with the deliveries of it that nobody has confirmed."""

    title: str
    since: datetime | None
    is_priority: bool
    is_emergency: bool
    deliveries: Sequence[Delivery]

    @property
    def shown(self) -> Sequence[Delivery]:
        return self.deliveries[:MOST_COMMUNES]

    @property
    def more(self) -> int:
        return max(len(self.deliveries) - MOST_COMMUNES, 0)


class SilentPanel(Component):
    name = "silent"
    order = 100
    template_name = "publishing/communes/silent_panel.html"

    def __init__(self, bulletins: Sequence[SilentBulletin], total: int) -> None:
        self.bulletins, self.total = bulletins, total

    @classmethod
    def for_user(cls, user: User) -> Self | None:
        """None for others than grassroots officers, and when every bulletin was answered."""
        if not user.memberships.filter(role=Role.GRASSROOTS_OFFICER).exists():
            return None
        silent = _silent(user)
        return cls(_by_bulletin(silent)[:MOST_BULLETINS], len(silent)) if silent else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        address = reverse("publishing_communes")
        return {"bulletins": self.bulletins, "total": self.total, "communes": address}


def _silent(user: User) -> list[Delivery]:
    """Three queries; the longest waiting first."""
    places = list(communes_kept_by(user).select_related("office"))
    rows = in_force([place.pk for place in places])
    rows = rows.filter(state=Delivery.State.ACCEPTED, confirmations=None)
    related = without_passed_on(rows, places).select_related(
        "release", "destination", "variant__post"
    )
    return list(related.order_by("release_id", "destination__name"))


def _by_bulletin(rows: Sequence[Delivery]) -> list[SilentBulletin]:
    """Emergency before priority before ordinary."""
    of_release: dict[int, list[Delivery]] = {}
    for row in rows:
        of_release.setdefault(row.release_id, []).append(row)
    found = [_bulletin(deliveries) for deliveries in of_release.values()]
    return sorted(found, key=lambda one: (not one.is_emergency, not one.is_priority))


def _bulletin(deliveries: Sequence[Delivery]) -> SilentBulletin:
    first = deliveries[0]
    assert first.variant is not None  # `in_force` has no others
    post = first.variant.post.data
    return SilentBulletin(
        title=post.get("title") or first.release.title,
        since=first.release.went_live_at,
        is_emergency=post.get("extra", {}).get("class") == "emergency",
        is_priority=post.get("extra", {}).get("class") == "priority",
        deliveries=deliveries,
    )
