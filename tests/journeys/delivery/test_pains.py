"""What users of comparable systems suffer from (`docs/pains.md`), where no other test shows it."""

from functools import partial

import pytest

from publishing import tasks
from publishing.delivery import sending
from publishing.errors import PermanentError, TransientError
from publishing.models import Attempt, Delivery
from publishing.services.deliveries import retry_delivery
from tests.factories.publishing import (
    let_time_pass,
    make_delivery,
    make_destination,
    make_follower,
    make_release,
)
from tests.factories.users import make_user
from tests.fakes.channel import Call, opener
from tests.publishing.delivery.test_line import HOUR

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_waiting_for_what_was_accepted_publishes_nothing_again(engine, world):
    delivery = make_delivery()
    world.then(Call(final=False), Call(final=False), Call(error=TransientError()), Call())

    engine.send(delivery)
    for _round in range(3):
        let_time_pass(HOUR)
        engine.sweep(delivery)

    assert delivery.state == State.DELIVERED
    assert world.methods() == ["publish", "check", "check", "check"]


def test_a_failed_destination_is_sent_again_alone(engine, world):
    release = make_release()
    broken, fine = (make_delivery(release, make_destination()) for _number in range(2))
    world.then(Call(error=PermanentError(), begins=False))
    engine.sweep(broken, fine)
    assert (broken.state, fine.state) == (State.FAILED, State.DELIVERED)

    retry_delivery(delivery=broken, user=make_user())
    engine.sweep(broken, fine)

    assert (broken.state, fine.state) == (State.DELIVERED, State.DELIVERED)
    assert world.ever == {str(broken.key): 1, str(fine.key): 1}
    assert Attempt.objects.filter(delivery=broken).count() == 2
    assert Attempt.objects.filter(delivery=fine).count() == 1


def test_what_no_message_woke_is_found_by_the_sweep(engine, world):
    delivery = make_delivery()

    engine.sweep(delivery)

    assert delivery.state == State.DELIVERED


def test_a_wake_up_passes_whatever_waits_for_the_sweep(world, monkeypatch):
    before = [make_delivery() for _number in range(3)]
    urgent = make_delivery()
    monkeypatch.setattr(sending, "send", partial(sending.send, open_channel=opener(world)))

    tasks.send_delivery(urgent.pk)

    assert world.ever == {str(urgent.key): 1}
    assert {one.state for one in before} == {State.QUEUED}


def test_a_platform_that_is_down_disconnects_nobody(engine, world):
    delivery = make_delivery()
    world.then(*[Call(error=TransientError(), begins=False)] * 3)

    for _round in range(4):
        engine.sweep(delivery)
        let_time_pass(HOUR)

    delivery.destination.refresh_from_db()
    assert delivery.destination.held_at is None
    assert delivery.state == State.DELIVERED


def test_a_withdrawal_has_nothing_that_it_could_publish(engine, world):
    post = make_delivery()
    engine.send(post)
    withdrawal = make_follower(post, "withdraw")
    world.then(Call(error=TransientError(), begins=False))

    for _round in range(2):
        engine.sweep(withdrawal)
        let_time_pass(HOUR)

    assert withdrawal.variant is None
    assert withdrawal.state == State.DELIVERED
    assert world.methods() == ["publish", "withdraw", "withdraw"]
    assert world.public == {}
