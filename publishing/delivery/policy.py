"""What follows from an answer or an error. Pure: no database, no network, no clock.

The table of section “Errors” in `publishing/errors.py`, as code.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..channel import Capabilities, Receipt, StrOrPromise
from ..errors import (
    AmbiguousError,
    AuthError,
    ChannelError,
    FencedOut,
    PermanentError,
    RateLimited,
    TransientError,
)
from ..models import Delivery

State, Action, Reason = Delivery.State, Delivery.Action, Delivery.Reason
Result = Receipt | Exception | None

MOST_LOOKS = 40  # for what is unknown; about ten hours with the usual schedule
# What was accepted may become final weeks later: a bulletin has its days on air.
SELDOM = timedelta(hours=6)
MOST_CHECKS = MOST_LOOKS + 120  # a month; after these only a person says what became of it


@dataclass(frozen=True)
class Limits:
    """Numbers of an installation; `schedule` says when to look for what is unknown."""

    retry_base: timedelta
    retry_max: timedelta
    max_attempts: int
    schedule: Sequence[timedelta]


@dataclass(frozen=True)
class Facts:
    """What the decision depends on beside the result."""

    action: str
    now: datetime
    capabilities: Capabilities
    tries: int = 0
    begun: bool = False
    looks: int = 0
    unknown_for: timedelta | None = None  # when the look started


@dataclass(frozen=True)
class Decision:
    """What is written. An empty `reason` stands for the sentence of `code`."""

    outcome: str
    state: str
    code: str = ""
    reason: StrOrPromise = ""
    due_at: datetime | None = None
    next_check_at: datetime | None = None
    counts: bool = False  # against the limit of attempts
    hold: bool = False
    throttle_until: datetime | None = None
    receipt: Receipt | None = field(default=None)


def backoff(tries: int, limits: Limits, rng: random.Random) -> timedelta:
    """Doubles with every try, at most `retry_max`; half of it is chance, so that not all come back at once."""
    full = min(limits.retry_base * 2 ** min(tries, 30), limits.retry_max)
    return full * rng.uniform(0.5, 1.0)


def decide(result: Result, facts: Facts, limits: Limits, rng: random.Random) -> Decision:
    """After a call that sends: publish, revise, withdraw."""
    match result:
        case Receipt():
            return _received(result, facts, limits)
        case AuthError():
            return Decision(
                "auth", State.QUEUED, Reason.CREDENTIALS, result.message, facts.now, hold=True
            )
        case TransientError():
            return _again(result, facts, limits, rng)
        case PermanentError():
            return Decision("permanent", State.FAILED, Reason.REFUSED, result.message)
        case AmbiguousError():
            return _unclear("ambiguous", Reason.UNCLEAR, result.message, facts, limits, rng)
        case FencedOut() if not facts.begun:
            return Decision("stopped", State.QUEUED, Reason.STOPPED, due_at=facts.now)
    if facts.begun:
        return _unclear("fault", Reason.FAULT, "", facts, limits, rng)
    return _retry("fault", Reason.FAULT, "", facts, limits, rng)


def decide_lost(facts: Facts, limits: Limits, rng: random.Random) -> Decision:
    """After a lease ran out without an answer (rule 4)."""
    if facts.begun:
        return _unclear("lost", Reason.LOST, "", facts, limits, rng)
    return _retry("lost", Reason.TRANSIENT, "", facts, limits, rng)


def decide_find(result: Result, facts: Facts, limits: Limits, rng: random.Random) -> Decision:
    """After looking for something unknown. Only a proved absence lets it be sent again.

    Two looks at different times have to agree: a listing may be short once, and after a long hold
    the first look would otherwise be the one that decides.
    """
    match result:
        case Receipt():
            return _received(result, facts, limits)
        case None if absence_is_proved(facts) and facts.looks:
            if facts.tries >= limits.max_attempts:
                return Decision("absent", State.FAILED, Reason.EXHAUSTED)
            return Decision("absent", State.QUEUED, Reason.ABSENT, due_at=facts.now)
        case None if facts.capabilities.absence_proven_after is None:
            return _look_again("not_seen", State.UNKNOWN, "", facts, limits, len(limits.schedule))
    return _look_failed(result, State.UNKNOWN, facts, limits)


def decide_check(result: Result, facts: Facts, limits: Limits, rng: random.Random) -> Decision:
    """After asking whether what was accepted has become final."""
    match result:
        case Receipt(final=True):
            return _received(result, facts, limits)
        case PermanentError():
            return Decision("permanent", State.FAILED, Reason.REFUSED, result.message)
    return _look_failed(result, State.ACCEPTED, facts, limits, MOST_CHECKS)


def absence_is_proved(facts: Facts) -> bool:
    proven_after = facts.capabilities.absence_proven_after
    if proven_after is None or facts.unknown_for is None:
        return False
    return facts.unknown_for > proven_after


def _received(receipt: Receipt, facts: Facts, limits: Limits) -> Decision:
    if receipt.final:
        return Decision("delivered", State.DELIVERED, receipt=receipt)
    asks = facts.capabilities.check and not facts.capabilities.confirmed_by_person
    first = facts.now + limits.schedule[0] if asks else None
    return Decision("accepted", State.ACCEPTED, receipt=receipt, next_check_at=first)


def _again(error: TransientError, facts: Facts, limits: Limits, rng: random.Random) -> Decision:
    if not isinstance(error, RateLimited):
        return _retry("transient", Reason.TRANSIENT, error.message, facts, limits, rng)
    pause = error.retry_after or backoff(facts.tries, limits, rng)
    return _retry("throttled", Reason.THROTTLED, error.message, facts, limits, rng, pause)


def _retry(
    outcome: str,
    code: str,
    reason: StrOrPromise,
    facts: Facts,
    limits: Limits,
    rng: random.Random,
    pause: timedelta | None = None,
) -> Decision:
    throttle_until = facts.now + pause if pause is not None else None
    if facts.tries + 1 >= limits.max_attempts:
        return Decision(
            outcome,
            State.FAILED,
            Reason.EXHAUSTED,
            reason,
            counts=True,
            throttle_until=throttle_until,
        )
    due_at = facts.now + (backoff(facts.tries, limits, rng) if pause is None else pause)
    return Decision(
        outcome, State.QUEUED, code, reason, due_at, counts=True, throttle_until=throttle_until
    )


def _unclear(
    outcome: str,
    code: str,
    reason: StrOrPromise,
    facts: Facts,
    limits: Limits,
    rng: random.Random,
) -> Decision:
    """Unknown for a publication; revise and withdraw may be repeated, so they are."""
    if facts.action != Action.PUBLISH:
        return _retry(outcome, code, reason, facts, limits, rng)
    first = facts.now + limits.schedule[0] if facts.capabilities.find else None
    return Decision(outcome, State.UNKNOWN, code, reason, next_check_at=first, counts=True)


def _look_failed(
    result: Result, state: str, facts: Facts, limits: Limits, most: int = MOST_LOOKS
) -> Decision:
    match result:
        case AuthError():
            again = facts.now + limits.schedule[0]
            return Decision(
                "auth", state, Reason.CREDENTIALS, result.message, next_check_at=again, hold=True
            )
        case RateLimited(retry_after=timedelta() as pause):
            until = facts.now + pause
            return Decision("throttled", state, next_check_at=until, throttle_until=until)
        case PermanentError():
            return Decision("permanent", state, Reason.UNCLEAR, result.message)
        case ChannelError():
            return _look_again("transient", state, result.message, facts, limits, most)
        case Exception():
            return _look_again("fault", state, "", facts, limits, most)
    return _look_again("not_seen", state, "", facts, limits, most)


def _look_again(
    outcome: str,
    state: str,
    reason: StrOrPromise,
    facts: Facts,
    limits: Limits,
    most: int,
) -> Decision:
    done = facts.looks + 1
    if done >= most:
        return Decision(outcome, state, reason=reason)
    pause = limits.schedule[min(done, len(limits.schedule) - 1)] if done < MOST_LOOKS else SELDOM
    return Decision(outcome, state, reason=reason, next_check_at=facts.now + pause)
