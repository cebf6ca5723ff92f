"""Nods, refusals, silence, newer releases and workers in the same moment; and a death in between."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from cms.models import QueuedMail, Role
from publishing.models import Delivery
from publishing.services import nods
from tests.factories.national import let_the_hours_pass
from tests.factories.publishing import make_delivery, make_release
from tests.factories.users import make_user
from tests.fakes.meanwhile import meanwhile

pytestmark = pytest.mark.usefixtures("real_database")
State, Reason = Delivery.State, Delivery.Reason
DAY = timedelta(days=1)


@pytest.fixture
def waiting(real_database) -> Delivery:
    """Of another office than its place's."""
    return make_delivery(nod_until=timezone.now() + DAY)


@pytest.fixture
def leader(waiting):
    return make_user(waiting.destination.office, Role.LEADER)


def ended() -> int:
    let_the_hours_pass()
    return nods.end_silence()


def as_it_is(delivery: Delivery) -> Delivery:
    delivery.refresh_from_db()
    return delivery


def test_two_sweeps_end_it_once_and_write_once(waiting, leader):
    let_the_hours_pass()

    with meanwhile(nods, "database_now", nods.end_silence) as came_of_it:
        mine = nods.end_silence()

    assert mine + came_of_it[0] == 1
    assert as_it_is(waiting).reason_code == Reason.NO_NOD
    assert QueuedMail.objects.filter(recipient=leader.email).count() == 1


def test_of_a_nod_and_the_end_of_its_time_one_is_first(waiting, leader):
    with meanwhile(nods, "_places", ended) as came_of_it:
        nodded = nods.nod(deliveries=[waiting.pk], user=leader).done

    assert nodded + came_of_it[0] == 1
    state = State.QUEUED if nodded else State.CANCELLED
    assert as_it_is(waiting).state == state
    assert bool(waiting.nod_until) is not bool(nodded)
    assert QueuedMail.objects.filter(recipient=leader.email).count() == came_of_it[0]


def test_of_two_leaders_with_two_minds_one_is_first(waiting, leader):
    other = make_user(waiting.destination.office, Role.LEADER)

    def refuse():
        return nods.refuse(deliveries=[waiting.pk], user=other, reason="chưa").done

    with meanwhile(nods, "_places", refuse) as came_of_it:
        nodded = nods.nod(deliveries=[waiting.pk], user=leader).done

    assert nodded + came_of_it[0] == 1
    assert as_it_is(waiting).state == (State.QUEUED if nodded else State.CANCELLED)


def test_a_nod_to_what_a_newer_release_replaces_meanwhile_posts_the_newer_alone(
    waiting, leader, engine, world
):
    def newer():
        release = make_release(waiting.work, waiting.release.office)
        return make_delivery(release, waiting.destination, text="mới")

    with meanwhile(nods, "_places", newer):
        nods.nod(deliveries=[waiting.pk], user=leader)
    engine.sweep()
    engine.sweep(waiting)

    assert world.texts() == ["mới"]
    assert waiting.state == State.SUPERSEDED


def test_workers_send_what_was_agreed_to_once_and_nothing_before(waiting, leader, engine, world):
    assert engine.send(waiting) is None
    assert engine.sweep(waiting).sent == 0

    with meanwhile(nods, "_places", engine.sweep):
        nods.nod(deliveries=[waiting.pk], user=leader)
    engine.sweep()
    engine.sweep(waiting)

    assert world.ever == {str(waiting.key): 1}
    assert waiting.state == State.DELIVERED


LEADER = """
import sys, time
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connections
connections.settings["default"]["NAME"] = sys.argv[1]
from cms.models import User
from publishing.delivery import wake
from publishing.services import nods
def hang(*message):
    print(sys.argv[4], flush=True)
    time.sleep(60)
place = wake if sys.argv[4] == "after" else nods
name = "enqueue" if sys.argv[4] == "after" else "log"
setattr(place, name, hang if sys.argv[4] == "after" else lambda *a, **k: hang())
nods.nod(deliveries=[int(sys.argv[2])], user=User.objects.get(pk=sys.argv[3]))
"""


@pytest.mark.processes
@pytest.mark.parametrize("dies", ["before", "after"])
def test_a_process_killed_around_the_nod_loses_nothing_and_posts_nothing_twice(
    waiting, leader, engine, world, dies
):
    """Before the commit nobody has agreed; after it no message was sent, and the sweep finds it."""
    connection.close()
    arguments = [connection.settings_dict["NAME"], waiting.pk, leader.pk, dies]
    child = subprocess.Popen(
        [sys.executable, "-c", LEADER, *map(str, arguments)],
        stdout=subprocess.PIPE,
        cwd=Path(django_settings.BASE_DIR),
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": "."},
    )
    try:
        assert child.stdout.readline() == f"{dies}\n".encode()
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=20)

    assert bool(as_it_is(waiting).nod_until) is (dies == "before")
    engine.sweep(waiting)
    engine.sweep(waiting)
    assert world.ever == ({} if dies == "before" else {str(waiting.key): 1})
    if dies == "before":
        assert ended() == 1
