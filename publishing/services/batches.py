"""One button for many deliveries: each on its own, so that one refusal stops no other."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.models import Office, User

from ..models import Delivery
from ..rights import Rights
from .deliveries import DeliveryRefused, cancel_delivery, retry_delivery
from .sending_again import StatedOtherwise


@dataclass(frozen=True)
class BatchResult:
    """How many were done, and how many were not, by the reason."""

    done: int
    refused: dict[str, int]
    asking: int = 0  # of those done, what waits for the nod of an office's leader first
    restated: tuple[Office, ...] = ()  # on whose lists some of the others are released anew

    @property
    def reasons(self) -> str:
        """“2: A newer version …; 1: It is no longer …”"""
        return "; ".join(f"{count}: {why.rstrip('.')}" for why, count in self.refused.items())


def retry_deliveries(*, deliveries: Iterable[Delivery], user: User) -> BatchResult:
    return _each(deliveries, user, retry_delivery)


def cancel_deliveries(*, deliveries: Iterable[Delivery], user: User) -> BatchResult:
    return _each(deliveries, user, cancel_delivery)


def _each(deliveries: Iterable[Delivery], user: User, act: Callable[..., Any]) -> BatchResult:
    refused, done, rights = Counter[str](), 0, Rights(user)
    asking, restated = 0, dict[Office, None]()
    for delivery in deliveries:
        try:
            asking += _waits_for_nod(act(delivery=delivery, user=user, rights=rights))
            done += 1
        except PermissionDenied:
            refused[_("You have no role at its office that allows this.")] += 1
        except DeliveryRefused as error:
            refused[str(error)] += 1
            if isinstance(error, StatedOtherwise):
                restated[error.office] = None
    return BatchResult(done, dict(refused), asking, tuple(restated))


def _waits_for_nod(delivery: Delivery) -> bool:
    return delivery.state == Delivery.State.QUEUED and delivery.nod_until is not None
