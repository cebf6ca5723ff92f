from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.channel import Receipt
from publishing.delivery import throttle
from publishing.delivery.recovery import expire_lease
from publishing.errors import (
    AmbiguousError,
    AuthError,
    PermanentError,
    RateLimited,
    TransientError,
)
from publishing.models import AttemptRecord, Delivery
from tests.factories.publishing import (
    let_time_pass,
    make_delivery,
    make_follower,
)
from tests.fakes.channel import Call, WorkerKilled

pytestmark = pytest.mark.django_db
State, Reason = Delivery.State, Delivery.Reason
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def killed(engine, world, delivery, **call):
    """The worker dies in the call: the attempt is abandoned where it stands."""
    world.then(Call(error=WorkerKilled(), **call))
    with pytest.raises(WorkerKilled):
        engine.send(delivery)


def unknown(engine, world, *, does_it, hidden=False, **fields):
    world.then(Call(error=AmbiguousError(), does_it=does_it, hidden=hidden))
    delivery = make_delivery(**fields)
    engine.send(delivery)
    assert delivery.state == State.UNKNOWN
    return delivery


# --- rule 4: expired leases -----------------------------------------------------------------


def test_a_worker_killed_before_the_call_began_costs_nothing(engine, world):
    delivery = make_delivery()
    killed(engine, world, delivery, begins=False)

    let_time_pass(HOUR)
    assert expire_lease(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.QUEUED, 1)

    let_time_pass(HOUR)
    engine.sweep(delivery)
    assert delivery.state == State.DELIVERED
    assert world.ever == {str(delivery.key): 1}


@pytest.mark.parametrize("does_it", [True, False])
def test_a_worker_killed_after_the_call_began_leaves_it_unknown(engine, world, does_it):
    delivery = make_delivery()
    killed(engine, world, delivery, does_it=does_it)

    let_time_pass(HOUR)
    swept = engine.sweep(delivery)

    assert swept.lost == 1
    assert (delivery.state, delivery.reason_code) == (State.UNKNOWN, Reason.LOST)
    assert delivery.attempts.get().outcome == "lost"
    assert AttemptRecord.objects.get(delivery_key=delivery.key).outcome == "lost"


def test_a_live_lease_is_left_alone(engine, world):
    delivery = make_delivery()
    killed(engine, world, delivery)

    assert not expire_lease(delivery.pk)
    engine.sweep(delivery)

    assert delivery.state == State.SENDING


def test_a_delivery_that_kills_every_worker_fails_in_the_end(engine, world, settings):
    settings.LOA_MAX_ATTEMPTS = 2
    delivery = make_delivery()
    for _number in range(2):
        killed(engine, world, delivery, begins=False)
        let_time_pass(HOUR)
        assert expire_lease(delivery.pk)
        let_time_pass(HOUR)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason_code) == (State.FAILED, Reason.EXHAUSTED)


def test_a_withdrawal_whose_worker_died_is_sent_again(engine, world):
    publish = make_delivery()
    engine.send(publish)
    withdraw = make_follower(publish, "withdraw")
    killed(engine, world, withdraw)

    let_time_pass(HOUR)
    engine.sweep(withdraw)
    let_time_pass(HOUR)
    engine.sweep(withdraw)

    assert withdraw.state == State.DELIVERED
    assert world.public == {}


# --- unknown --------------------------------------------------------------------------------


def test_what_is_found_again_is_delivered_and_not_sent_again(engine, world):
    delivery = unknown(engine, world, does_it=True)

    engine.sweep(delivery)
    assert delivery.state == State.UNKNOWN, "too early to look"
    let_time_pass(MINUTE)
    engine.sweep(delivery)

    assert delivery.state == State.DELIVERED
    assert delivery.remote_id in world.public
    assert world.methods() == ["publish", "find"]
    assert [attempt.kind for attempt in delivery.attempts.all()] == ["send", "find"]


def test_absence_before_it_is_proved_only_means_looking_again(engine, world):
    delivery = unknown(engine, world, does_it=True, hidden=True)

    let_time_pass(MINUTE)
    engine.sweep(delivery)
    assert (delivery.state, delivery.looks) == (State.UNKNOWN, 1)
    world.reveal()
    let_time_pass(HOUR)
    engine.sweep(delivery)

    assert delivery.state == State.DELIVERED
    assert world.ever == {str(delivery.key): 1}


def test_proved_absence_sends_it_again_with_the_same_key(engine, world):
    delivery = unknown(engine, world, does_it=False)

    look_in_vain_once(engine, delivery)
    engine.sweep(delivery)

    assert delivery.state == State.DELIVERED
    assert world.ever == {str(delivery.key): 1}
    outcomes = [a.outcome for a in delivery.attempts.all()]
    assert outcomes == ["ambiguous", "not_seen", "absent", "delivered"]


def test_one_look_alone_proves_no_absence_however_late_it_is(engine, world):
    delivery = unknown(engine, world, does_it=False)

    let_time_pass(HOUR)
    engine.sweep(delivery)

    assert delivery.state == State.UNKNOWN
    assert delivery.next_check_at is not None


