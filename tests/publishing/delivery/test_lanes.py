"""Whose turn it is, where many wait."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from publishing.delivery import recovery
from publishing.delivery.gates import sendable
from publishing.delivery.lanes import BY_AGE, ONE_IN, lane_for, next_in_line
from publishing.models import Delivery, Destination, Release
from tests.factories.publishing import (
    make_delivery,
    make_follower,
    make_queue,
    make_release,
)
from tests.fakes.channel import Call

pytestmark = pytest.mark.django_db
Lane, Kind = Delivery.Lane, Release.Kind
WHOLE_COUNTRY = 3321


def urgent_delivery(**fields):
    return make_delivery(make_release(urgent=True), **fields)


def in_order(number: int) -> list[int]:
    """As senders take them who find each time what the one before left."""
    taken: list[int] = []
    for turn in range(number):
        taken += next_in_line(turn, besides=taken)
    return taken


@pytest.mark.parametrize(
    ("kind", "urgent", "action", "lane"),
    [
        (Kind.WITHDRAW, False, "withdraw", Lane.TAKING_DOWN),
        (Kind.UPDATE, False, "revise", Lane.CORRECTION),
        (Kind.UPDATE, True, "publish", Lane.CORRECTION),
        (Kind.PUBLISH, False, "revise", Lane.CORRECTION),
        (Kind.PUBLISH, True, "publish", Lane.URGENT),
        (Kind.PUBLISH, False, "publish", Lane.ORDINARY),
    ],
)
def test_every_delivery_has_its_lane(kind, urgent, action, lane):
    assert lane_for(Release(kind=kind, urgent=urgent), action) == lane


def test_takings_down_go_first_then_corrections_then_what_is_urgent_then_the_rest(engine):
    out, posted = make_delivery(), make_delivery()
    engine.send(out)
    engine.send(posted)
    ordinary = make_delivery()
    urgent = urgent_delivery()
    correction = make_follower(posted, "revise")
    removal = make_follower(out, "withdraw")

    assert next_in_line(0, most=9) == [one.pk for one in (removal, correction, urgent, ordinary)]


def test_one_turn_in_five_goes_to_whoever_has_been_due_longest():
    hour_ago = timezone.now() - timedelta(hours=1)
    waiting = [make_delivery(due_at=hour_ago + timedelta(minutes=n)) for n in range(2)]
    urgent = [urgent_delivery() for _number in range(8)]

    order = in_order(10)

    assert [n for n, pk in enumerate(order) if pk in {one.pk for one in waiting}] == [4, 9]
    assert order[BY_AGE] == waiting[0].pk
    assert [pk for pk in order if pk in {one.pk for one in urgent}] == [one.pk for one in urgent]


def test_those_who_ask_together_begin_at_different_places_of_the_first_lane():
    urgent = [urgent_delivery().pk for _number in range(3)]
    ordinary = make_delivery().pk

    assert next_in_line(0, most=9, place=0) == [*urgent, ordinary]
    assert next_in_line(0, most=9, place=4) == [urgent[1], urgent[2], urgent[0], ordinary]


def test_what_is_not_due_or_held_has_no_turn():
    urgent_delivery(due_at=timezone.now() + timedelta(hours=1))
    held = urgent_delivery()
    Destination.objects.filter(pk=held.destination_id).update(held_at=timezone.now())
    free = make_delivery()

    assert next_in_line(0, most=9) == [free.pk]


# --- sweeps ---------------------------------------------------------------------------------


def test_what_becomes_urgent_during_a_sweep_is_its_next_call(engine, world):
    make_queue(WHOLE_COUNTRY)
    late: list[Delivery] = []
    world.then(Call(), Call(), Call(before=lambda: late.append(urgent_delivery())))

    engine.sweep(most=6)

    assert [of for _method, of in world.calls].index(str(late[0].key)) == 3


def test_a_taking_down_passes_the_whole_country(engine, world):
    out = make_delivery()
    engine.send(out)
    make_queue(WHOLE_COUNTRY)
    make_follower(out, "withdraw")

    engine.sweep(most=1)

    assert world.methods() == ["publish", "withdraw"]
    assert world.public == {}


@pytest.fixture
def slow(monkeypatch, settings):
    """Each call takes as long as this says; the clock of a sweep is moved by hand."""
    clock = [0.0]
    monkeypatch.setattr(recovery.time, "monotonic", lambda: clock[0])
    settings.LOA_LEASE = timedelta(seconds=100)

    def call(seconds: float, **fields) -> Call:
        return Call(before=lambda: clock.__setitem__(0, clock[0] + seconds), **fields)

    return call


def test_a_sweep_whose_time_is_over_still_serves_whoever_has_been_due_longest(engine, world, slow):
    old = make_delivery(due_at=timezone.now() - timedelta(days=1))
    urgent = [urgent_delivery() for _number in range(4)]
    world.then(slow(60), slow(60))

    swept = engine.sweep()

    assert [of for _method, of in world.calls] == [
        str(urgent[0].key),
        str(urgent[1].key),
        str(old.key),
    ]
    assert swept.sent == 3


def test_slow_looks_leave_half_of_a_sweep_to_what_waits(engine, world, slow):
    looked_for = [make_delivery() for _number in range(4)]
    world.then(*[Call(final=False)] * 4)
    for delivery in looked_for:
        engine.send(delivery)
    Delivery.objects.update(next_check_at=timezone.now() - timedelta(minutes=1))
    waiting = [make_delivery() for _number in range(2)]
    world.then(*[slow(30, final=False)] * 2)

    engine.sweep(*waiting)

    assert world.methods()[4:6] == ["check", "check"]
    assert {one.state for one in waiting} == {Delivery.State.DELIVERED}


# --- what it costs --------------------------------------------------------------------------


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL reads so small a table from end to end"
)
@pytest.mark.parametrize(("turn", "index"), [(0, "delivery_next"), (ONE_IN - 1, "delivery_due")])
def test_whose_turn_it_is_is_read_from_an_index_and_never_sorted(turn, index):
    make_queue(50)
    order = ("due_at", "pk") if turn == BY_AGE else ("lane", "release_id", "pk")

    plan = sendable().order_by(*order)[:1].explain()

    outer = plan.splitlines()[0]
    assert index in outer
    assert "TEMP B-TREE" not in plan
