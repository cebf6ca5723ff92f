"""Second posts of one delivery: the answer of an earlier attempt came when it was sent again.

The engine has one place for a receipt, and that is the newer attempt's. The other post stands on
its sealed record only, so it is read from there: nobody may overlook that two are showing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from .addresses import is_web
from .models import Attempt, AttemptRecord, Confirmation, Delivery

CAME_LATE = ("late_delivered", "late_accepted")


@dataclass(frozen=True)
class SecondPost:
    remote_id: str
    address: str
    attempt: Attempt


def has_second_post() -> Exists:
    """A condition on deliveries: an attempt made another post than the one it counts as."""
    removed = Confirmation.objects.filter(
        kind=Confirmation.Kind.REMOVED,
        delivery_key=OuterRef("delivery_key"),
        reason=OuterRef("remote_id"),
    )
    late = AttemptRecord.objects.filter(delivery_key=OuterRef("key"), outcome__in=CAME_LATE)
    others = late.exclude(remote_id="").exclude(remote_id=OuterRef("remote_id"))
    return Exists(others.filter(~Exists(removed)))


def second_posts(delivery: Delivery) -> Iterator[SecondPost]:
    """Those that nobody has removed yet."""
    if not Delivery.objects.filter(has_second_post(), pk=delivery.pk).exists():
        return
    removed = delivery.confirmations.filter(kind=Confirmation.Kind.REMOVED)
    known = {delivery.remote_id, *removed.values_list("reason", flat=True)}
    for attempt in delivery.attempts.filter(outcome__in=CAME_LATE).order_by("number"):
        remote_id = str(attempt.detail.get("remote_id", ""))[:200]
        if remote_id and remote_id not in known:
            known.add(remote_id)
            address = str(attempt.detail.get("address", ""))
            yield SecondPost(remote_id, address if is_web(address) else "", attempt)
