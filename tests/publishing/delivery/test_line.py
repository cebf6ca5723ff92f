from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.delivery import recovery, throttle
from publishing.delivery.tidying import tidy
from publishing.errors import (
    AmbiguousError,
    AuthError,
    TransientError,
)
from publishing.models import Delivery, Destination, Release
from publishing.waiting import waits
from tests.factories.publishing import (
    let_time_pass,
    make_delivery,
    make_destination,
    make_follower,
    make_release,
)
from tests.fakes.channel import Call

pytestmark = pytest.mark.django_db
State, Reason = Delivery.State, Delivery.Reason
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def unknown(engine, world, *, does_it, hidden=False, **fields):
    world.then(Call(error=AmbiguousError(), does_it=does_it, hidden=hidden))
    delivery = make_delivery(**fields)
    engine.send(delivery)
    assert delivery.state == State.UNKNOWN
    return delivery


# --- rule 5: order --------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN])
def test_a_newer_delivery_waits_visibly_behind_an_older_one(engine, world, state):
    old = make_delivery(state=state, lease_until=timezone.now() + HOUR)
    new = make_delivery(make_release(old.work), old.destination)

    engine.sweep(new)

    assert new.state == State.QUEUED
    assert waits([new])[new.pk]
    assert world.calls == []


def test_a_portal_withdrawal_under_way_gives_way_to_the_page_that_is_up_again(engine, world):
    page = make_delivery(destination=make_destination(channel="portal"))
    engine.send(page)
    withdraw = make_follower(page, "withdraw")
    again = None

    def published_again():
        nonlocal again
        again = make_delivery(make_release(page.work), page.destination)

    world.then(Call(before=published_again, error=TransientError(), begins=False))
    engine.send(withdraw)
    engine.sweep(again)

    assert (withdraw.state, withdraw.reason_code) == (State.SUPERSEDED, Reason.OVERTAKEN)
    assert again.state == State.DELIVERED


def test_what_returns_to_the_queue_after_a_newer_release_is_superseded(engine, world):
    old = make_delivery(text="cũ")

    def newer_release():
        make_follower(old, "revise", text="mới")

    world.then(Call(before=newer_release, error=TransientError(), begins=False))
    engine.send(old)

    assert (old.state, old.reason_code) == (State.SUPERSEDED, Reason.OVERTAKEN)
    assert old.settled_at is not None
    engine.sweep()
    assert world.texts() == ["mới"]


def test_a_release_that_is_only_scheduled_overtakes_nothing(engine):
    old = make_delivery()
    planned = make_release(old.work, state=Release.State.SCHEDULED)
    later = make_delivery(planned, old.destination, due_at=timezone.now() + HOUR)

    engine.sweep(old, later)

    assert (old.state, later.state) == (State.DELIVERED, State.QUEUED)


def test_a_scheduled_release_blocks_nothing_that_goes_live_before_it(engine):
    planned = make_release(state=Release.State.SCHEDULED)
    waiting = make_delivery(planned)
    urgent = make_delivery(make_release(planned.work), waiting.destination)

    engine.sweep(urgent)

    assert urgent.state == State.DELIVERED


@pytest.mark.parametrize("action", ["publish", "revise"])
def test_the_same_words_of_another_work_wait_until_it_is_clear_what_is_out(engine, world, action):
    """Looking would find either: it goes by the words where a platform keeps no key."""
    place = make_destination()
    if action == "revise":
        posted = make_delivery(destination=place, text="đã có")
        engine.send(posted)
    first = unknown(engine, world, does_it=False, destination=place, text="như nhau")
    if action == "revise":
        second = make_follower(posted, "revise", text="như nhau")
    else:
        second = make_delivery(destination=place, text="như nhau")

    engine.sweep(second)

    assert second.state == State.QUEUED
    assert "trùng nội dung" in waits([second])[second.pk]
    for _look in range(2):
        let_time_pass(HOUR)
        engine.sweep(first, second)
    assert (first.state, second.state) == (State.DELIVERED, State.DELIVERED)
    assert first.remote_id != second.remote_id


def test_the_same_words_elsewhere_or_other_words_there_do_not_wait(engine, world):
    first = unknown(engine, world, does_it=True, text="như nhau")
    others = [make_delivery(text="như nhau"), make_delivery(destination=first.destination)]

    engine.sweep(*others)

    assert [one.state for one in others] == [State.DELIVERED] * 2


