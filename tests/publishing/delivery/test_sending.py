from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from publishing.delivery import sending
from publishing.delivery.recovery import expire_lease
from publishing.errors import (
    TransientError,
)
from publishing.models import AttemptRecord, Delivery, Destination, StopSwitch
from tests.factories.publishing import (
    let_time_pass,
    make_bare_office,
    make_delivery,
    make_destination,
    make_release,
)
from tests.fakes.channel import Call, opener

pytestmark = pytest.mark.django_db
State = Delivery.State
HOUR = timedelta(hours=1)


def test_a_queued_delivery_is_published_once_with_its_own_post(engine, world):
    delivery = make_delivery(text="Bài đã duyệt")

    assert engine.send(delivery).name == "delivered"
    assert engine.send(delivery) is None

    assert world.texts() == ["Bài đã duyệt"]
    assert delivery.state == State.DELIVERED
    assert delivery.remote_id in world.public
    assert delivery.address.startswith("https://example.vn/")
    assert delivery.settled_at is not None
    assert delivery.tries == 0


def test_the_attempt_and_its_sealed_record_tell_what_happened(engine):
    delivery = make_delivery()

    engine.send(delivery)

    attempt = delivery.attempts.get()
    assert (attempt.number, attempt.kind, attempt.outcome) == (1, "send", "delivered")
    assert attempt.begun_at is not None
    assert attempt.ended_at is not None
    record = AttemptRecord.objects.get(delivery_key=delivery.key)
    assert record.remote_id == delivery.remote_id
    assert record.post_hash == delivery.variant.post_id
    assert record.row_hash == record.compute_hash()


def test_what_is_not_final_waits_for_confirmation(engine, world, capable):
    capable(check=True)
    world.then(Call(final=False))
    delivery = make_delivery()

    engine.send(delivery)

    assert delivery.state == State.ACCEPTED
    assert delivery.next_check_at is not None
    assert delivery.settled_at is None


# --- rule 1: the claim ----------------------------------------------------------------------


def closed_gates():
    """Every way of being closed, as (which row, its fields)."""
    now = timezone.now()
    destination = {
        "held": {"held_at": now},
        "archived": {"archived_at": now},
        "throttled": {"throttled_until": now + HOUR},
    }
    yield from (
        pytest.param("destination", fields, id=name) for name, fields in destination.items()
    )
    release = {
        "scheduled": {"state": "scheduled"},
        "replaced": {"state": "replaced"},
        "withdrawn": {"state": "withdrawn"},
        "cancelled": {"state": "cancelled"},
        "release over": {"expires_at": now - HOUR},
    }
    yield from (pytest.param("release", fields, id=name) for name, fields in release.items())
    delivery = {
        "not due": {"due_at": now + HOUR},
        "expired": {"expires_at": now - HOUR},
        "cancelled itself": {"state": "cancelled"},
        "unknown": {"state": "unknown"},
    }
    yield from (pytest.param("delivery", fields, id=name) for name, fields in delivery.items())


@pytest.mark.parametrize(("what", "fields"), list(closed_gates()))
def test_a_closed_gate_lets_nothing_through(engine, world, what, fields):
    delivery = make_delivery(
        make_release(**(fields if what == "release" else {})),
        make_destination(**(fields if what == "destination" else {})),
        **(fields if what == "delivery" else {}),
    )

    assert engine.send(delivery) is None
    assert world.calls == []
    assert delivery.attempts.count() == 0


def test_a_throttle_that_is_over_lets_it_through(engine):
    throttled = make_destination(throttled_until=timezone.now() - HOUR)
    assert engine.send(make_delivery(destination=throttled)).name == "delivered"


@pytest.mark.parametrize("narrowed_to", ["all", "channel", "office", "destination", "parent"])
def test_a_stop_switch_stops_what_it_covers_until_it_is_lifted(engine, world, narrowed_to):
    province = make_bare_office()
    destination = make_destination(make_bare_office(level="grassroots", parent=province))
    switch = StopSwitch.objects.create(
        reason="Sự cố",
        **{
            "all": {},
            "channel": {"channel": "scripted"},
            "office": {"office": destination.office},
            "destination": {"destination": destination},
            "parent": {"office": province},
        }[narrowed_to],
    )
    delivery = make_delivery(destination=destination)

    assert engine.send(delivery) is None
    StopSwitch.objects.filter(pk=switch.pk).update(lifted_at=timezone.now())
    assert engine.send(delivery).name == "delivered"


