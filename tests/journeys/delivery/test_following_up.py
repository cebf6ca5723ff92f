"""Correcting and taking down, from the first delivery on."""

from datetime import timedelta

import pytest

from publishing.channel import Receipt
from publishing.errors import (
    AmbiguousError,
    PermanentError,
)
from publishing.models import Delivery
from publishing.release_rows import plan_deliveries
from publishing.services.deliveries import DeliveryRefused, retry_delivery
from tests.factories.publishing import (
    keeper_of,
    let_time_pass,
    make_delivery,
    make_follower,
    make_release,
)
from tests.fakes.channel import Call, WorkerKilled

pytestmark = pytest.mark.django_db
State = Delivery.State
HOUR = timedelta(hours=1)


def test_a_correction_edits_the_newest_receipt_and_may_be_repeated(engine, world):
    publish = make_delivery(text="Sai")
    engine.send(publish)
    revise = make_follower(publish, "revise", text="Đúng")
    world.then(Call(error=AmbiguousError(), does_it=True))

    engine.send(revise)
    assert revise.state == State.QUEUED
    let_time_pass(HOUR)
    engine.send(revise)

    assert revise.state == State.DELIVERED
    assert revise.remote_id == publish.remote_id
    assert world.texts() == ["Đúng"]


def test_a_withdrawal_takes_down_what_was_corrected_before(engine, world):
    publish = make_delivery()
    engine.send(publish)
    revise = make_follower(publish, "revise")
    world.then(Call(answer=Receipt(publish.remote_id, data={"edited": 1})))
    engine.send(revise)
    withdraw = make_follower(publish, "withdraw")

    engine.send(withdraw)

    assert withdraw.state == State.DELIVERED
    assert world.public == {}


def test_a_withdrawal_without_an_answer_is_sent_again(engine, world):
    publish = make_delivery()
    engine.send(publish)
    withdraw = make_follower(publish, "withdraw")
    world.then(Call(error=AmbiguousError(), does_it=True))

    engine.send(withdraw)
    assert (withdraw.state, withdraw.tries) == (State.QUEUED, 1)
    let_time_pass(HOUR)
    engine.send(withdraw)

    assert withdraw.state == State.DELIVERED


def test_taking_down_where_a_person_removes_it_waits_for_that_person(engine, capable):
    capable(confirmed_by_person=True, removed_by_person=True)
    publish = make_delivery()
    engine.send(publish)
    withdraw = make_follower(publish, "withdraw")

    engine.send(withdraw)

    assert withdraw.state == State.ACCEPTED


def test_an_accepted_bulletin_that_is_corrected_is_no_longer_waited_for(engine, world):
    world.then(Call(final=False), Call(final=False))
    publish = make_delivery()
    engine.send(publish)
    revise = make_follower(publish, "revise")

    engine.send(revise)

    publish.refresh_from_db()
    assert (publish.state, revise.state) == (State.SUPERSEDED, State.ACCEPTED)
    withdraw = make_follower(publish, "withdraw")
    engine.send(withdraw)
    revise.refresh_from_db()
    assert (withdraw.state, revise.state) == (State.DELIVERED, State.CANCELLED)
    assert world.public == {}


def test_a_channel_that_cannot_correct_fails_with_the_reason(engine, world):
    publish = make_delivery()
    engine.send(publish)
    revise = make_follower(publish, "revise")
    world.then(Call(error=PermanentError("Không sửa được.")))

    engine.send(revise)

    assert (revise.state, revise.reason) == (State.FAILED, "Không sửa được.")


def test_a_worker_that_dies_leaves_its_delivery_sending(engine, world):
    world.then(Call(error=WorkerKilled(), does_it=True))
    delivery = make_delivery()

    with pytest.raises(WorkerKilled):
        engine.send(delivery)

    delivery.refresh_from_db()
    assert delivery.state == State.SENDING
    assert delivery.begun_at is not None


# --- an order that a later release has overtaken --------------------------------------------


def test_a_taking_down_that_failed_is_not_sent_again_once_the_post_shows_a_newer_version(
    engine, world
):
    post = make_delivery(text="cũ")
    engine.send(post)
    order = make_follower(post, "withdraw", state=State.FAILED)
    newer = make_follower(post, "revise", text="mới")
    engine.send(newer)

    with pytest.raises(DeliveryRefused):
        retry_delivery(delivery=order, user=keeper_of(order))

    engine.sweep(order)
    assert (order.state, world.texts()) == (State.FAILED, ["mới"])


def test_a_taking_down_that_failed_is_not_sent_again_once_the_same_words_are_wanted(engine, world):
    post = make_delivery(text="Lời như cũ")
    engine.send(post)
    order = make_follower(post, "withdraw", state=State.FAILED)
    wanted = make_release(post.work)
    make_delivery(wanted, post.destination, text="Lời như cũ")
    plan_deliveries(wanted)

    with pytest.raises(DeliveryRefused):
        retry_delivery(delivery=order, user=keeper_of(order))

    engine.sweep(order)
    assert (order.state, world.texts()) == (State.FAILED, ["Lời như cũ"])


def test_a_taking_down_that_failed_is_sent_again_though_a_newer_post_stands_beside(
    engine, world, capable
):
    capable(revise=False)
    post = make_delivery(text="cũ")
    engine.send(post)
    order = make_follower(post, "withdraw", state=State.FAILED)
    engine.send(make_delivery(make_release(post.work), post.destination, text="mới"))

    retry_delivery(delivery=order, user=keeper_of(order))

    engine.sweep(order)
    assert (order.state, world.texts()) == (State.DELIVERED, ["mới"])
