"""What must never happen, said at the moment at which it does.

An assertion inside a call would be taken for an error of the channel, so findings are collected and
`verdict` raises them after each step. The order of texts, duplicates and what is public are judged
by the platform's own memory; what offices decided (holds, stops, releases) by their rows.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from media_assets.models import PersonShown
from publishing.channel import Post
from publishing.errors import RateLimited, TransientError
from publishing.models import Attempt, Delivery, Destination, Release, StopSwitch

from .clock import Clock
from .people import PORTAL

State, Action = Delivery.State, Delivery.Action
Line = tuple[int, int]  # work, destination: the model has one language
Turn = tuple[datetime, int]  # when a release went live, whenever it was approved; then its number
NEVER = datetime.min.replace(tzinfo=UTC), 0


class Violation(AssertionError):
    """What the judge found in one step, in the order in which it happened."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__("; ".join(findings))
        self.findings = findings


def turn_of(release: Release) -> Turn:
    """Of one that is, or has been, in force. The engine goes by numbers alone; people do not."""
    assert release.went_live_at
    return release.went_live_at, release.pk


def turns_before(turn: Turn, prefix: str = "") -> Q:
    """A condition on releases."""
    at, number = turn
    same = Q(**{f"{prefix}went_live_at": at, f"{prefix}pk__lt": number})
    return Q(**{f"{prefix}went_live_at__lt": at}) | same


@dataclass(eq=False)
class CallSeen:
    """A call as an observer of both sides sees it."""

    attempt: Attempt
    opened_at: datetime
    going: bool = False  # between its first byte and its answer

    @property
    def delivery(self) -> Delivery:
        return self.attempt.delivery

    @property
    def line(self) -> Line:
        return (self.delivery.work_id, self.delivery.destination_id)

    @property
    def turn(self) -> Turn:
        return turn_of(self.delivery.release)


