from datetime import timedelta

import pytest
from django.db import DatabaseError, OperationalError
from django.utils import timezone

from cms.models import QueuedMail, Role
from publishing.board import group_filters
from publishing.channel import Receipt
from publishing.delivery import outcome, sending
from publishing.delivery.recovery import expire_lease
from publishing.errors import (
    AmbiguousError,
    AuthError,
    PermanentError,
    RateLimited,
    TransientError,
)
from publishing.models import AttemptRecord, Delivery
from publishing.release_plan import all_out, withdrawal_steps
from publishing.release_rows import new_delivery
from publishing.services.deliveries import settle_as_absent
from publishing.state_tags import state_tag
from tests.factories.publishing import (
    keeper_of,
    let_time_pass,
    make_delivery,
    make_destination,
    make_release,
)
from tests.factories.users import make_user
from tests.fakes.channel import Call

pytestmark = pytest.mark.django_db
State = Delivery.State
HOUR = timedelta(hours=1)


# --- rule 3: the outcome --------------------------------------------------------------------


def test_a_transient_error_queues_again_later(engine, world):
    world.then(Call(error=TransientError("Không kết nối được.")))
    delivery = make_delivery()

    engine.send(delivery)

    assert (delivery.state, delivery.tries) == (State.QUEUED, 1)
    assert delivery.due_at > timezone.now()
    assert delivery.reason == "Không kết nối được."
    assert engine.send(delivery) is None
    let_time_pass(HOUR)
    assert engine.send(delivery).name == "delivered"
    assert delivery.reason == ""


def test_exhausted_attempts_fail(engine, world, settings):
    settings.LOA_MAX_ATTEMPTS = 2
    world.then(Call(error=TransientError()), Call(error=TransientError()))
    delivery = make_delivery()

    engine.send(delivery)
    let_time_pass(HOUR)
    engine.send(delivery)

    assert (delivery.state, delivery.reason_code) == (State.FAILED, Delivery.Reason.EXHAUSTED)
    assert delivery.settled_at is not None


def test_a_rate_limit_throttles_the_whole_destination(engine, world):
    world.then(Call(error=RateLimited(retry_after=HOUR)))
    delivery = make_delivery()
    other = make_delivery(destination=delivery.destination)

    engine.send(delivery)

    assert delivery.state == State.QUEUED
    assert delivery.due_at > timezone.now() + HOUR / 2
    assert engine.send(other) is None
    let_time_pass(2 * HOUR)
    assert engine.send(other).name == "delivered"


def test_refused_credentials_hold_the_destination_and_use_up_no_try(engine, world):
    keeper = make_user()
    delivery = make_delivery()
    other = make_delivery(destination=delivery.destination)
    keeper.memberships.create(office=delivery.destination.office, role=Role.CHANNEL_KEEPER)
    world.then(Call(error=AuthError("Mã truy cập hết hạn.")))

    engine.send(delivery)

    assert (delivery.state, delivery.tries) == (State.QUEUED, 0)
    delivery.destination.refresh_from_db()
    assert delivery.destination.held_reason == "Mã truy cập hết hạn."
    assert engine.send(delivery) is None
    assert engine.send(other) is None
    mail = QueuedMail.objects.get()
    assert mail.recipient == keeper.email
    assert "Mã truy cập hết hạn." in mail.body


def test_a_permanent_error_fails_with_what_the_platform_said(engine, world):
    world.then(Call(error=PermanentError("Bài quá dài.", detail={"code": 100})))
    delivery = make_delivery()

    engine.send(delivery)

    assert (delivery.state, delivery.reason) == (State.FAILED, "Bài quá dài.")
    assert delivery.attempts.get().detail["code"] == 100


def test_an_ambiguous_answer_is_unknown_and_never_sent_again(engine, world):
    world.then(Call(error=AmbiguousError("Không có trả lời."), does_it=True))
    delivery = make_delivery()

    engine.send(delivery)
    let_time_pass(HOUR)

    assert delivery.state == State.UNKNOWN
    assert delivery.unknown_since is not None
    assert engine.send(delivery) is None
    assert sum(world.ever.values()) == 1


