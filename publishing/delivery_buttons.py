"""The buttons of a delivery: when each is there, who has it, what it asks and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import User

from . import registry
from .channel import StrOrPromise
from .forms import deliveries as ask
from .models import Confirmation, Delivery
from .rights import Rights
from .services.deliveries import (
    LEFT_TO_ITS_LEADER,
    cancel_delivery,
    confirm_delivery,
    retry_delivery,
    settle_as_absent,
    settle_as_found,
    settle_late_as_removed,
    settle_second_as_removed,
)
from .waiting import by_hand

Action, State, Kind = Delivery.Action, Delivery.State, Confirmation.Kind


@dataclass(frozen=True)
class Button:
    """`offered` looks at the state, `allowed` at the person; `run` gets the form's answers and hands
    back what `done` speaks of: the delivery as it is then, where it may go several ways."""

    offered: Callable[[Delivery], bool]
    allowed: Callable[[Rights, Delivery], bool]
    form: type[forms.Form]
    run: Callable[[Delivery, User, Mapping[str, Any]], Any]
    done: StrOrPromise | Callable[[Delivery], StrOrPromise]

    def said(self, outcome: Any) -> str:
        return str(self.done(outcome) if callable(self.done) else self.done)


def buttons_for(delivery: Delivery, rights: Rights) -> dict[str, Button]:
    return {
        verb: button
        for verb, button in BUTTONS.items()
        if button.offered(delivery) and button.allowed(rights, delivery)
    }


def _can_retry(delivery: Delivery) -> bool:
    if delivery.state == State.QUEUED:
        return bool(delivery.tries)
    if delivery.state == State.CANCELLED and delivery.reason_code in LEFT_TO_ITS_LEADER:
        return False
    has_post = delivery.variant_id is not None or delivery.action == Action.WITHDRAW
    return delivery.state in (State.FAILED, State.CANCELLED) and has_post


def _can_mark_posted(delivery: Delivery) -> bool:
    return (
        by_hand(delivery)
        and delivery.action != Action.WITHDRAW
        and delivery.state == State.ACCEPTED
    )


def _can_mark_removed(delivery: Delivery) -> bool:
    """Also where Loa could not take it down itself."""
    if delivery.action != Action.WITHDRAW:
        return False
    return delivery.state == State.FAILED or (
        delivery.state == State.ACCEPTED and by_hand(delivery)
    )


def _can_record_call(delivery: Delivery) -> bool:
    after_all = (
        delivery.state == State.FAILED and delivery.reason_code == Delivery.Reason.NOT_PLAYED
    )
    channel = delivery.destination.channel
    spoken = channel in registry.spoken() and delivery.action != Action.WITHDRAW
    return spoken and (delivery.state == State.ACCEPTED or after_all)


def _unknown(delivery: Delivery) -> bool:
    return delivery.state == State.UNKNOWN


def _is_keyed(delivery: Delivery) -> bool:
    return registry.channel_class(delivery.destination.channel).keyed


def _came_late(delivery: Delivery) -> bool:
    return delivery.state == State.SUPERSEDED and delivery.reason_code == Delivery.Reason.LATE


def _has_second_post(delivery: Delivery) -> bool:
    """Read with the row (`board.with_relations`)."""
    return bool(getattr(delivery, "second_post", False))


def _sent_again(delivery: Delivery) -> StrOrPromise:
    if delivery.nod_until:
        return _("It is sent again once the leader of the office has agreed to it.")
    return _("It is sent again.")


def _not_there(delivery: Delivery) -> StrOrPromise:
    if delivery.state == State.QUEUED and not delivery.nod_until:
        return _("Noted: the post is not there. It is sent again.")
    return _("Noted: the post is not there. It is not sent now: this page says why.")


def _posted(delivery: Delivery, user: User, said: Mapping[str, Any], kind: str) -> Any:
    return confirm_delivery(
        delivery=delivery,
        kind=kind,
        by=Confirmation.By.USER,
        user=user,
        who=str(user),
        address=said.get("address", ""),
        photo=said.get("photo"),
    )


def _called(delivery: Delivery, user: User, said: Mapping[str, Any]) -> Any:
    return confirm_delivery(
        delivery=delivery, by=Confirmation.By.TELEPHONE, user=user, **dict(said)
    )


BUTTONS: dict[str, Button] = {
    "retry": Button(
        _can_retry,
        Rights.may_steer,
        forms.Form,
        lambda one, user, said: retry_delivery(delivery=one, user=user),
        _sent_again,
    ),
    "cancel": Button(
        lambda one: one.state == State.QUEUED,
        Rights.may_steer,
        ask.CancelForm,
        lambda one, user, said: cancel_delivery(delivery=one, user=user, reason=said["reason"]),
        _("It was cancelled."),
    ),
    "taken": Button(
        lambda one: _unknown(one) and _is_keyed(one),
        Rights.may_settle,
        ask.SeenForm,
        lambda one, user, said: settle_as_found(delivery=one, user=user, **said),
        _("Noted: the station has it. It is not sent again."),
    ),
    "found": Button(
        lambda one: _unknown(one) and not _is_keyed(one),
        Rights.may_settle,
        ask.FoundForm,
        lambda one, user, said: settle_as_found(delivery=one, user=user, **said),
        _("Noted: the post is there. It is not sent again."),
    ),
    "absent": Button(
        _unknown,
        Rights.may_settle,
        ask.AbsentForm,
        lambda one, user, said: settle_as_absent(delivery=one, user=user, since=said["since"]),
        _not_there,
    ),
    "surplus": Button(
        _came_late,
        Rights.may_settle,
        forms.Form,
        lambda one, user, said: settle_late_as_removed(delivery=one, user=user),
        _("Noted: it was removed."),
    ),
    "second": Button(
        _has_second_post,
        Rights.may_settle,
        ask.SecondForm,
        lambda one, user, said: settle_second_as_removed(delivery=one, user=user, **said),
        _("Noted: it was removed."),
    ),
    "posted": Button(
        _can_mark_posted,
        Rights.may_steer,
        ask.PostedForm,
        lambda one, user, said: _posted(one, user, said, Kind.POSTED),
        _("Noted: it was posted."),
    ),
    "removed": Button(
        _can_mark_removed,
        Rights.may_steer,
        ask.RemovedForm,
        lambda one, user, said: _posted(one, user, said, Kind.REMOVED),
        _("Noted: it was removed."),
    ),
    "called": Button(
        _can_record_call,
        Rights.may_confirm_call,
        ask.CallForm,
        _called,
        _("The confirmation by telephone was recorded."),
    ),
}
