"""What people do with deliveries: one function a button. Each writes Wagtail's audit log.

Each raises PermissionDenied for somebody who may not, and DeliveryRefused.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.models import User

from .. import log_actions, registry
from ..channel import Channel, Receipt, StrOrPromise
from ..delivery import gates, line, policy
from ..delivery.calling import capabilities_of
from ..delivery.clock import database_now
from ..delivery.outcome import values_of
from ..delivery.tidying import tidy
from ..delivery.wording import sentence, stored
from ..models import Confirmation, Delivery
from ..release_plan import whats_out
from ..rights import Rights
from ..surplus import second_posts
from .confirmations import confirm_delivery, keep_confirmation
from .delivery_changes import DeliveryRefused, change, logged, refuse_if, require
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


@transaction.atomic
def retry_delivery(
    *, delivery: Delivery, user: User | None, rights: Rights | None = None
) -> Delivery:
    """Send again what failed or was cancelled, or at once what waits for its next attempt.

    Posts that were cancelled because their page did not go up come back with the page.
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


_RETRYABLE = (State.FAILED, State.CANCELLED)
LEFT_TO_ITS_LEADER = (Reason.NO_NOD, Reason.NOT_WANTED)


def send_again(delivery: Delivery, **more: Any) -> None:
    """Back in the queue, with `more` columns; raises DeliveryRefused. Call it in the work's turn."""
    refuse_if(delivery.state not in (*_RETRYABLE, State.QUEUED), _("It cannot be sent again now."))
    _refuse_what_cannot_go(delivery)
    refuse_if(_is_there_already(delivery), _("It is there already, word for word."))
    refuse_if(_is_wanted_again(delivery), _("A newer version has replaced it: send that one."))
    again = Delivery.objects.filter(pk=delivery.pk, state=delivery.state)
    change(again, tries=0, **_back_in_queue(), **more)
    Delivery.objects.filter(
        waits_for=delivery.pk, state=State.CANCELLED, reason_code=Reason.PAGE_NOT_UP
    ).update(tries=0, **_back_in_queue())


def _back_in_queue() -> dict[str, Any]:
    return {
        "state": State.QUEUED,
        "due_at": database_now(),
        "settled_at": None,
        "begun_at": None,
        "reason": "",
        "reason_code": "",
    }


def _is_there_already(delivery: Delivery) -> bool:
    """Cancelled since an earlier release put the same post there: a second one must not follow."""
    if delivery.action != Action.PUBLISH or delivery.variant is None:
        return False
    out = whats_out(work=delivery.work, language=delivery.language).get(delivery.destination_id)
    return (
        out is not None and out.root.pk != delivery.pk and out.last_hash == delivery.variant.post_id
    )


def _is_wanted_again(delivery: Delivery) -> bool:
    """What it would take down is what a later release left there, since the words are the same."""
    if delivery.action != Action.WITHDRAW:
        return False
    out = whats_out(work=delivery.work, language=delivery.language).get(delivery.destination_id)
    if out is None or out.root.pk != delivery.acts_on_id:
        return False
    later = Delivery.objects.filter(
        work=delivery.work_id,
        destination=delivery.destination_id,
        language=delivery.language,
        release_id__gt=delivery.release_id,
        release__state__in=line.LIVE,
        variant__post=out.last_hash,
    )
    return later.exists()


def _refuse_what_cannot_go(delivery: Delivery) -> None:
    row = Delivery.objects.filter(pk=delivery.pk)
    problems: list[tuple[Q, StrOrPromise]] = [
        (line.overtaken(), _("A newer version has replaced it: send that one.")),
        (gates.expired(), _("Its validity is over. Release the item again.")),
        (~gates.release_allows(), _("Its release is no longer in force. Release the item again.")),
        (
            Q(waits_for__state__in=_RETRYABLE),
            _("The page that it links to did not go up. Send the page again first."),
        ),
        (
            ~gates.may_be_shown(),
            _(
                "A picture of it may not be shown any more. Open the rights of the picture and write"
                " the new consent, or release the item again with another picture."
            ),
        ),
        (Q(destination__archived_at__isnull=False), _("The destination is no longer in use.")),
        (Q(action=Action.PUBLISH, variant=None), _("It has no post. Release the item again.")),
        (
            ~Q(action=Action.PUBLISH) & ~gates.has_receipt_to_act_on(),
            _("It never went out, so there is nothing to change or take down."),
        ),
    ]
    for condition, message in problems:
        refuse_if(row.filter(condition).exists(), message)


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
    """A person saw the post of an unknown delivery: it is delivered, and never sent again.

    `since`: unknown since when, as the person saw it; refused if it became unknown anew.
    """
    require(Rights.may_settle, delivery, user)
    refuse_if(delivery.state != State.UNKNOWN, _("It is not unknown any more."))
    address, remote_id = address.strip(), remote_id.strip()
    remote_id = remote_id or _remote_id_from(delivery, address)
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
    receipt = Receipt(remote_id=remote_id, address=address)
    found = policy.Decision("delivered", State.DELIVERED, receipt=receipt)
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

    `since` as `settle_as_found` takes it.
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
