"""Everything about one delivery, for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.template.loader import select_template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import registry
from .channel import Capabilities, Post, StrOrPromise
from .delivery.line import receipts_of
from .models import Attempt, AttemptRecord, Confirmation, Delivery, Destination
from .state_tags import Tag, state_tag
from .surplus import SecondPost, second_posts
from .waiting import by_hand, waits

Action, State = Delivery.Action, Delivery.State
KINDS: dict[str, StrOrPromise] = {
    "send": _("Sent"),
    "find": _("Looked for"),
    "check": _("Asked for the result"),
}
OUTCOMES: dict[str, StrOrPromise] = {
    "": _("under way"),
    "delivered": _("it is there"),
    "accepted": _("taken by the platform"),
    "transient": _("nothing was sent; tried again later"),
    "throttled": _("the platform asks to wait"),
    "auth": _("the credentials were refused"),
    "permanent": _("refused"),
    "ambiguous": _("no clear answer: it may be out"),
    "lost": _("the process ended before an answer came"),
    "fault": _("an unexpected fault"),
    "stopped": _("stopped before it was sent"),
    "absent": _("it is not there"),
    "not_seen": _("not seen yet"),
}
UNCLEAR_LOOK: StrOrPromise = _("the platform could not be read clearly")
LATE = "late_"


@dataclass(frozen=True)
class AttemptLine:
    attempt: Attempt
    kind: StrOrPromise
    outcome: StrOrPromise
    late: bool


@dataclass(frozen=True)
class ShownAs:
    """What a preview template asks of its `preview`: whose post it is."""

    destination: Destination

    @property
    def legs(self) -> Sequence["ShownAs"]:
        return (self,)


class Dossier:
    """`delivery` must come with release, destination, their offices, and `waits_for`."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery
        self.destination = delivery.destination
        self.tag: Tag = state_tag(delivery)
        self.waits_for: str = waits([delivery])[delivery.pk]
        self.preview = ShownAs(delivery.destination)

    @property
    def capabilities(self) -> Capabilities:
        return registry.channel_class(self.destination.channel).capabilities

    @cached_property
    def shown(self) -> Delivery | None:
        """Whose post is shown: this one's, or the newest that a withdrawal takes down."""
        if self.delivery.action != Action.WITHDRAW:
            return self.delivery
        rows = receipts_of(self.delivery.acts_on_id).select_related("variant__post")
        return rows.first() or self.delivery.acts_on

    @cached_property
    def post(self) -> Post | None:
        variant = self.shown.variant if self.shown else None
        return Post.from_data(variant.post.data) if variant else None

    @property
    def template(self) -> str:
        names = [self.destination.channel, "byhand"]
        found = select_template([f"publishing/previews/{name}.html" for name in names])
        return str(found.template.name)

    @property
    def address(self) -> str:
        """Where the post stands, if it is known."""
        return self.delivery.address or (self.shown.address if self.shown else "")

    @property
    def place(self) -> str:
        """The account on the platform, for a person who looks there."""
        channel = registry.channel_class(self.destination.channel)
        return channel(self.destination.config).public_address

    @property
    def by_hand(self) -> bool:
        return by_hand(self.delivery)

    @cached_property
    def attempts(self) -> list[AttemptLine]:
        return [_line(attempt) for attempt in self.delivery.attempts.order_by("-number")]

    @cached_property
    def looks(self) -> list[AttemptLine]:
        """Those that are over since it became unknown, the newest first."""
        since = self.delivery.unknown_since
        finds = (line for line in self.attempts if line.attempt.kind == "find")
        ended = (line for line in finds if line.attempt.ended_at)
        return [line for line in ended if since is None or line.attempt.started_at >= since]

    @property
    def looks_to_the_end(self) -> int:
        """How often everything was listed, and it was not among it."""
        return sum(line.attempt.outcome in ("not_seen", "absent") for line in self.looks)

    @property
    def looks_in_vain(self) -> int:
        """How often the platform did not let it look, or what it showed was not clear."""
        return len(self.looks) - self.looks_to_the_end

    @cached_property
    def second_posts(self) -> list[SecondPost]:
        return list(second_posts(self.delivery))

    @property
    def sent(self) -> Attempt | None:
        """The call that may have put it out."""
        calls = (line.attempt for line in self.attempts if line.attempt.kind == "send")
        return next((one for one in calls if one.begun_at), None)

    @cached_property
    def confirmations(self) -> list[Confirmation]:
        return list(self.delivery.confirmations.select_related("user").order_by("-sequence"))

    @cached_property
    def ledger(self) -> list[AttemptRecord]:
        return list(AttemptRecord.objects.filter(delivery_key=self.delivery.key))

    @property
    def absence_counts_from(self) -> datetime | None:
        """Before this time “not there” proves nothing; None: a person may decide at once."""
        proven_after, since = self.capabilities.absence_proven_after, self.delivery.unknown_since
        if proven_after is None or since is None:
            return None
        at = since + proven_after
        return at if at >= timezone.now() else None

    @property
    def absence_counts_since(self) -> datetime | None:
        """Since this time “not there” is proof; None: it is not yet, or nothing says when."""
        proven_after, since = self.capabilities.absence_proven_after, self.delivery.unknown_since
        if proven_after is None or since is None or self.absence_counts_from:
            return None
        return since + proven_after


def _line(attempt: Attempt) -> AttemptLine:
    late = attempt.outcome.startswith(LATE)
    name = attempt.outcome.removeprefix(LATE)
    outcome = OUTCOMES.get(name, name)
    if attempt.kind == "find" and name == "transient":
        outcome = UNCLEAR_LOOK
    return AttemptLine(attempt, KINDS.get(attempt.kind, attempt.kind), outcome, late)
