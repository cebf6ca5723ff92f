"""What publishing adds to everyone's first screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from cms.models import User

from . import keeping, taking_down
from .board import by_hand_channels, with_relations
from .models import Delivery, Destination, Release
from .rights import Rights
from .state_tags import Tag, state_tag
from .surplus import has_second_post
from .visibility import deliveries_for, destinations_for

State = Delivery.State
MOST = 10  # rows of one list; the board has them all
# One item that fails at hundreds of communes is one thing to look at.
ALIKE = ("release_id", "action", "state", "destination__channel")


@dataclass(frozen=True)
class Trouble:
    """Deliveries of one release that stand alike on one channel, shown by the newest of them."""

    newest: Delivery
    places: int
    same_reason: bool

    @property
    def tag(self) -> Tag:
        return state_tag(self.newest)

    @property
    def address(self) -> str:
        """Of the delivery, or of the board with all of them."""
        if self.places == 1:
            return reverse("publishing_delivery", args=[self.newest.pk])
        release, channel = self.newest.release, self.newest.destination.channel
        chosen: dict[str, str | int] = {
            "release": release.pk,
            "state": self.newest.state,
            "channel": channel,
        }
        return f"{reverse('publishing_board')}?{urlencode(chosen)}"


class CheckPanel(Component):
    """“Cần kiểm tra”: unknown and failed deliveries, posts by hand, and held destinations."""

    name = "check"
    order = 200
    template_name = "publishing/board/check_panel.html"

    def __init__(
        self, troubles: Sequence[Trouble], total: int, held: Sequence[tuple[Destination, bool]]
    ) -> None:
        """`held` says of each destination whether the user may open it."""
        self.troubles, self.total, self.held = troubles, total, held

    @classmethod
    def for_user(cls, user: User) -> Self | None:
        """None when nothing needs a look. What stands at a held destination is shown with it."""
        troubled = _troubled(user)
        total = troubled.count()
        held = destinations_for(user).filter(held_at__isnull=False, archived_at=None)
        kept = set(keeping.destinations_kept_by(user).values_list("pk", flat=True))
        places = held.select_related("office").order_by("held_at")[:MOST]
        listed = [(place, place.pk in kept) for place in places]
        if not total and not listed:
            return None
        return cls(_grouped(troubled), total, listed)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"troubles": self.troubles, "total": self.total, "held": self.held}


class DutyPanel(Component):
    """For the centre's duty editor: find what is out, and take it down."""

    name = "duty"
    order = 50
    template_name = "publishing/withdrawal/panel.html"

    def __init__(self, newest: Sequence[Release]) -> None:
        self.newest = newest

    @classmethod
    def for_user(cls, user: User) -> Self | None:
        return cls(taking_down.newest(user)) if Rights(user).is_on_duty else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"newest": self.newest}


def _grouped(troubled: QuerySet[Delivery]) -> list[Trouble]:
    """Two queries for any number of deliveries; the newest groups first."""
    groups = list(
        troubled.order_by()
        .values(*ALIKE)
        .annotate(newest=Max("pk"), places=Count("pk"), reasons=Count("reason", distinct=True))
        .order_by("-newest")[:MOST]
    )
    shown = with_relations(Delivery.objects.all()).in_bulk([group["newest"] for group in groups])
    return [
        Trouble(shown[group["newest"]], group["places"], group["reasons"] == 1) for group in groups
    ]


def _troubled(user: User) -> QuerySet[Delivery]:
    """Failed legs count while nobody has published, or taken down, the item anew."""
    failed = Q(state=State.FAILED, release__state__in=("in_force", "scheduled"))
    by_hand = Q(state=State.ACCEPTED, destination__channel__in=by_hand_channels())
    late = Q(state=State.SUPERSEDED, reason_code=Delivery.Reason.LATE) | Q(has_second_post())
    return deliveries_for(user).filter(Q(state=State.UNKNOWN) | failed | by_hand | late)