def look_in_vain_once(engine, *deliveries):
    """So that the next look is the second one, long after absence counts as proved."""
    let_time_pass(HOUR)
    engine.sweep(*deliveries)
    let_time_pass(HOUR)


def test_proved_absence_of_what_was_replaced_sends_only_the_new_version(engine, world):
    old = unknown(engine, world, does_it=False, text="cũ")
    new = make_follower(old, "revise", text="mới")

    engine.sweep(new)
    assert new.state == State.QUEUED, "waits in line behind what is unknown"
    look_in_vain_once(engine, old, new)
    engine.sweep(old, new)

    assert old.state == State.SUPERSEDED
    assert (new.state, new.action) == (State.DELIVERED, "publish")
    assert world.texts() == ["mới"]


def test_where_absence_is_never_proved_only_a_person_decides(engine, world, capable):
    capable(absence_proven_after=None)
    delivery = unknown(engine, world, does_it=False)

    for _number in range(6):
        let_time_pass(HOUR)
        engine.sweep(delivery)

    assert delivery.state == State.UNKNOWN
    assert delivery.next_check_at is None
    assert world.methods().count("find") == 3


def test_a_channel_that_cannot_look_leaves_it_to_a_person(engine, world, capable):
    capable(find=False)
    delivery = unknown(engine, world, does_it=True)

    let_time_pass(HOUR)
    engine.sweep(delivery)

    assert (delivery.state, delivery.next_check_at) == (State.UNKNOWN, None)
    assert world.methods() == ["publish"]


def test_exhausted_attempts_end_after_a_proved_absence(engine, world, settings):
    settings.LOA_MAX_ATTEMPTS = 1
    delivery = unknown(engine, world, does_it=False)

    look_in_vain_once(engine, delivery)
    engine.sweep(delivery)

    assert (delivery.state, delivery.reason_code) == (State.FAILED, Reason.EXHAUSTED)


def test_looking_never_adopts_the_post_of_another_delivery(engine, world):
    other = make_delivery()
    engine.send(other)
    delivery = unknown(engine, world, does_it=False, destination=other.destination)
    world.then(Call(answer=Receipt(other.remote_id)))

    let_time_pass(MINUTE)
    engine.look(delivery)

    assert (delivery.state, delivery.remote_id) == (State.UNKNOWN, "")
    assert delivery.next_check_at is not None


@pytest.mark.parametrize(
    "error",
    [TransientError(), AmbiguousError(), RateLimited(retry_after=HOUR), ZeroDivisionError()],
)
def test_a_look_that_fails_settles_nothing_and_is_repeated(engine, world, error):
    delivery = unknown(engine, world, does_it=True)
    world.then(Call(error=error))

    let_time_pass(5 * MINUTE)
    engine.sweep(delivery)
    assert delivery.state == State.UNKNOWN
    let_time_pass(2 * HOUR)
    engine.sweep(delivery)

    assert delivery.state == State.DELIVERED
    assert world.ever == {str(delivery.key): 1}


def test_a_look_with_refused_credentials_holds_the_destination(engine, world):
    delivery = unknown(engine, world, does_it=True)
    world.then(Call(error=AuthError("Hết hạn.")))

    let_time_pass(HOUR)
    engine.sweep(delivery)
    let_time_pass(HOUR)
    engine.sweep(delivery)
    assert world.methods().count("find") == 1

    throttle.release_hold(delivery.destination_id)
    engine.sweep(delivery)
    assert delivery.state == State.DELIVERED


# --- accepted -------------------------------------------------------------------------------


def test_what_was_accepted_is_asked_about_until_it_is_final(engine, world):
    world.then(Call(final=False), Call(final=False))
    delivery = make_delivery()
    engine.send(delivery)

    let_time_pass(MINUTE)
    engine.sweep(delivery)
    assert (delivery.state, delivery.looks) == (State.ACCEPTED, 1)
    let_time_pass(HOUR)
    engine.sweep(delivery)

    assert delivery.state == State.DELIVERED


def test_what_was_accepted_and_then_refused_fails(engine, world):
    world.then(Call(final=False), Call(error=PermanentError("Vi phạm quy định.")))
    delivery = make_delivery()
    engine.send(delivery)

    let_time_pass(HOUR)
    engine.sweep(delivery)

    assert (delivery.state, delivery.reason) == (State.FAILED, "Vi phạm quy định.")


def test_what_a_person_confirms_is_not_asked_about(engine, world, capable):
    capable(confirmed_by_person=True)
    world.then(Call(final=False))
    delivery = make_delivery(expires_at=timezone.now() + HOUR)
    engine.send(delivery)

    let_time_pass(2 * HOUR)
    engine.sweep(delivery)

    assert delivery.state == State.ACCEPTED
    assert world.methods() == ["publish"]
    assert delivery.is_unconfirmed