def test_a_fault_of_a_channel_before_the_call_began_is_tried_again(engine, world):
    world.then(Call(before=lambda: 1 / 0))
    delivery = make_delivery()

    assert engine.send(delivery).name == "fault"

    assert (delivery.state, delivery.tries) == (State.QUEUED, 1)
    assert delivery.attempts.get().detail == {"error": "ZeroDivisionError"}


def test_a_fault_of_a_channel_after_the_call_began_is_unknown(engine, world):
    world.then(Call(after_begun=lambda: 1 / 0))
    delivery = make_delivery()

    engine.send(delivery)

    assert delivery.state == State.UNKNOWN


def test_a_channel_that_answers_nonsense_after_it_began_is_unknown(engine, world):
    world.then(Call(answer="ok"))
    delivery = make_delivery()

    engine.send(delivery)

    assert delivery.state == State.UNKNOWN


def test_a_channel_that_is_not_registered_fails_with_the_reason(engine):
    delivery = make_delivery(destination=make_destination(channel="gone"))

    sending.send(delivery.pk)

    delivery.refresh_from_db()
    assert delivery.state == State.FAILED
    assert delivery.reason


def test_a_remote_id_of_another_delivery_is_not_adopted(engine, world):
    first = make_delivery()
    engine.send(first)
    second = make_delivery(destination=first.destination)
    world.then(Call(answer=Receipt(first.remote_id)))

    engine.send(second)

    assert (second.state, second.remote_id) == (State.UNKNOWN, "")


def test_a_channel_without_ids_of_its_own_gets_the_key_as_one(engine, world):
    world.then(Call(answer=Receipt(""), begins=False))
    delivery = make_delivery()

    engine.send(delivery)

    assert (delivery.state, delivery.remote_id) == (State.DELIVERED, str(delivery.key))


def test_an_answer_with_characters_that_no_database_takes_is_kept(engine, world):
    world.then(Call(answer=Receipt("i\x00d", address="a" * 900, data={"raw": "x\x00y"})))
    delivery = make_delivery()

    engine.send(delivery)

    assert (delivery.state, delivery.remote_id, delivery.address) == (State.DELIVERED, "id", "")
    assert delivery.receipt["data"] == {"raw": "xy"}


def test_a_late_good_answer_settles_what_became_unknown(engine, world):
    delivery = make_delivery()

    def lease_runs_out():
        let_time_pass(HOUR)
        assert expire_lease(delivery.pk)
        delivery.refresh_from_db()
        assert delivery.state == State.UNKNOWN

    world.then(Call(after_begun=lease_runs_out))
    result = engine.send(delivery)

    assert result.written
    assert delivery.state == State.DELIVERED
    assert delivery.remote_id in world.public
    outcomes = AttemptRecord.objects.filter(delivery_key=delivery.key)
    assert [record.outcome for record in outcomes] == ["lost", "delivered"]


def sent_late(engine, world, delivery):
    """Given up as not there, overtaken by a newer release, then its receipt arrives after all."""
    newer = None

    def given_up():
        nonlocal newer
        let_time_pass(HOUR)
        assert expire_lease(delivery.pk)
        newer = make_delivery(make_release(delivery.work), delivery.destination)
        let_time_pass(HOUR)
        now = Delivery.objects.get(pk=delivery.pk)
        settle_as_absent(delivery=now, user=keeper_of(now))
        assert Delivery.objects.get(pk=delivery.pk).state == State.SUPERSEDED

    world.then(Call(after_begun=given_up))
    engine.send(delivery)
    engine.send(newer)
    return newer


def test_a_late_receipt_of_what_was_given_up_is_kept_and_shown_to_a_person(engine, world):
    delivery = make_delivery()

    sent_late(engine, world, delivery)

    assert delivery.remote_id in world.public
    assert delivery.receipt["remote_id"] == delivery.remote_id
    assert (delivery.state, delivery.reason_code) == (State.SUPERSEDED, Delivery.Reason.LATE)
    assert Delivery.objects.filter(Delivery.may_be_out(), pk=delivery.pk).exists()
    assert Delivery.objects.filter(group_filters()["person"], pk=delivery.pk).exists()
    assert state_tag(delivery).tone == "ask"
    assert delivery.attempts.get(kind="send").outcome == "late_delivered"


