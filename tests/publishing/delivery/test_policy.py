import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.channel import Capabilities, Receipt
from publishing.delivery import policy
from publishing.delivery.policy import Facts, Limits
from publishing.errors import (
    AmbiguousError,
    AuthError,
    FencedOut,
    PermanentError,
    RateLimited,
    TransientError,
    Unsupported,
)
from publishing.models import Delivery

State = Delivery.State
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMITS = Limits(timedelta(seconds=30), timedelta(hours=1), 3, [MINUTE, 5 * MINUTE, 15 * MINUTE])
FACTS = Facts("publish", NOW, Capabilities(find=True, absence_proven_after=2 * MINUTE))


def decide(result, **facts):
    return policy.decide(result, replace(FACTS, **facts), LIMITS, random.Random(7))


@pytest.mark.parametrize(
    ("result", "begun", "state"),
    [
        (Receipt("1"), True, State.DELIVERED),
        (Receipt("1", final=False), True, State.ACCEPTED),
        (TransientError(), True, State.QUEUED),
        (RateLimited(), True, State.QUEUED),
        (AuthError(), False, State.QUEUED),
        (PermanentError(), True, State.FAILED),
        (Unsupported(), False, State.FAILED),
        (AmbiguousError(), True, State.UNKNOWN),
        (FencedOut(), False, State.QUEUED),
        (FencedOut(), True, State.UNKNOWN),
        (ValueError(), False, State.QUEUED),
        (ValueError(), True, State.UNKNOWN),
    ],
)
def test_each_class_of_error_has_its_next_state(result, begun, state):
    assert decide(result, begun=begun).state == state


@pytest.mark.parametrize("action", ["revise", "withdraw"])
@pytest.mark.parametrize("result", [AmbiguousError(), ValueError(), FencedOut()])
def test_what_may_be_repeated_is_never_unknown(action, result):
    assert decide(result, action=action, begun=True).state == State.QUEUED


def test_only_refused_credentials_and_stops_use_up_no_try():
    counted = {
        type(result): decide(result).counts
        for result in (TransientError(), RateLimited(), AmbiguousError(), AuthError(), FencedOut())
    }
    assert [kind for kind, counts in counted.items() if not counts] == [AuthError, FencedOut]


def test_refused_credentials_hold_and_a_rate_limit_throttles():
    assert decide(AuthError()).hold
    limited = decide(RateLimited(retry_after=3 * MINUTE))
    assert limited.throttle_until == limited.due_at == NOW + 3 * MINUTE


@given(st.integers(0, 200), st.integers())
def test_backoff_stays_within_its_bounds(tries, seed):
    pause = policy.backoff(tries, LIMITS, random.Random(seed))
    assert LIMITS.retry_base / 2 <= pause <= LIMITS.retry_max


def test_backoff_grows_and_is_the_same_for_the_same_seed():
    first, again, later = (policy.backoff(tries, LIMITS, random.Random(1)) for tries in (0, 0, 4))
    assert first == again < later


def test_the_last_attempt_fails():
    assert decide(TransientError(), tries=2).state == State.FAILED
    assert decide(TransientError(), tries=1).state == State.QUEUED


@given(
    st.one_of(st.none(), st.timedeltas(timedelta(0), timedelta(days=1))),
    st.timedeltas(timedelta(0), timedelta(days=1)),
    st.integers(0, 100),
)
def test_absence_never_sends_again_before_it_is_proved(proven_after, waited, looks):
    facts = replace(
        FACTS,
        capabilities=Capabilities(find=True, absence_proven_after=proven_after),
        unknown_for=waited,
        looks=looks,
    )
    decision = policy.decide_find(None, facts, LIMITS, random.Random(1))
    proved = proven_after is not None and waited > proven_after and looks > 0
    assert decision.state == (State.QUEUED if proved else State.UNKNOWN)


def test_looks_follow_the_schedule_and_end():
    pauses = []
    for looks in range(policy.MOST_LOOKS):
        facts = replace(FACTS, unknown_for=timedelta(0), looks=looks)
        decision = policy.decide_find(TransientError(), facts, LIMITS, random.Random(1))
        pauses.append(decision.next_check_at and decision.next_check_at - NOW)
    assert pauses[:3] == [5 * MINUTE, 15 * MINUTE, 15 * MINUTE]
    assert pauses[-1] is None


def test_a_check_that_is_refused_fails_and_any_other_error_asks_again():
    facts = replace(FACTS, capabilities=Capabilities(check=True))
    refused = policy.decide_check(PermanentError("không"), facts, LIMITS, random.Random(1))
    asked = policy.decide_check(ValueError(), facts, LIMITS, random.Random(1))
    assert (refused.state, asked.state) == (State.FAILED, State.ACCEPTED)
    assert asked.next_check_at


def test_what_was_accepted_is_asked_after_for_weeks_and_then_no_more():
    """A bulletin is played days after the station took it."""
    waited, looks = timedelta(0), 0
    while True:
        facts = replace(FACTS, looks=looks)
        decision = policy.decide_check(None, facts, LIMITS, random.Random(1))
        assert decision.state == State.ACCEPTED
        if decision.next_check_at is None:
            break
        waited, looks = waited + (decision.next_check_at - NOW), looks + 1
    assert timedelta(days=30) < waited < timedelta(days=32)
