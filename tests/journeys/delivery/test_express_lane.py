"""An urgent message behind the whole country: how many calls go out before it."""

from collections import deque
from functools import partial

import pytest

from publishing import tasks
from publishing.delivery import sending, wake
from publishing.delivery.lanes import ONE_IN
from publishing.models import Delivery
from tests.factories.publishing import (
    make_delivery,
    make_follower,
    make_queue,
    make_release,
)
from tests.fakes.channel import opener

pytestmark = pytest.mark.django_db
WHOLE_COUNTRY = 3321
TASKS = {task.name: task for task in (tasks.wake_release, tasks.send_next, tasks.send_delivery)}


class Broker:
    """First in, first out, as every broker is; one worker that takes one message at a time."""

    def __init__(self, world):
        self.world, self.messages = world, deque()

    def send_task(self, name, args, **_options):
        self.messages.append((name, args))

    def work(self, calls: int) -> None:
        """Until so many calls to platforms were made, or no message is left."""
        until = len(self.world.calls) + calls
        while self.messages and len(self.world.calls) < until:
            name, args = self.messages.popleft()
            TASKS[name](*args)


@pytest.fixture
def broker(world, monkeypatch):
    broker = Broker(world)
    monkeypatch.setattr(wake.app, "send_task", broker.send_task)
    monkeypatch.setattr(sending, "send", partial(sending.send, open_channel=opener(world)))
    return broker


@pytest.fixture
def country(broker):
    """On its way to every commune; some have it already."""
    queue = make_queue(WHOLE_COUNTRY)
    wake.wake(queue[0].release_id)
    broker.work(7)
    assert len(broker.world.calls) == 7
    return queue


def calls_before(world, since: int, of: str) -> int:
    return [key for _method, key in world.calls[since:]].index(of)


def test_a_release_for_the_whole_country_never_fills_the_broker(country, broker):
    assert len(broker.messages) <= tasks.MOST_SENDERS


def test_an_urgent_release_passes_3321_that_wait(country, broker, world):
    urgent = make_delivery(make_release(urgent=True))
    wake.wake(urgent.release_id)

    broker.work(3)

    assert calls_before(world, 7, str(urgent.key)) <= 1


def test_a_taking_down_and_a_correction_pass_them_too(broker, world):
    out, wrong = make_delivery(), make_delivery()
    for one in (out, wrong):
        tasks.send_delivery(one.pk)
    queue = make_queue(WHOLE_COUNTRY)
    wake.wake(queue[0].release_id)
    broker.work(7)
    world.calls.clear()
    removal, correction = (
        make_follower(out, "withdraw"),
        make_follower(wrong, "revise", text="đúng"),
    )

    broker.work(4)  # even if the wake-ups of both were lost

    methods = world.methods()
    assert methods.index("withdraw") <= 1
    assert methods.index("revise") <= 2
    for one in (removal, correction):
        one.refresh_from_db()
        assert one.state == Delivery.State.DELIVERED


def test_the_ordinary_ones_move_on_while_urgent_ones_keep_coming(country, broker, world):
    ordinary = {str(one.key) for one in country}
    for _number in range(40):
        urgent = make_delivery(make_release(urgent=True))
        wake.wake(urgent.release_id)
        broker.work(1)

    served = [key for _method, key in world.calls[7:] if key in ordinary]
    assert len(served) == 40 // ONE_IN


def test_everything_is_sent_in_the_end(broker, world):
    queue = make_queue(60)
    wake.wake(queue[0].release_id)
    urgent = [make_delivery(make_release(urgent=True)) for _number in range(5)]

    broker.work(1000)

    assert not broker.messages, "nobody goes on asking where nothing waits"
    assert world.ever == {str(one.key): 1 for one in (*queue, *urgent)}


def test_posts_that_wait_for_their_page_go_when_it_is_up(broker, world):
    release = make_release(urgent=True)
    page = make_delivery(release)
    posts = [make_delivery(release, waits_for=page) for _number in range(3)]
    wake.wake(release.pk)

    broker.work(100)

    assert [key for _method, key in world.calls] == [str(one.key) for one in (page, *posts)]


def test_one_delivery_that_breaks_a_sender_stops_no_other(broker, world, monkeypatch, caplog):
    bad, good = make_delivery(make_release(urgent=True)), make_delivery()
    send = sending.send

    def breaks_for_one(pk, **options):
        if pk == bad.pk:
            raise RuntimeError("broken")
        return send(pk, **options)

    monkeypatch.setattr(sending, "send", breaks_for_one)
    wake.wake(bad.release_id)
    broker.work(100)

    assert world.ever == {str(good.key): 1}
    assert not broker.messages
    assert f"delivery {bad.pk}" in caplog.text