def test_a_stop_switch_of_others_stops_nothing(engine):
    destination = make_destination(make_bare_office(parent=make_bare_office(level="centre")))
    for narrowing in (
        {"channel": "facebook"},
        {"office": make_bare_office()},
        {"office": destination.office.parent},
        {"destination": make_destination()},
        {"channel": "scripted", "office": make_bare_office()},
    ):
        StopSwitch.objects.create(reason="Sự cố", **narrowing)

    assert engine.send(make_delivery(destination=destination)).name == "delivered"


def test_one_destination_sends_one_thing_at_a_time(engine, world):
    destination = make_destination()
    make_delivery(destination=destination, state=State.SENDING, lease_until=timezone.now() + HOUR)

    assert engine.send(make_delivery(destination=destination)) is None
    assert world.calls == []


def test_a_post_waits_for_the_page_that_it_links_to(engine, world):
    release = make_release()
    portal = make_delivery(release)
    post = make_delivery(release, waits_for=portal)

    assert engine.send(post) is None
    engine.send(portal)
    assert engine.send(post).name == "delivered"


@pytest.mark.parametrize("extra", [0, 30])
def test_sending_takes_a_fixed_number_of_queries(engine, django_assert_num_queries, extra):
    destination, release = make_destination(), make_release()
    for _number in range(extra):
        make_delivery(make_release(release.work), destination, state=State.SUPERSEDED)
        make_delivery(destination=destination)
    delivery = make_delivery(make_release(release.work), destination)

    locks = 1 if connection.vendor == "postgresql" else 0  # writers of the ledger take turns
    with django_assert_num_queries(22 + locks):
        sending.send(delivery.pk, open_channel=opener(engine.world))


# --- rule 2: the call -----------------------------------------------------------------------


def test_a_stop_between_claim_and_first_byte_gives_up_without_using_a_try(engine, world):
    world.then(Call(before=lambda: StopSwitch.objects.create(reason="Dừng ngay")))
    delivery = make_delivery()

    assert engine.send(delivery).name == "stopped"

    assert world.ever == {}
    assert (delivery.state, delivery.tries) == (State.QUEUED, 0)
    assert delivery.reason_code == Delivery.Reason.STOPPED


def test_a_hold_between_claim_and_first_byte_gives_up(engine, world):
    delivery = make_delivery()
    held = Destination.objects.filter(pk=delivery.destination_id)
    world.then(Call(before=lambda: held.update(held_at=timezone.now())))

    engine.send(delivery)

    assert world.ever == {}
    assert delivery.state == State.QUEUED


def test_a_worker_that_lost_its_lease_does_not_send(engine, world):
    delivery = make_delivery()

    def slow():
        let_time_pass(HOUR)
        assert expire_lease(delivery.pk)

    world.then(Call(before=slow))
    result = engine.send(delivery)

    assert (result.name, result.written) == ("stopped", False)
    assert world.ever == {}
    assert delivery.state == State.QUEUED
    assert delivery.attempts.get().outcome == "late_stopped"


def test_a_worker_whose_lease_is_over_does_not_send_even_if_nobody_noticed(engine, world):
    world.then(Call(before=lambda: let_time_pass(HOUR)))
    delivery = make_delivery()

    engine.send(delivery)

    assert world.ever == {}
    assert delivery.state == State.QUEUED


def test_what_was_saved_before_the_irreversible_step_reaches_the_next_attempt(engine, world):
    world.then(Call(saves={"photo": "p1"}, error=TransientError(), begins=False))
    delivery = make_delivery()

    engine.send(delivery)
    let_time_pass(HOUR)
    world.then(Call(saves={"album": "a1"}))
    engine.send(delivery)

    assert world.checkpoints == [{}, {"photo": "p1"}]
    assert delivery.attempts.last().checkpoint == {"photo": "p1", "album": "a1"}
