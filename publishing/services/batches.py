"""One button for many deliveries: each on its own, so that one refusal stops no other."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.models import User

from ..models import Delivery
from ..rights import Rights
from .deliveries import DeliveryRefused, cancel_delivery, retry_delivery


@dataclass(frozen=True)
class BatchResult:
    """How many were done, and how many were not, by the reason."""

    done: int
    refused: dict[str, int]

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
    for delivery in deliveries:
        try:
            act(delivery=delivery, user=user, rights=rights)
            done += 1
        except PermissionDenied:
            refused[_("You have no role at its office that allows this.")] += 1
        except DeliveryRefused as error:
            refused[str(error)] += 1
    return BatchResult(done, dict(refused))
