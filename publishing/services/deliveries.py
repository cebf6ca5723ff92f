"""What people do with deliveries: one function a button. Each writes Wagtail's audit log.

Each raises PermissionDenied for somebody who may not, and DeliveryRefused.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.models import User

from .. import log_actions, registry
from ..channel import Channel, Receipt
from ..delivery import policy
from ..delivery.calling import capabilities_of
from ..delivery.clock import database_now
from ..delivery.outcome import chance, limits, values_of
from ..delivery.tidying import tidy
from ..delivery.wording import sentence, stored
from ..models import Confirmation, Delivery
from ..rights import Rights
from ..surplus import second_posts
from .confirmations import confirm_delivery, keep_confirmation
from .delivery_changes import DeliveryRefused, change, logged, refuse_if, require
from .sending_again import hold_back, send_again
from .turns import take_turn

__all__ = [
    "DeliveryRefused",
    "cancel_delivery",
    "confirm_delivery",
    "retry_delivery",
    "settle_as_absent",
    "settle_as_found",
    "settle_late_as_removed",
    "settle_second_as_removed",
]

State, Action, Reason = Delivery.State, Delivery.Action, Delivery.Reason
LEFT_TO_ITS_LEADER = (Reason.NO_NOD, Reason.NOT_WANTED)


@transaction.atomic
def retry_delivery(
    *, delivery: Delivery, user: User | None, rights: Rights | None = None
) -> Delivery:
    """Send again what failed or was cancelled, or at once what waits for its next attempt.

    Posts that were cancelled because their page did not go up come back with the page. What an office
    wants to see first waits for its nod (`sending_again`).
    """
    require(Rights.may_steer, delivery, user, rights)
    take_turn(delivery.work_id)
    refuse_if(
        delivery.state == State.CANCELLED and delivery.reason_code in LEFT_TO_ITS_LEADER,
        _(
            "Its office did not agree to it. The office's leader can still let it out, under"
            " “In our office's name”."
        ),
    )
    send_again(delivery)
    return logged(delivery, log_actions.RETRY, user, wakes=True)


@transaction.atomic
def cancel_delivery(
    *, delivery: Delivery, user: User | None, reason: str = "", rights: Rights | None = None
) -> Delivery:
    """Only what is still queued: a call that began cannot be called back."""
    require(Rights.may_steer, delivery, user, rights)
    take_turn(delivery.work_id)
    refuse_if(
        delivery.state != State.QUEUED,
        _("It is no longer waiting, so it cannot be cancelled. Take the item down instead."),
    )
    change(
        Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED),
        state=State.CANCELLED,
        settled_at=database_now(),
        reason_code=Reason.BY_PERSON,
        reason=stored(reason or Reason.BY_PERSON.label),
    )
    tidy(work_id=delivery.work_id)
    return logged(delivery, log_actions.CANCEL, user, reason=reason)


@transaction.atomic
def settle_as_found(
    *,
    delivery: Delivery,
    user: User,
    address: str = "",
    remote_id: str = "",
    since: datetime | None = None,
) -> Delivery:
    """A person saw the post of an unknown delivery: it is there, and never sent again.

    Where it bears the delivery's own key no address is asked for, and it still waits to be played.
    `since`: unknown since when, as the person saw it; refused if it became unknown anew.
    """
    require(Rights.may_settle, delivery, user)
    refuse_if(delivery.state != State.UNKNOWN, _("It is not unknown any more."))
    address, remote_id = address.strip(), remote_id.strip()
    keyed = _channel(delivery).keyed
    remote_id = str(delivery.key) if keyed else remote_id or _remote_id_from(delivery, address)
    refuse_if(not address and not remote_id, _("Give the address of the post."))
    refuse_if(len(address) > 500 or len(remote_id) > 200, _("The address is too long."))
    refuse_if(
        bool(address) and _channel(delivery).is_elsewhere(address),
        _(
            "This address is not of a post of this destination. Copy the address of the post itself."
        ),
    )
    copy = _channel(delivery).what_to_copy
    refuse_if(bool(copy) and not remote_id, copy)
    refuse_if(
        _belongs_to_another(delivery, address, remote_id),
        _("This post belongs to another delivery. Give the address of this one's."),
    )
    now = database_now()
    data = {"title": delivery.release.title} if keyed else {}  # as its channel keeps it
    receipt = Receipt(remote_id=remote_id, address=address, final=not keyed, data=data)
    facts = policy.Facts(delivery.action, now, capabilities_of(delivery))
    found = policy.decide_find(receipt, facts, limits(), chance)
    _settle_unknown(delivery, found, since)
    keep_confirmation(
        delivery, Confirmation.Kind.FOUND, at=now, user=user, who=str(user), address=address
    )
    return logged(delivery, log_actions.SETTLE_FOUND, user, address=address, remote_id=remote_id)


def _remote_id_from(delivery: Delivery, address: str) -> str:
    """So that a post that a person found can be corrected and taken down later."""
    return _channel(delivery).remote_id_from(address)


def _channel(delivery: Delivery) -> Channel:
    """Without secrets: it reads addresses only."""
    place = delivery.destination
    return registry.channel_class(place.channel)(place.config)


def _belongs_to_another(delivery: Delivery, address: str, remote_id: str) -> bool:
    same = Q(address__in=_spellings(address)) if address else Q()
    if remote_id:
        same |= Q(remote_id=remote_id)
    others = Delivery.objects.filter(destination=delivery.destination_id, action=Action.PUBLISH)
    return others.filter(same).exclude(pk=delivery.pk).exists()


def _spellings(address: str) -> set[str]:
    """As browsers and telephones show one address."""
    rest = address.partition("://")[2].rstrip("/")
    bare = rest.removeprefix("www.").removeprefix("m.")
    hosts = (rest, bare, f"www.{bare}", f"m.{bare}")
    pairs = [(scheme, host) for scheme in ("https", "http") for host in hosts]
    return {address, *(f"{scheme}://{host}{end}" for scheme, host in pairs for end in ("", "/"))}


@transaction.atomic
def settle_as_absent(*, delivery: Delivery, user: User, since: datetime | None = None) -> Delivery:
    """“It is not there, send again”. Refused while the platform may still make it visible.

    Before it goes, the office's rule and its values are asked again. `since` as `settle_as_found`
    takes it.
    """
    require(Rights.may_settle, delivery, user)
    refuse_if(delivery.state != State.UNKNOWN, _("It is not unknown any more."))
    now = database_now()
    proven_after = capabilities_of(delivery).absence_proven_after
    if proven_after and delivery.unknown_since:
        safe_at = delivery.unknown_since + proven_after
        when = f"{timezone.localtime(safe_at):%H:%M %d/%m/%Y}"
        message = _("The post may still appear. Look again after {when}, then decide.")
        refuse_if(now <= safe_at, format_lazy(message, when=when))
    absent = policy.Decision("absent", State.QUEUED, Reason.ABSENT, due_at=now)
    _settle_unknown(delivery, absent, since)
    keep_confirmation(delivery, Confirmation.Kind.ABSENT, at=now, user=user, who=str(user))
    tidy(work_id=delivery.work_id)
    delivery.refresh_from_db()
    if delivery.state == State.QUEUED:
        hold_back(delivery)
    return logged(delivery, log_actions.SETTLE_ABSENT, user, wakes=True)


@transaction.atomic
def settle_late_as_removed(*, delivery: Delivery, user: User) -> Delivery:
    """A person took the surplus post away on the platform: it is not out any more."""
    require(Rights.may_settle, delivery, user)
    late = Delivery.objects.filter(pk=delivery.pk, state=State.SUPERSEDED, reason_code=Reason.LATE)
    now, gone = database_now(), Reason.TAKEN_DOWN
    change(late, state=State.CANCELLED, reason_code=gone, reason=sentence(gone), settled_at=now)
    keep_confirmation(delivery, Confirmation.Kind.REMOVED, at=now, user=user, who=str(user))
    return logged(delivery, log_actions.CONFIRM, user, kind=Confirmation.Kind.REMOVED)


@transaction.atomic
def settle_second_as_removed(*, delivery: Delivery, user: User, remote_id: str) -> Delivery:
    """A person took away, on the platform, the second post that one delivery had made."""
    require(Rights.may_settle, delivery, user)
    second = next((one for one in second_posts(delivery) if one.remote_id == remote_id), None)
    if second is None:
        raise DeliveryRefused(_("The delivery changed meanwhile. Look at it again, please."))
    keep_confirmation(
        delivery,
        Confirmation.Kind.REMOVED,
        at=database_now(),
        user=user,
        who=str(user),
        address=second.address[:500],
        reason=remote_id,
    )
    return logged(delivery, log_actions.CONFIRM, user, kind=Confirmation.Kind.REMOVED)


def _settle_unknown(delivery: Delivery, decision: policy.Decision, since: datetime | None) -> None:
    """The fence moves on: a look that is under way can no longer write."""
    unknown = Delivery.objects.filter(pk=delivery.pk, state=State.UNKNOWN)
    if since is not None:
        unknown = unknown.filter(unknown_since=since)
    change(unknown, fence=F("fence") + 1, **values_of(decision, database_now()))
