"""Who goes next, of all that may go: the express lane, and what keeps it from starving the others.

Takings down first, then new versions of what is out, then what was approved as urgent, then the
rest; within each the oldest release first. One turn in five goes to whoever has been due longest,
whatever its lane: so the last of a million moves on while urgent ones keep coming.
"""

from collections.abc import Collection

from ..models import Delivery, Release
from . import gates

Lane = Delivery.Lane
ONE_IN = 5
BY_AGE = ONE_IN - 1  # the turn that goes to whoever has been due longest

# The index `delivery_next` has this order, so that the database stops at the first that may go.
_BY_LANE = ("lane", "release_id", "pk")
_BY_AGE = ("due_at", "pk")


def lane_for(release: Release, action: str) -> Lane:
    if action == Delivery.Action.WITHDRAW:
        return Lane.TAKING_DOWN
    if action == Delivery.Action.REVISE or release.kind == Release.Kind.UPDATE:
        return Lane.CORRECTION
    return Lane.URGENT if release.urgent else Lane.ORDINARY


def next_in_line(
    turn: int, *, most: int = 1, besides: Collection[int] = (), place: int = 0
) -> list[int]:
    """Ids of deliveries that may go now; a caller counts its `turn` up with every call it makes.

    `place`: of a caller among those who ask at the same moment. Within the first one's lane each
    begins at its own, so that they do not all claim the same.
    """
    by_age = turn % ONE_IN == BY_AGE
    rows = gates.sendable().exclude(pk__in=besides).order_by(*(_BY_AGE if by_age else _BY_LANE))
    found = list(rows.values_list("pk", "lane")[:most])
    ids = [pk for pk, _lane in found]
    if by_age or not place or not found:
        return ids
    alike = sum(lane == found[0][1] for _pk, lane in found)
    start = place % alike
    return [*ids[start:alike], *ids[:start], *ids[alike:]]
