"""What the verbs on deliveries share: rights, refusing, changing a row once, and the audit log."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.models import User

from ..channel import StrOrPromise
from ..delivery.wake import wake_delivery_on_commit
from ..models import Delivery
from ..rights import Rights


class DeliveryRefused(Exception):
    """Nothing was changed. `message` (lazily translated) says why and what to do."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def require(
    right: Callable[[Rights, Delivery], bool],
    delivery: Delivery,
    user: User | None,
    rights: Rights | None = None,
) -> None:
    """Raises PermissionDenied. `user` None is nobody of ours: Loa itself, or a commune's link.

    `rights`: the user's, where they are asked about many deliveries.
    """
    if user is not None and not right(rights or Rights(user), delivery):
        raise PermissionDenied


def refuse_if(condition: bool, message: StrOrPromise) -> None:
    if condition:
        raise DeliveryRefused(message)


def change(rows: QuerySet[Delivery], **values: Any) -> None:
    """Conditional UPDATE; refused when the engine or another person was quicker."""
    refuse_if(
        not rows.update(**values), _("The delivery changed meanwhile. Look at it again, please.")
    )


def logged(
    delivery: Delivery, action: str, user: User | None, *, wakes: bool = False, **data: Any
) -> Delivery:
    """Write the audit log and hand back the row as it is now."""
    delivery.refresh_from_db()
    log(delivery, action, user=user, data={key: value for key, value in data.items() if value})
    if wakes and delivery.state == Delivery.State.QUEUED:
        wake_delivery_on_commit(delivery.pk)
    return delivery
