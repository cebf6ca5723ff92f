"""Whoever dies in the middle of a rollout: nothing is lost, nothing is done twice."""

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
from wagtail.models import Revision

from cms.models import QueuedMail
from publishing.ledger_checks import cross_checks
from publishing.models import Release
from tests.factories.packages import release, rewrite
from tests.factories.provinces import centre_desk, released_copy
from tests.factories.rollouts import RATE, Following
from tests.publishing.delivery.databases import own_database
from translations.models import ChangeNotice, Rollout
from translations.rolling import taking_in, turns

NATIONAL = "<p>Mức đóng là 5%.</p>"


@pytest.fixture
def woken(monkeypatch):
    found = []
    monkeypatch.setattr(turns, "wake", found.append)
    return found


@pytest.mark.django_db
def test_a_copy_that_fails_stops_no_other_and_is_tried_again(monkeypatch):
    world = Following(3)
    world.change(RATE, NATIONAL)
    real, broken = taking_in.write, world.copy(1).edition.base_content

    def fails(copy, *args, **more):
        if copy.page.pk == world.copies[1].pk:
            raise ZeroDivisionError
        return real(copy, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(taking_in, "write", fails)
        world.roll_out()

    assert [world.draft(number)[RATE] == NATIONAL for number in range(3)] == [True, False, True]
    assert world.notice(1).waits_because == "fault"
    assert world.copy(1).edition.base_content == broken
    rollout = world.newest()
    assert (rollout.state, rollout.done) == (Rollout.State.DONE, 3)
    assert "ZeroDivisionError" in rollout.last_error

    ChangeNotice.objects.update(retry_at=timezone.now() - timedelta(minutes=1))
    turns.wake_unfinished()
    assert world.draft(1)[RATE] == NATIONAL
    assert world.notice(1).state == ChangeNotice.State.MERGED


@pytest.mark.django_db
def test_a_doubled_message_does_nothing_twice():
    world = Following(2)
    rollout = world.change(RATE, NATIONAL)
    turns.work_at(rollout.pk)
    state = (Revision.objects.count(), ChangeNotice.objects.count(), QueuedMail.objects.count())

    turns.work_at(rollout.pk)
    Rollout.objects.update(state=Rollout.State.WAITING, last_copy=0)
    turns.work_at(rollout.pk)

    assert state == (
        Revision.objects.count(),
        ChangeNotice.objects.count(),
        QueuedMail.objects.count(),
    )


@pytest.mark.django_db
def test_a_lost_message_is_found_by_the_clock(woken):
    world = Following()
    rollout = world.change(RATE, NATIONAL)
    turns.wake_unfinished()
    assert woken == []
    Rollout.objects.update(created_at=timezone.now() - timedelta(minutes=5))

    turns.wake_unfinished()

    assert woken == [rollout.pk]


@pytest.mark.django_db
def test_long_work_lets_others_have_their_turn(woken, monkeypatch):
    world = Following(3)
    rollout = world.change(RATE, NATIONAL)
    monkeypatch.setattr(turns, "TURN", -1)
    monkeypatch.setattr(turns, "TOGETHER", 1)

    turns.work_at(rollout.pk)

    assert woken == [rollout.pk]
    assert world.newest().done == 1
    turns.work_at(rollout.pk)
    turns.work_at(rollout.pk)
    turns.work_at(rollout.pk)
    assert world.newest().state == Rollout.State.DONE


@pytest.mark.django_db
def test_an_older_version_never_comes_after_a_newer_one():
    world = Following()
    older = world.change(RATE, NATIONAL)
    newer = world.change(RATE, "<p>Mức đóng là 6%.</p>")
    turns.work_at(newer.pk)
    turns.work_at(older.pk)

    assert world.draft()[RATE] == "<p>Mức đóng là 6%.</p>"
    assert Rollout.objects.filter(state=Rollout.State.DONE).count() == 2


@pytest.mark.django_db
def test_the_same_text_once_more_is_nothing_new():
    world = Following()
    first = world.change(RATE, NATIONAL)
    again = world.change(RATE, NATIONAL)
    assert again == first


WORKER = """
import sys, time
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from cms import publication
from django.db import connections
connections.settings["default"]["NAME"] = sys.argv[1]
from translations.rolling import mail, taking_in, turns
stops = {"write": (taking_in, "write"), "base": (taking_in, "set_base"), "mail": (mail, "tell_offices")}
stops["live"] = (publication, "_put_live")
module, name = stops[sys.argv[3]]
turns.TOGETHER = int(sys.argv[4])
real, calls = getattr(module, name), []
def hangs(*args, **more):
    made = real(*args, **more)
    calls.append(1)
    if len(calls) == 2:
        print("begun", flush=True)
        time.sleep(60)
    return made
setattr(module, name, hangs)
turns.work_at(int(sys.argv[2]))
"""


@pytest.fixture
def real_database(db, tmp_path):
    with own_database(tmp_path):
        yield


def kill_worker(rollout: Rollout, dies_after: str, together: int) -> None:
    """In the middle of the second of what it does there."""
    connection.close()
    database = str(connection.settings_dict["NAME"])
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, database, str(rollout.pk), dies_after, str(together)],
        stdout=subprocess.PIPE,
        cwd=Path(django_settings.BASE_DIR),
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": "."},
    )
    try:
        assert child.stdout.readline() == b"begun\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=20)


@pytest.mark.processes
@pytest.mark.parametrize(
    ("dies_after", "together", "done"),
    [("write", 1, 1), ("base", 1, 1), ("mail", 1, 1), ("write", 2, 0), ("mail", 2, 2)],
)
def test_a_worker_killed_in_the_middle_of_a_copy_loses_and_doubles_nothing(
    dies_after, together, done, real_database
):
    world = Following(3)
    rollout = world.change(RATE, NATIONAL)
    revisions = Revision.objects.count()
    kill_worker(rollout, dies_after, together)
    assert world.newest().done == done
    assert ChangeNotice.objects.count() == done

    turns.work_at(rollout.pk)

    assert [world.draft(number)[RATE] for number in range(3)] == [NATIONAL] * 3
    assert Revision.objects.count() == revisions + 3
    assert ChangeNotice.objects.count() == 3
    assert QueuedMail.objects.count() == 3
    assert world.newest().state == Rollout.State.DONE


@pytest.mark.processes
def test_nor_does_one_killed_while_it_publishes_what_is_covered(real_database):
    national = centre_desk()
    release(national)
    copies = [released_copy(national) for _number in range(2)]
    rewrite(national, lead="Từ hôm nay gọi {{hotline}}.")
    release(national)
    rollout, releases = Rollout.objects.latest("pk"), Release.objects.count()

    kill_worker(rollout, "live", 17)

    assert Release.objects.count() == releases
    assert [copy.now().lead for copy in copies] == ["Gọi {{hotline}}."] * 2
    turns.work_at(rollout.pk)
    assert [copy.now().lead for copy in copies] == ["Từ hôm nay gọi {{hotline}}."] * 2
    assert Release.objects.count() == releases + 2
    assert list(cross_checks()) == []
