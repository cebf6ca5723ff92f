"""Races between real threads and processes, each with its own connection to a file database."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction

from publishing.delivery.recovery import expire_lease
from publishing.models import Attempt, Delivery
from tests.factories.publishing import (
    let_time_pass,
    make_delivery,
    make_destination,
    make_follower,
    make_release,
)
from tests.fakes.channel import Call

State = Delivery.State
HOUR = timedelta(hours=1)


def together(*works: Callable[[], object], close: Callable[[], None]) -> list[object]:
    """Run each in a thread of its own, all started at once; their results in order."""
    barrier = threading.Barrier(len(works))
    results: list[object] = [None] * len(works)

    def run(number: int, work: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=20)
            results[number] = work()
        except Exception as error:
            results[number] = error
        finally:
            close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    errors = [result for result in results if isinstance(result, Exception)]
    assert not errors, errors
    return results


def test_of_many_workers_exactly_one_sends(real_database, engine, world):
    delivery = make_delivery()

    results = together(
        *[lambda: engine.send(Delivery.objects.get(pk=delivery.pk))] * 6, close=real_database
    )

    assert len([result for result in results if result]) == 1
    assert world.ever == {str(delivery.key): 1}
    assert Attempt.objects.count() == 1


def test_a_destination_gets_one_call_at_a_time(real_database, engine, world):
    destination = make_destination()
    deliveries = [make_delivery(destination=destination) for _number in range(4)]
    inside, most = [], []
    lock = threading.Lock()

    def enter():
        with lock:
            inside.append(1)
            most.append(len(inside))
        threading.Event().wait(0.2)
        with lock:
            inside.pop()

    world.then(*[Call(after_begun=enter)] * 4)
    together(
        *[lambda pk=one.pk: engine.send(Delivery.objects.get(pk=pk)) for one in deliveries],
        close=real_database,
    )
    engine.sweep(*deliveries)

    assert max(most) == 1
    assert set(world.ever.values()) == {1}
    assert {one.state for one in deliveries} == {State.DELIVERED}


def test_sweeps_side_by_side_send_each_delivery_once(real_database, engine, world):
    deliveries = [make_delivery() for _number in range(6)]

    together(*[lambda: engine.sweep()] * 4, close=real_database)
    engine.sweep(*deliveries)

    assert world.ever == {str(one.key): 1 for one in deliveries}


def test_marking_the_call_and_expiring_its_lease_exclude_each_other(real_database, engine, world):
    delivery = make_delivery()
    ready, go_on = threading.Event(), threading.Event()

    def between():
        ready.set()
        assert go_on.wait(20)

    def expire():
        assert ready.wait(20)
        let_time_pass(HOUR)
        done = expire_lease(delivery.pk)
        go_on.set()
        return done

    world.then(Call(before=between))
    sent, expired = together(
        lambda: engine.send(Delivery.objects.get(pk=delivery.pk)), expire, close=real_database
    )

    delivery.refresh_from_db()
    assert expired
    assert sent.written is False
    assert world.ever == {}
    assert delivery.state == State.QUEUED


def test_a_slow_worker_and_its_successor_publish_once(real_database, engine, world):
    """The first worker is paused in mid-call; the second one finds its post."""
    delivery = make_delivery()
    published, go_on = threading.Event(), threading.Event()

    def pause():
        world.add(str(delivery.key), "từ người chậm")
        published.set()
        assert go_on.wait(30)

    def successor():
        assert published.wait(20)
        for _number in range(3):
            let_time_pass(HOUR)
            engine.sweep()
        go_on.set()

    world.then(Call(after_begun=pause, does_it=False, error=OSError("late")))
    together(
        lambda: engine.send(Delivery.objects.get(pk=delivery.pk)), successor, close=real_database
    )

    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED
    assert world.ever == {str(delivery.key): 1}


def test_a_withdrawal_written_against_a_claim_always_wins_in_the_end(real_database, engine, world):
    for _round in range(5):
        publish = make_delivery()

        def write(publish=publish):
            with transaction.atomic():
                make_follower(publish, "withdraw")

        together(
            lambda pk=publish.pk: engine.send(Delivery.objects.get(pk=pk)),
            write,
            close=real_database,
        )
        engine.sweep()
        engine.sweep()

    assert world.public == {}
    assert not Delivery.objects.filter(state__in=Delivery.OPEN).exists()


def test_two_releases_of_one_work_leave_the_newer_text(real_database, engine, world):
    old = make_delivery(text="cũ")
    destination, work = old.destination, old.work

    def newer():
        with transaction.atomic():
            make_delivery(make_release(work), destination, text="mới")

    together(lambda: engine.send(Delivery.objects.get(pk=old.pk)), newer, close=real_database)
    engine.sweep()
    engine.sweep()

    assert world.texts()[-1] == "mới"


def test_sending_inside_a_transaction_is_refused(real_database, engine, world):
    delivery = make_delivery()
    with pytest.raises(RuntimeError), transaction.atomic():
        engine.send(delivery)
    assert world.calls == []


WORKER = """
import os, sys, time
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connections
connections.settings["default"]["NAME"] = sys.argv[1]
from publishing.delivery import sending
from tests.fakes.channel import Call, World, opener
settings.PUBLISHING_CHANNELS = ["tests.fakes.channel.ScriptedChannel"]
def hang():
    print("begun", flush=True)
    time.sleep(60)
world = World()
world.then(Call(**{sys.argv[3]: hang}))
sending.send(int(sys.argv[2]), open_channel=opener(world))
"""


@pytest.mark.processes
@pytest.mark.parametrize(
    ("dies", "state"), [("before", State.QUEUED), ("after_begun", State.UNKNOWN)]
)
def test_a_process_killed_in_mid_call_is_recovered(real_database, engine, world, dies, state):
    delivery = make_delivery()
    connection.close()
    child = subprocess.Popen(
        [
            sys.executable,
            "-c",
            WORKER,
            str(connection.settings_dict["NAME"]),
            str(delivery.pk),
            dies,
        ],
        stdout=subprocess.PIPE,
        cwd=Path(django_settings.BASE_DIR),
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": "."},
    )
    try:
        assert child.stdout.readline() == b"begun\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=20)
    delivery.refresh_from_db()
    assert delivery.state == State.SENDING

    let_time_pass(HOUR)
    assert expire_lease(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == state
    for _number in range(2):
        let_time_pass(HOUR)
        engine.sweep(delivery)
    assert delivery.state == State.DELIVERED
    assert world.ever == {str(delivery.key): 1}