def test_a_post_that_came_late_is_taken_down_and_then_waits_for_nobody(engine, world):
    delivery = make_delivery()
    newer = sent_late(engine, world, delivery)
    release = make_release(delivery.work, kind="withdraw")
    outs = all_out(work=delivery.work, language="vi")
    Delivery.objects.bulk_create(
        new_delivery(release, step, None) for step in withdrawal_steps(outs)
    )

    engine.sweep(delivery, newer)

    assert world.public == {}
    assert delivery.state == State.CANCELLED
    assert not Delivery.objects.filter(group_filters()["person"]).exists()
    assert all_out(work=delivery.work, language="vi") == []


def test_a_late_receipt_that_names_the_newer_post_is_not_kept(engine, world):
    delivery = make_delivery()
    other = make_delivery(destination=delivery.destination)
    engine.send(other)

    def cancelled():
        Delivery.objects.filter(pk=delivery.pk).update(state=State.CANCELLED, fence=9)

    world.then(Call(after_begun=cancelled, answer=Receipt(other.remote_id)))
    engine.send(delivery)

    assert (delivery.state, delivery.remote_id) == (State.CANCELLED, "")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.vn/1", ""])
def test_what_is_no_web_address_never_becomes_a_link(engine, world, address):
    world.then(Call(answer=Receipt("1_2", address)))
    delivery = make_delivery()

    engine.send(delivery)

    assert (delivery.state, delivery.remote_id, delivery.address) == (State.DELIVERED, "1_2", "")
    assert delivery.receipt["address"] == address


def test_a_late_bad_answer_stays_on_its_attempt(engine, world):
    delivery = make_delivery()

    def lease_runs_out():
        let_time_pass(HOUR)
        assert expire_lease(delivery.pk)

    world.then(Call(after_begun=lease_runs_out, error=PermanentError("Bị từ chối.")))
    result = engine.send(delivery)

    assert not result.written
    assert delivery.state == State.UNKNOWN
    assert delivery.attempts.get().outcome == "late_permanent"


def test_a_late_refusal_holds_no_account_that_was_reconnected_meanwhile(engine, world):
    delivery = make_delivery()

    def lease_runs_out():
        let_time_pass(HOUR)
        assert expire_lease(delivery.pk)

    world.then(Call(after_begun=lease_runs_out, error=AuthError("Mã cũ bị từ chối.")))
    assert not engine.send(delivery).written

    delivery.destination.refresh_from_db()
    assert delivery.destination.held_at is None


def test_an_outcome_that_cannot_be_written_at_once_is_written_later(engine, world, monkeypatch):
    delivery = make_delivery()
    failures = [OperationalError("disk full"), OperationalError("database is locked")]
    real = outcome.record

    def flaky(*args):
        if failures:
            raise failures.pop()
        return real(*args)

    monkeypatch.setattr(sending, "record", flaky)
    monkeypatch.setattr(sending, "PAUSES", (0, 0, 0))
    engine.send(delivery)

    assert delivery.state == State.DELIVERED


def test_an_outcome_that_can_never_be_written_leaves_the_lease_to_run_out(
    engine, world, monkeypatch
):
    delivery = make_delivery()

    def broken(*args):
        raise OperationalError("disk full")

    monkeypatch.setattr(sending, "record", broken)
    monkeypatch.setattr(sending, "PAUSES", (0,))
    with pytest.raises(DatabaseError):
        engine.send(delivery)
    delivery.refresh_from_db()
    assert delivery.state == State.SENDING

    monkeypatch.undo()
    let_time_pass(HOUR)
    engine.sweep(delivery)
    let_time_pass(HOUR)
    engine.sweep(delivery)
    assert delivery.state == State.DELIVERED
    assert list(world.ever.values()) == [1]
