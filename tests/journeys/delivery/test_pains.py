"""What users of comparable systems suffer from (`docs/pains.md`), where no other test shows it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError
from django.utils import timezone

from cms.models import QueuedMail
from publishing import tasks
from publishing.delivery import sending
from publishing.delivery.mail import send_due_mail
from publishing.errors import PermanentError, TransientError
from publishing.models import Attempt, Delivery, Release
from publishing.services import going_live, releases
from publishing.services.deliveries import retry_delivery
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_facebook, release
from tests.factories.publishing import (
    keeper_of,
    let_time_pass,
    make_delivery,
    make_destination,
    make_follower,
    make_release,
)
from tests.fakes.channel import Call
from tests.journeys.delivery.test_races import together
from tests.publishing.delivery.test_line import HOUR

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def breaks_once(monkeypatch):
    """The next outcome cannot be written down, for a reason that has nothing to do with the post."""

    def arm() -> None:
        real = sending.record

        def fails(*args):
            monkeypatch.setattr(sending, "record", real)
            raise RuntimeError("an unrelated error")

        monkeypatch.setattr(sending, "record", fails)

    return arm


def test_an_error_after_the_post_never_posts_again(engine, world, breaks_once):
    delivery = make_delivery()
    breaks_once()

    for _round in range(6):
        engine.sweep(delivery)
        let_time_pass(HOUR)

    assert delivery.state == State.DELIVERED
    assert world.ever == {str(delivery.key): 1}


def test_a_channel_that_always_breaks_after_posting_posts_once(engine, world):
    delivery = make_delivery()
    world.then(*[Call(error=ZeroDivisionError(), does_it=True)] * 3)

    for _round in range(6):
        engine.sweep(delivery)
        let_time_pass(HOUR)

    assert delivery.state == State.DELIVERED
    assert world.ever == {str(delivery.key): 1}


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

    retry_delivery(delivery=broken, user=keeper_of(broken))
    engine.sweep(broken, fine)

    assert (broken.state, fine.state) == (State.DELIVERED, State.DELIVERED)
    assert world.ever == {str(broken.key): 1, str(fine.key): 1}
    assert Attempt.objects.filter(delivery=broken).count() == 2
    assert Attempt.objects.filter(delivery=fine).count() == 1


def test_what_no_message_woke_is_found_by_the_sweep(engine, world):
    delivery = make_delivery()

    engine.sweep(delivery)

    assert delivery.state == State.DELIVERED


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


def test_workers_side_by_side_send_a_mail_once(real_database):
    for number in range(3):
        QueuedMail.objects.create(recipient=f"{number}@example.vn", subject="Chủ đề", body="")
    QueuedMail.objects.update(due_at=timezone.now() - HOUR)

    sent = together(*[send_due_mail] * 4, close=real_database)

    assert sum(sent) == 3
    assert sorted(to for message in mail.outbox for to in message.to) == [
        f"{number}@example.vn" for number in range(3)
    ]


def test_taking_one_language_down_leaves_the_others_as_they_are(engine, world):
    vietnamese = make_delivery(text="Tiếng Việt")
    release = vietnamese.release
    english = make_release(release.work, release.office, language="en")
    out = make_delivery(english, vietnamese.destination, text="English")
    elsewhere = make_destination()
    waiting = make_delivery(english, elsewhere, due_at=timezone.now() + HOUR)
    engine.sweep(vietnamese, out)
    removal = make_follower(vietnamese, "withdraw")
    Release.objects.filter(pk=english.pk).update(state=Release.State.IN_FORCE)

    engine.sweep(removal, out, waiting)

    assert removal.state == State.DELIVERED
    assert world.texts() == ["English"]
    assert (out.state, waiting.state) == (State.DELIVERED, State.QUEUED)


@pytest.mark.parametrize("when", ["before the first row", "after the last"])
def test_an_approval_that_cannot_write_its_deliveries_publishes_nothing(when, monkeypatch):
    desk = Desk()
    choose(desk, [make_facebook(desk.office)])
    desk.submit()
    name = "write_release" if when == "before the first row" else "wake_on_commit"
    module = releases if name == "write_release" else going_live

    def full(*args, **options):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(module, name, full)
    with pytest.raises(OperationalError):
        desk.approve(desk.leader)

    assert not desk.now().live
    assert desk.step() is not None, "it still waits for the leader"
    assert not Release.objects.exists()
    assert not Delivery.objects.exists()
    monkeypatch.undo()
    desk.approve(desk.leader)
    assert desk.now().live
    assert Delivery.objects.filter(state=State.QUEUED).count() == 2


def test_what_was_missed_while_the_clock_stood_is_published_by_its_next_sweep(monkeypatch):
    desk = Desk()
    choose(desk, [make_facebook(desk.office)], go_live_at=timezone.now() + HOUR)
    planned = release(desk)
    tasks.sweep()
    assert not desk.now().live
    later = timezone.now() + timedelta(days=9)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    monkeypatch.setattr(tasks.recovery, "sweep", lambda: None)  # no calls to platforms

    tasks.sweep()

    planned.refresh_from_db()
    assert planned.state == Release.State.IN_FORCE
    assert desk.now().live