@dataclass
class Judge:
    clock: Clock
    found: list[str] = field(default_factory=list)
    calls: list[CallSeen] = field(default_factory=list)
    newest: dict[Line, Turn] = field(default_factory=dict)  # of whose text is the newest there
    wrote: dict[str, Turn] = field(default_factory=dict)  # of the text, by remote id
    made: Counter[str] = field(default_factory=Counter)  # by key
    not_before: dict[str, datetime] = field(default_factory=dict)  # by key
    refusals: Counter[str] = field(default_factory=Counter)  # by key
    asked: set[str] = field(default_factory=set)  # keys of what waited for a nod
    agreed: set[str] = field(default_factory=set)  # of these, what a leader let go
    confirmed: set[int] = field(default_factory=set)  # deliveries of pages that were seen

    def must(self, holds: object, rule: str) -> None:
        if not holds:
            self.found.append(rule)

    def verdict(self) -> None:
        if self.found:
            raise Violation(list(dict.fromkeys(self.found)))

    # --- at the claim --------------------------------------------------------------------------

    def claimed(self, place: Destination) -> CallSeen:
        attempt = Attempt.objects.select_related(
            "delivery__release", "delivery__variant__post", "delivery__destination"
        ).latest("pk")
        call = CallSeen(attempt, self.clock.now)
        self.calls.append(call)
        if attempt.kind == "send":
            self._may_be_claimed(call.delivery, place.pk)
            earlier = self._earlier_on_its_way(call)
            self.must(not earlier, "claimed before an earlier action had settled")
        return call

    def _may_be_claimed(self, delivery: Delivery, place: int) -> None:
        now, key, release = self.clock.now, str(delivery.key), delivery.release
        self.must(not self._stopped(place), "claimed though its destination is held or stopped")
        if delivery.action == Action.WITHDRAW:
            self.must(release.state not in ("scheduled", "cancelled"), "claimed out of force")
        else:
            self.must(release.state == Release.State.IN_FORCE, "claimed out of force")
            over = release.expires_at and release.expires_at <= now
            self.must(not over, "claimed after its validity")
        self.must(now >= self.not_before.get(key, now), "claimed before it was due again")
        self.must(key not in self.asked - self.agreed, "claimed though nobody agreed to it")
        over = self._consent_is_over(delivery)
        self.must(not over, "claimed though somebody in a picture no longer agrees")
        page = delivery.waits_for_id
        self.must(page is None or page in self.confirmed, "claimed before its page was up")

    def _stopped(self, place: int) -> bool:
        held = Destination.objects.filter(pk=place, held_at__isnull=False).exists()
        stops = StopSwitch.objects.filter(lifted_at=None).values_list("destination", flat=True)
        return held or bool({None, place}.intersection(stops))

    def _consent_is_over(self, delivery: Delivery) -> bool:
        """Where the picture that is in every release would be shown."""
        today = timezone.localdate()
        shows = delivery.action != Action.WITHDRAW and delivery.destination.channel != PORTAL
        return shows and PersonShown.objects.filter(consent_until__lt=today).exists()

    # --- at the first byte ---------------------------------------------------------------------

    def began(self, call: CallSeen) -> None:
        self.must(not self._stopped(call.line[1]), "begun though its destination is stopped")
        over = self._consent_is_over(call.delivery)
        self.must(not over, "begun though somebody in a picture no longer agrees")
        if self._somebody_else_has_it(call):
            self.must(False, "begun though somebody else has it")
        else:
            late = self.clock.now > call.opened_at + settings.LOA_LEASE
            self.must(not late, "begun after its lease")
        others = [one for one in self.calls if one.going and one.line[1] == call.line[1]]
        alive = [
            one for one in others if self.clock.now <= one.opened_at + settings.LOA_CALL_DEADLINE
        ]
        self.must(not alive, "two calls to one destination at the same time")
        earlier = self._earlier_on_its_way(call)
        self.must(not earlier, "begun before an earlier action had settled")
        call.going = True

    def _somebody_else_has_it(self, call: CallSeen) -> bool:
        """It was given away, and claimed anew."""
        mine, number = call.attempt.delivery_id, call.attempt.number
        claims = [one.attempt for one in self.calls if one.attempt.delivery_id == mine]
        return any(claim.number > number for claim in claims)

    def _earlier_on_its_way(self, call: CallSeen) -> bool:
        return Delivery.objects.filter(
            turns_before(call.turn, "release__"),
            work=call.line[0],
            destination=call.line[1],
            state__in=(State.SENDING, State.UNKNOWN),
        ).exists()

    def ended(self, call: CallSeen) -> None:
        call.going = False

    def refused(self, call: CallSeen, error: Exception) -> None:
        """A refusal counts against the limit, and is not tried again at once."""
        if not isinstance(error, TransientError):
            return
        pause = settings.LOA_RETRY_BASE / 2
        if isinstance(error, RateLimited) and error.retry_after:
            pause = error.retry_after
        key = str(call.delivery.key)
        self.refusals[key] += 1
        self.not_before[key] = self.clock.now + pause
        self.must(self.refusals[key] <= settings.LOA_MAX_ATTEMPTS, "tried more often than allowed")

    def forgives(self, delivery: Delivery) -> None:
        """A person said that it may go now, and counts anew."""
        self.not_before.pop(str(delivery.key), None)
        self.refusals.pop(str(delivery.key), None)

    # --- when it is done -----------------------------------------------------------------------

    def published(self, call: CallSeen, remote_id: str, key: str, post: Post) -> None:
        self.made[key] += 1
        self.must(self.made[key] == 1, "two posts of one key")
        self._text_goes_out(call, remote_id, key, post)

    def revised(self, call: CallSeen, remote_id: str, key: str, post: Post) -> None:
        self._text_goes_out(call, remote_id, key, post)

    def _text_goes_out(self, call: CallSeen, remote_id: str, key: str, post: Post) -> None:
        delivery = call.delivery
        self.must(key == str(delivery.key), "sent under another key")
        approved = delivery.variant and Post.from_data(delivery.variant.post.data)
        self.must(post == approved, "sent something that was not approved")
        self.wrote[remote_id] = call.turn
        newest = self.newest.get(call.line, NEVER)
        self.must(newest <= call.turn, "an older text after a newer one")
        self.newest[call.line] = max(newest, call.turn)

    def removed(self, call: CallSeen, remote_id: str) -> None:
        wrote = self.wrote.get(remote_id, NEVER)
        self.must(wrote <= call.turn, "a newer text was taken down by an older order")
        self.newest[call.line] = max(self.newest.get(call.line, NEVER), call.turn)
