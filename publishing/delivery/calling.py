"""The call itself: a channel instance for the delivery's destination, outside any transaction."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ..channel import Capabilities, Channel, Post, Receipt
from ..errors import PermanentError
from ..models import Delivery, Destination, Variant
from ..registry import channels
from ..sealed_releases import refuse_unapproved_post, refuse_unordered_removal
from .claiming import Claim, SavedCheckpoint, begin
from .line import Action, receipts_of
from .wording import sentence

# (destination, what to call just before the first irreversible byte) -> channel
OpenChannel = Callable[[Destination, Callable[[], None]], Channel]


def open_channel(destination: Destination, on_irreversible: Callable[[], None]) -> Channel:
    """A channel with its opened settings and the guarded way out."""
    from ..credentials import config_for
    from ..http import Outbound

    channel = channels().get(destination.channel)
    if channel is None:
        raise PermanentError(_("This installation has no channel of this kind any more."))
    outbound = Outbound(deadline=settings.LOA_CALL_DEADLINE, on_irreversible=on_irreversible)
    return channel(config_for(destination), outbound)


def capabilities_of(delivery: Delivery) -> Capabilities:
    """Those of a channel that is no longer registered: none."""
    channel = channels().get(delivery.destination.channel)
    return channel.capabilities if channel else Capabilities()


def call(claim: Claim, open_channel: OpenChannel) -> Receipt | None:
    """Publish, revise, withdraw, find or check, as the claim says. Raises what the channel raises."""
    from ..sheets.papers import DeliveryPapers

    channel = open_channel(claim.delivery.destination, lambda: begin(claim))
    if channel.http is not None:
        channel.http.papers = DeliveryPapers(claim.delivery)
    if claim.attempt.kind == "check":
        return channel.check(to_receipt(claim.delivery))
    if claim.attempt.kind == "find":
        return _find(channel, claim)
    return _send(channel, claim)


def _find(channel: Channel, claim: Claim) -> Receipt | None:
    delivery = claim.delivery
    since = delivery.begun_at or delivery.unknown_since or delivery.created_at
    return channel.find(
        _post(delivery),
        key=str(delivery.key),
        since=since,
        checkpoint=SavedCheckpoint(claim.attempt),
    )


def _send(channel: Channel, claim: Claim) -> Receipt:
    delivery, key = claim.delivery, str(claim.delivery.key)
    if delivery.action == Action.PUBLISH:
        checkpoint = SavedCheckpoint(claim.attempt)
        receipt = channel.publish(_approved_post(delivery), key=key, checkpoint=checkpoint)
    elif delivery.action == Action.REVISE:
        receipt = channel.revise(_receipt_to_act_on(delivery), _approved_post(delivery), key=key)
    else:
        refuse_unordered_removal(delivery)
        target = _receipt_to_act_on(delivery)
        channel.withdraw(target)
        receipt = replace(target, final=not channel.capabilities.removed_by_person)
    if not isinstance(receipt, Receipt):
        raise TypeError(f"{channel.name}: {delivery.action} gave no receipt")
    return receipt if receipt.remote_id else replace(receipt, remote_id=key)


def _approved_post(delivery: Delivery) -> Post:
    """Raises PermanentError for anything that was not sealed when the release was approved."""
    stored = _variant(delivery).post
    refuse_unapproved_post(delivery, stored)
    return Post.from_data(stored.data)


def _post(delivery: Delivery) -> Post:
    return Post.from_data(_variant(delivery).post.data)


def _variant(delivery: Delivery) -> Variant:
    if delivery.variant is None:
        raise PermanentError(_("The delivery has no post. Release the item again."))
    return delivery.variant


def _receipt_to_act_on(delivery: Delivery) -> Receipt:
    """Of the same work at the same place: a row edited by hand reaches nobody else's post."""
    newest = receipts_of(delivery.acts_on_id).first()
    if newest is None:
        raise PermanentError(sentence(Delivery.Reason.NOTHING_THERE))
    same = (newest.work_id, newest.destination_id) == (delivery.work_id, delivery.destination_id)
    if not same:
        raise PermanentError(sentence(Delivery.Reason.NOTHING_THERE))
    return to_receipt(newest)


def to_receipt(delivery: Delivery) -> Receipt:
    """The stored receipt of a delivery that is out."""
    stored: Mapping[str, Any] = delivery.receipt
    return Receipt(
        remote_id=stored.get("remote_id") or delivery.remote_id,
        address=stored.get("address") or delivery.address,
        final=bool(stored.get("final", True)),
        data=stored.get("data") or {},
    )
