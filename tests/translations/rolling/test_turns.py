"""Whoever dies in the middle of a rollout: nothing is lost, nothing is done twice."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connection
from django.utils import timezone
from wagtail.models import Revision

from cms import approval
from cms.models import Office, QueuedMail
from publishing.ledger_checks import cross_checks
from publishing.models import Release
from tests.factories.packages import release, rewrite
from tests.factories.provinces import centre_desk, released_copy
from tests.factories.rollouts import RATE, Following
from tests.fakes.meanwhile import meanwhile
from tests.publishing.delivery.databases import own_database
from translations.models import ChangeNotice, Rollout
from translations.rolling import deadlines, taking_in, turns
from translations.signals import copies_merged

NATIONAL = "<p>Mức đóng là 5%.</p>"


@pytest.fixture
def woken(monkeypatch):
    found = []
    monkeypatch.setattr(turns, "wake", found.append)
    return found


@pytest.fixture
def real_database(db, tmp_path):
    with own_database(tmp_path):
        yield


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


@contextmanager
def heard(receiver):
    copies_merged.connect(receiver)
    try:
        yield
    finally:
        copies_merged.disconnect(receiver)


@pytest.mark.django_db
def test_where_one_cannot_be_published_each_is_a_transaction_of_its_own(monkeypatch):
    """Who has sealed a release may not wait for whatever the next one needs."""
    world, together, real = Following(3), [], turns.take_in_all
    Office.objects.update(takes_national_approval=False)
    rollout = world.change(RATE, NATIONAL)

    def fails(merged, **kwargs):
        if any(one.page.pk == world.copies[1].pk for one in merged):
            raise ZeroDivisionError

    def counted(rollout, copies):
        together.append(len(copies))
        return real(rollout, copies)

    monkeypatch.setattr(turns, "take_in_all", counted)
    with heard(fails):
        turns.work_at(rollout.pk)

    assert together == [3, 1, 1, 1]
    assert [world.draft(number)[RATE] for number in range(3)] == [NATIONAL] * 3
    assert [bool(world.notice(number).waits_because) for number in range(3)] == [False, True, False]


@pytest.mark.django_db
def test_a_busy_database_leaves_no_copy_to_its_office():
    world = Following()
    Office.objects.update(takes_national_approval=False)
    rollout = world.change(RATE, NATIONAL)

    def busy(merged, **kwargs):
        raise OperationalError("deadlock detected")

    with heard(busy), pytest.raises(OperationalError):
        turns.work_at(rollout.pk)
    assert not ChangeNotice.objects.exists()

    turns.work_at(rollout.pk)
    assert (world.draft()[RATE], world.notice().waits_because) == (NATIONAL, "")


@pytest.mark.django_db
def test_a_copy_that_is_deleted_in_that_moment_stops_no_other(monkeypatch):
    world = Following()
    rollout = world.change(RATE, NATIONAL)
    found = [[world.row().pk, world.row().pk + 1000], []]
    monkeypatch.setattr(turns, "_next", lambda rollout: found.pop(0))

    turns.work_at(rollout.pk)

    assert (world.draft()[RATE], world.newest().state) == (NATIONAL, Rollout.State.DONE)
    connection.check_constraints()


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


def test_a_copy_may_be_submitted_while_a_change_comes_to_it(real_database):
    national = centre_desk()
    release(national)
    copy = released_copy(national)
    rewrite(national, lead="Từ hôm nay gọi {{hotline}}.")
    release(national)
    rollout = Rollout.objects.latest("pk")

    with meanwhile(approval.services, "problems", lambda: turns.work_at(rollout.pk)) as came_of_it:
        copy.submit()

    assert came_of_it == [None]
    assert copy.now().workflow_in_progress
    assert ChangeNotice.objects.get().waits_because == "review"


def test_a_deadline_is_acted_upon_behind_a_change_that_comes(real_database):
    world = Following()
    world.declare("critical", 3, at_deadline="take_down", reason="Mức cũ sai.")
    world.change(RATE, NATIONAL)
    world.roll_out()
    Rollout.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    newer = world.change(RATE, "<p>Mức đóng là 6%.</p>")

    with meanwhile(taking_in, "hold_all", deadlines.act_on_overdue) as came_of_it:
        turns.work_at(newer.pk)

    assert came_of_it == [1]
    assert world.draft()[RATE] == "<p>Mức đóng là 6%.</p>"
    assert not world.copy().live


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