def test_other_works_destinations_and_languages_do_not_wait(engine):
    stuck = make_delivery(state=State.UNKNOWN)
    others = [
        make_delivery(destination=stuck.destination),
        make_delivery(make_release(stuck.work)),
        make_delivery(make_release(stuck.work, language="en"), stuck.destination),
    ]

    engine.sweep(*others)

    assert [one.state for one in others] == [State.DELIVERED] * 3


def test_a_republication_goes_after_the_withdrawal_before_it(engine, world):
    first = make_delivery(text="cũ")
    engine.send(first)
    withdraw = make_follower(first, "withdraw", due_at=timezone.now() + MINUTE)
    again = make_delivery(make_release(first.work), first.destination, text="mới")

    engine.sweep(withdraw, again)
    assert again.state == State.QUEUED
    let_time_pass(HOUR)
    engine.sweep(withdraw, again)

    assert (withdraw.state, again.state) == (State.DELIVERED, State.DELIVERED)
    assert world.texts() == ["mới"]


# --- rule 6: portal first -------------------------------------------------------------------


def test_the_page_and_the_posts_that_link_to_it_go_in_one_sweep(engine, world):
    release = make_release()
    portal = make_delivery(release, text="trang")
    posts = [make_delivery(release, waits_for=portal) for _number in range(3)]

    engine.sweep(portal, *posts)

    assert [one.state for one in (portal, *posts)] == [State.DELIVERED] * 4
    assert world.calls[0] == ("publish", str(portal.key))


@pytest.mark.parametrize("end", [State.FAILED, State.CANCELLED])
def test_posts_of_a_page_that_did_not_go_up_are_cancelled_with_the_reason(engine, world, end):
    release = make_release()
    portal = make_delivery(release, state=end)
    post = make_delivery(release, waits_for=portal)

    engine.sweep(post)

    assert (post.state, post.reason_code) == (State.CANCELLED, Reason.PAGE_NOT_UP)
    assert world.calls == []


# --- rule 7: withdrawal and correction ------------------------------------------------------


@pytest.mark.parametrize("does_it", [True, False])
def test_a_withdrawal_of_something_unknown_runs_when_that_settles(engine, world, does_it):
    publish = unknown(engine, world, does_it=does_it)
    withdraw = make_follower(publish, "withdraw")

    engine.sweep(withdraw)
    assert withdraw.state == State.QUEUED
    for _look in range(2):  # it takes two to prove that something is not there
        let_time_pass(HOUR)
        engine.sweep(publish, withdraw)

    assert world.public == {}
    assert withdraw.state == (State.DELIVERED if does_it else State.CANCELLED)
    if not does_it:
        assert withdraw.reason_code == Reason.NOTHING_THERE
        assert publish.state == State.SUPERSEDED


def test_a_withdrawal_written_while_the_publication_is_being_sent_follows_it(engine, world):
    publish = make_delivery()
    written = []
    world.then(Call(after_begun=lambda: written.append(make_follower(publish, "withdraw"))))

    engine.send(publish)
    engine.sweep(*written)

    assert publish.state == State.DELIVERED
    assert written[0].state == State.DELIVERED
    assert world.public == {}


def test_a_publication_still_queued_is_settled_when_its_withdrawal_is_written(engine, world):
    publish = make_delivery()
    withdraw = make_follower(publish, "withdraw")

    tidy(work_id=publish.work_id)

    publish.refresh_from_db()
    withdraw.refresh_from_db()
    assert publish.state == State.SUPERSEDED
    assert (withdraw.state, withdraw.reason_code) == (State.CANCELLED, Reason.NOTHING_THERE)
    assert world.calls == []


def test_a_correction_of_what_failed_becomes_its_publication(engine, world):
    publish = make_delivery(state=State.FAILED)
    revise = make_follower(publish, "revise", text="đúng")

    engine.sweep(revise)

    assert (revise.action, revise.state) == ("publish", State.DELIVERED)
    assert world.texts() == ["đúng"]


