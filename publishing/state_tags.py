"""States in the words of the screen: they depend on what is done and where."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import registry
from .channel import StrOrPromise
from .models import Delivery, Release
from .waiting import unanswered

Action, State = Delivery.Action, Delivery.State


@dataclass(frozen=True)
class Tag:
    """A state as text, with an icon for those who do not see colours and a tone for the others."""

    text: StrOrPromise
    icon: str
    tone: str  # wait, go, good, ask, bad, off


_TAGS = {
    State.QUEUED: Tag(_("Waiting to be sent"), "time", "wait"),
    State.SENDING: Tag(_("Being sent"), "upload", "go"),
    State.ACCEPTED: Tag(_("Waiting for confirmation"), "view", "go"),
    State.DELIVERED: Tag(pgettext_lazy("delivery", "Posted"), "check", "good"),
    State.UNKNOWN: Tag(_("Unknown – needs a check"), "help", "ask"),
    State.FAILED: Tag(_("Could not be posted"), "warning", "bad"),
    State.SUPERSEDED: Tag(_("Replaced by a newer one"), "history", "off"),
    State.CANCELLED: Tag(_("Cancelled"), "cross", "off"),
}
_BY_ACTION: dict[tuple[str, str], StrOrPromise] = {
    (State.QUEUED, Action.REVISE): _("Waiting to be updated"),
    (State.QUEUED, Action.WITHDRAW): _("Waiting to be taken down"),
    (State.DELIVERED, Action.REVISE): pgettext_lazy("delivery", "Updated"),
    (State.DELIVERED, Action.WITHDRAW): pgettext_lazy("delivery", "Taken down"),
    (State.FAILED, Action.REVISE): _("Could not be updated"),
    (State.FAILED, Action.WITHDRAW): _("Could not be taken down"),
}
_BY_LOUDSPEAKER: dict[str, StrOrPromise] = {
    State.DELIVERED: pgettext_lazy("delivery", "Broadcast"),
    State.FAILED: _("Not broadcast"),
}
_RELEASES = {
    Release.State.SCHEDULED: ("date", "wait"),
    Release.State.IN_FORCE: ("check", "good"),
    Release.State.REPLACED: ("history", "off"),
    Release.State.WITHDRAWN: ("bin", "off"),
    Release.State.CANCELLED: ("cross", "off"),
}


def state_tag(delivery: Delivery) -> Tag:
    """`delivery` must come with its release and destination."""
    tag = _TAGS[State(delivery.state)]
    if delivery.reason_code == Delivery.Reason.LATE or getattr(delivery, "second_post", False):
        return Tag(_("Posted late – needs a check"), "help", "ask")
    if delivery.state == State.QUEUED and delivery.nod_until:
        return Tag(_("Waits for the office's nod"), "help", "ask")
    if delivery.is_unconfirmed or unanswered(delivery):
        return Tag(_("Not confirmed"), "warning", "ask")
    return Tag(_text(delivery) or tag.text, tag.icon, tag.tone)


def _text(delivery: Delivery) -> StrOrPromise:
    spoken = (
        delivery.destination.channel in registry.spoken() and delivery.action != Action.WITHDRAW
    )
    if spoken and delivery.state in _BY_LOUDSPEAKER:
        return _BY_LOUDSPEAKER[delivery.state]
    return _BY_ACTION.get((delivery.state, delivery.action), "")


def release_tag(release: Release) -> Tag:
    icon, tone = _RELEASES[Release.State(release.state)]
    if release.kind == Release.Kind.WITHDRAW and release.state == Release.State.IN_FORCE:
        return Tag(Release.Kind.WITHDRAW.label, "bin", "off")
    return Tag(release.get_state_display(), icon, tone)
