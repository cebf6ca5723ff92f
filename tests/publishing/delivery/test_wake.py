"""Tasks, wake-ups, mail and checks round the engine."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.db import transaction
from django.db.models import F
from kombu.exceptions import OperationalError

from cms.celery import app
from cms.models import Office, QueuedMail, Role
from publishing import tasks
from publishing.delivery import recovery, sending, wake
from publishing.delivery.keepers import keepers_of
from publishing.delivery.mail import send_due_mail
from tests.factories.publishing import make_bare_office, make_delivery, make_queue, make_release
from tests.factories.users import make_user
from tests.fakes.channel import opener

pytestmark = pytest.mark.django_db


@pytest.fixture
def enqueued(monkeypatch):
    """What would go to the broker, as (task, id)."""
    found = []
    monkeypatch.setattr(
        wake.app, "send_task", lambda name, args, **_options: found.append((name, *args))
    )
    return found


def broken_broker(*args, **options):
    raise OperationalError("no broker")


def test_a_broker_that_is_down_is_only_logged(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(wake.app, "send_task", broken_broker)
    later = []
    with django_capture_on_commit_callbacks(execute=True):
        wake.wake_on_commit(1)
        transaction.on_commit(lambda: later.append(1))
    assert later == [1]
    assert "sweep will do it" in caplog.text


def test_an_error_that_is_not_the_brokers_is_not_hidden(monkeypatch):
    def bug(*args, **options):
        raise TypeError("bug")

    monkeypatch.setattr(wake.app, "send_task", bug)
    with pytest.raises(TypeError):
        wake.wake(1)


def test_waking_a_release_calls_a_sender_for_each_delivery_that_may_go(enqueued):
    release = make_release()
    portal = make_delivery(release)
    make_delivery(release, waits_for=portal)
    make_delivery(release)

    tasks.wake_release(release.pk)

    assert enqueued == [(tasks.send_next.name, place) for place in range(2)]


def test_a_large_release_calls_no_more_senders_than_work_side_by_side(enqueued, monkeypatch):
    monkeypatch.setattr(tasks, "MOST_SENDERS", 3)
    queue = make_queue(5)

    tasks.wake_release(queue[0].release_id)

    assert enqueued == [(tasks.send_next.name, place) for place in range(3)]


def test_the_clock_does_not_stand_in_line_behind_deliveries():
    """A sweep that waited behind them would be dropped as too old."""
    queue_of = {
        task.name: app.amqp.router.route({}, task.name)["queue"].name
        for task in (tasks.sweep, tasks.send_next)
    }

    assert queue_of == {tasks.sweep.name: "clock", tasks.send_next.name: "celery"}
    assert {"clock", "celery"} == set(app.amqp.queues)  # what a worker takes from


def test_a_page_that_is_up_wakes_the_posts_that_link_to_it(enqueued, world, monkeypatch):
    release = make_release()
    portal = make_delivery(release)
    make_delivery(release, waits_for=portal)
    send_scripted = partial(sending.send, open_channel=opener(world))
    monkeypatch.setattr(sending, "send", send_scripted)

    tasks.send_delivery(portal.pk)

    assert enqueued == [("publishing.tasks.wake_release", release.pk)]


def test_a_step_of_the_sweep_that_fails_stops_no_other(monkeypatch, caplog):
    done = []

    def fails():
        raise RuntimeError("broken")

    monkeypatch.setattr(tasks, "_run_due_releases", fails)
    monkeypatch.setattr(recovery, "sweep", lambda: done.append("deliveries"))
    monkeypatch.setattr(tasks, "send_due_mail", lambda: done.append("mail"))
    tasks.sweep()

    assert done == ["deliveries", "mail"]
    assert "a step failed" in caplog.text


def queue_mail(**fields):
    """Due for a second: the database's clock is coarser than Python's."""
    queued = QueuedMail.objects.create(**fields)
    QueuedMail.objects.update(due_at=F("created_at") - timedelta(seconds=1))
    return queued


def test_queued_mail_is_sent_once():
    queue_mail(recipient="a@example.vn", subject="Chủ đề", body="Nội dung")

    assert send_due_mail() == 1
    assert send_due_mail() == 0

    assert [message.subject for message in mail.outbox] == ["Chủ đề"]
    assert QueuedMail.objects.get().sent_at is not None


def test_mail_that_cannot_be_sent_is_tried_again_later_and_stops_no_other(settings):
    bad = queue_mail(recipient="xấu\n@example.vn", subject="1", body="")
    queue_mail(recipient="b@example.vn", subject="2", body="")

    assert send_due_mail() == 1
    bad.refresh_from_db()
    assert (bad.sent_at, bad.attempts) == (None, 1)
    assert bad.last_error
    assert bad.due_at > bad.created_at + timedelta(seconds=30)


def test_the_parent_office_keeps_the_destinations_of_an_office_without_a_keeper():
    province = make_bare_office()
    grassroots = make_bare_office(level=Office.Level.GRASSROOTS, parent=province)
    keeper = make_user(province, Role.CHANNEL_KEEPER)
    make_user(province, Role.CHANNEL_KEEPER, is_active=False)
    make_user(province, Role.CHANNEL_KEEPER, email="")
    make_user(grassroots, Role.EDITOR)

    assert keepers_of(grassroots) == [keeper]
    assert keepers_of(make_bare_office()) == []


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("LOA_LEASE", timedelta(seconds=60), "publishing.E001"),
        ("LOA_FIND_SCHEDULE", [], "publishing.E002"),
        ("LOA_MAX_ATTEMPTS", 0, "publishing.E003"),
    ],
)
def test_settings_that_would_break_a_promise_are_refused(settings, name, value, check):
    assert check not in {message.id for message in run_checks()}
    setattr(settings, name, value)
    assert check in {message.id for message in run_checks()}