def test_a_correction_of_what_a_person_cancelled_stays_cancelled(engine, world):
    publish = make_delivery(state=State.CANCELLED)
    revise = make_follower(publish, "revise")

    engine.sweep(revise)

    assert (revise.state, revise.reason_code) == (State.CANCELLED, Reason.NOTHING_THERE)


def test_two_withdrawals_of_one_post_are_one(engine, world):
    publish = make_delivery()
    engine.send(publish)
    first, second = make_follower(publish, "withdraw"), make_follower(publish, "withdraw")

    engine.sweep(first, second)

    assert (first.state, second.state) == (State.SUPERSEDED, State.DELIVERED)
    assert world.methods().count("withdraw") == 1


# --- rule 8: no dead ends -------------------------------------------------------------------


def test_what_is_past_its_validity_fails_with_the_reason(engine, world):
    own = make_delivery(expires_at=timezone.now() - MINUTE)
    whole = make_delivery(make_release(expires_at=timezone.now() - MINUTE))

    engine.sweep(own, whole)

    for delivery in (own, whole):
        assert (delivery.state, delivery.reason_code) == (State.FAILED, Reason.EXPIRED)
    assert world.calls == []


def test_a_withdrawal_never_expires(engine, world):
    publish = make_delivery()
    engine.send(publish)
    withdraw = make_follower(publish, "withdraw", expires_at=timezone.now() - MINUTE)

    engine.sweep(withdraw)

    assert withdraw.state == State.DELIVERED


def test_a_destination_archived_meanwhile_ends_what_waits_for_it(engine):
    publish = make_delivery()
    engine.send(publish)
    waiting = make_delivery(destination=publish.destination)
    withdraw = make_follower(publish, "withdraw")
    Destination.objects.update(archived_at=timezone.now())

    engine.sweep(waiting, withdraw)

    assert (waiting.state, waiting.reason_code) == (State.CANCELLED, Reason.ARCHIVED)
    assert (withdraw.state, withdraw.reason_code) == (State.FAILED, Reason.ARCHIVED)


def test_a_reconnected_destination_sends_what_waited_and_is_still_valid(engine, world):
    destination = make_destination()
    valid = make_delivery(destination=destination)
    soon_over = make_delivery(destination=destination, expires_at=timezone.now() + MINUTE)
    world.then(Call(error=AuthError("Hết hạn.")))
    engine.send(valid)
    let_time_pass(HOUR)

    throttle.release_hold(destination.pk)
    engine.sweep(valid, soon_over)

    assert (valid.state, soon_over.state) == (State.DELIVERED, State.FAILED)


@pytest.mark.parametrize(
    ("state", "settled"),
    [
        ("replaced", State.SUPERSEDED),
        ("withdrawn", State.CANCELLED),
        ("cancelled", State.CANCELLED),
    ],
)
def test_what_a_release_out_of_force_had_not_sent_is_settled(engine, world, state, settled):
    delivery = make_delivery(make_release(state=state))

    engine.sweep(delivery)

    assert delivery.state == settled
    assert world.calls == []


def test_one_delivery_that_breaks_the_engine_stops_no_other(engine, world, monkeypatch):
    first, second = make_delivery(), make_delivery()
    real = recovery.send

    def breaks(pk, **options):
        if pk == first.pk:
            raise RuntimeError("broken row")
        return real(pk, **options)

    monkeypatch.setattr(recovery, "send", breaks)
    engine.sweep(first, second)

    assert (first.state, second.state) == (State.QUEUED, State.DELIVERED)


def test_a_sweep_sends_in_order_and_no_more_than_it_may(engine, world):
    releases = [make_release() for _number in range(3)]
    deliveries = [make_delivery(release) for release in reversed(releases)]

    engine.sweep(*deliveries, most=2)

    sent = [delivery.state == State.DELIVERED for delivery in deliveries]
    assert sent == [False, True, True]


def test_tidying_looks_only_for_what_may_lie_there(django_assert_num_queries):
    release = make_release()
    make_delivery(release)
    with django_assert_num_queries(4):  # with a savepoint and its end
        assert tidy(work_id=release.work_id) == 0


def test_tidying_costs_as_many_queries_for_many_deliveries_as_for_one(django_assert_num_queries):
    release = make_release(state="replaced")
    for _number in range(20):
        make_delivery(release)
    with django_assert_num_queries(4):
        assert tidy(work_id=release.work_id) == 20
