from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import ModelLogEntry

from publishing.errors import AmbiguousError
from publishing.models import Confirmation, Delivery, Destination, Release
from publishing.services.deliveries import (
    DeliveryRefused,
    cancel_delivery,
    confirm_delivery,
    retry_delivery,
    settle_as_absent,
    settle_as_found,
)
from tests.factories.publishing import (
    keeper_of,
    let_time_pass,
    make_delivery,
    make_destination,
    make_follower,
    make_release,
)
from tests.fakes.channel import Call

pytestmark = pytest.mark.django_db
State, Reason = Delivery.State, Delivery.Reason
HOUR = timedelta(hours=1)


@pytest.fixture
def unknown(engine, world):
    world.then(Call(error=AmbiguousError(), does_it=False))
    delivery = make_delivery()
    engine.send(delivery)
    return delivery


@pytest.fixture
def bulletin(engine, world, capable):
    """Accepted by a channel where a person confirms."""
    capable(confirmed_by_person=True, check=False)
    world.then(Call(final=False))
    delivery = make_delivery()
    engine.send(delivery)
    assert delivery.state == State.ACCEPTED
    return delivery


def say(delivery, kind, **details):
    confirmation = confirm_delivery(delivery=delivery, kind=kind, by="link", **details)
    delivery.refresh_from_db()
    return confirmation


# --- again, and not at all ------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_what_failed_is_sent_again_with_the_same_key(engine, world, state):
    delivery = make_delivery(state=state, tries=9, reason="Lỗi")

    keeper = keeper_of(delivery)

    retry_delivery(delivery=delivery, user=keeper)

    assert (delivery.state, delivery.tries, delivery.reason) == (State.QUEUED, 0, "")
    engine.sweep(delivery)
    assert world.ever == {str(delivery.key): 1}
    entry = ModelLogEntry.objects.get(action="publishing.retry_delivery")
    assert entry.user == keeper


def test_a_post_that_is_there_already_is_not_sent_a_second_time():
    out = make_delivery(text="Lời như cũ", state=State.DELIVERED, remote_id="1_1")
    Release.objects.update(state=Release.State.REPLACED)
    left_alone = make_delivery(
        make_release(out.work), out.destination, text="Lời như cũ", state=State.CANCELLED
    )

    with pytest.raises(DeliveryRefused):
        retry_delivery(delivery=left_alone, user=keeper_of(left_alone))

    left_alone.refresh_from_db()
    assert left_alone.state == State.CANCELLED


def test_what_waits_for_its_next_attempt_can_be_sent_at_once(engine):
    delivery = make_delivery(due_at=timezone.now() + HOUR)
    retry_delivery(delivery=delivery, user=keeper_of(delivery))
    assert engine.send(delivery).name == "delivered"


def test_posts_come_back_with_their_page(engine):
    release = make_release()
    portal = make_delivery(release, state=State.FAILED)
    post = make_delivery(release, waits_for=portal)
    engine.sweep(post)
    with pytest.raises(DeliveryRefused):
        retry_delivery(delivery=post, user=keeper_of(post))

    retry_delivery(delivery=portal, user=keeper_of(portal))
    engine.sweep(portal, post)

    assert (portal.state, post.state) == (State.DELIVERED, State.DELIVERED)


def impossible_retries():
    past = timezone.now() - HOUR
    return {
        "delivered": lambda: make_delivery(state=State.DELIVERED),
        "unknown": lambda: make_delivery(state=State.UNKNOWN),
        "sending": lambda: make_delivery(state=State.SENDING),
        "expired": lambda: make_delivery(state=State.FAILED, expires_at=past),
        "taken down": lambda: make_delivery(make_release(state="withdrawn"), state=State.FAILED),
        "archived": _archived,
        "replaced": _replaced,
        "nothing to take down": lambda: make_follower(
            make_delivery(state=State.FAILED), "withdraw", state=State.CANCELLED
        ),
    }


def _archived():
    delivery = make_delivery(state=State.FAILED)
    Destination.objects.update(archived_at=timezone.now())
    return delivery


def _replaced():
    delivery = make_delivery(state=State.FAILED)
    make_follower(delivery, "revise")
    Release.objects.update(state=Release.State.IN_FORCE)
    return delivery


@pytest.mark.parametrize("case", list(impossible_retries()))
def test_what_must_not_go_is_not_sent_again(case):
    delivery = impossible_retries()[case]()
    before = delivery.state

    with pytest.raises(DeliveryRefused) as refused:
        retry_delivery(delivery=delivery, user=keeper_of(delivery))

    delivery.refresh_from_db()
    assert str(refused.value)
    assert delivery.state == before


def test_what_is_queued_can_be_cancelled_and_takes_its_followers_along(engine, world):
    release = make_release()
    portal = make_delivery(release)
    post = make_delivery(release, waits_for=portal)

    cancel_delivery(delivery=portal, user=keeper_of(portal), reason="Sai thời điểm")

    assert (portal.state, portal.reason) == (State.CANCELLED, "Sai thời điểm")
    post.refresh_from_db()
    assert post.state == State.CANCELLED
    engine.sweep()
    assert world.calls == []


@pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN, State.DELIVERED])
def test_what_began_cannot_be_cancelled(state):
    delivery = make_delivery(state=state)
    with pytest.raises(DeliveryRefused):
        cancel_delivery(delivery=delivery, user=keeper_of(delivery))


def test_a_delivery_that_the_engine_took_meanwhile_is_not_cancelled(engine):
    delivery = make_delivery()
    stale = Delivery.objects.get(pk=delivery.pk)
    engine.send(delivery)

    with pytest.raises(DeliveryRefused):
        cancel_delivery(delivery=stale, user=keeper_of(stale))

    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED


# --- unknown --------------------------------------------------------------------------------


def test_a_person_who_sees_the_post_settles_it(engine, world, unknown):
    settle_as_found(
        delivery=unknown,
        user=keeper_of(unknown),
        address=" https://example.vn/p/1 ",
        remote_id="p1",
    )

    assert (unknown.state, unknown.remote_id) == (State.DELIVERED, "p1")
    assert unknown.address == "https://example.vn/p/1"
    assert Confirmation.objects.get().kind == "found"
    let_time_pass(HOUR)
    engine.sweep()
    assert world.methods() == ["publish"]


def test_the_address_of_a_found_post_tells_its_id_so_that_it_can_be_corrected_later():
    place = make_destination(channel="facebook", config={"page_id": "1001"})
    unknown = make_delivery(destination=place, state=State.UNKNOWN, unknown_since=timezone.now())

    settle_as_found(
        delivery=unknown, user=keeper_of(unknown), address="https://www.facebook.com/1001/posts/77"
    )

    unknown.refresh_from_db()
    assert unknown.remote_id == "1001_77"


@pytest.mark.parametrize(
    "path", ["1001", "1001/posts/../../x", "BHXHVN/posts/pfbid02abcXYZ", "1001/posts/"]
)
def test_an_address_that_names_no_post_is_refused_where_posts_are_changed_by_their_id(path):
    place = make_destination(channel="facebook", config={"page_id": "1001"})
    unknown = make_delivery(destination=place, state=State.UNKNOWN, unknown_since=timezone.now())

    with pytest.raises(DeliveryRefused):
        settle_as_found(
            delivery=unknown, user=keeper_of(unknown), address=f"https://www.facebook.com/{path}"
        )

    unknown.refresh_from_db()
    assert unknown.state == State.UNKNOWN


def test_an_address_is_needed_and_must_not_belong_to_another_delivery(engine, unknown):
    other = make_delivery(destination=unknown.destination)
    engine.send(other)

    for details in ({}, {"address": other.address}, {"remote_id": other.remote_id}):
        with pytest.raises(DeliveryRefused):
            settle_as_found(delivery=unknown, user=keeper_of(unknown), **details)


def test_it_is_not_there_is_refused_until_absence_is_proved(engine, world, unknown):
    with pytest.raises(DeliveryRefused) as refused:
        settle_as_absent(delivery=unknown, user=keeper_of(unknown))
    when = timezone.localtime(unknown.unknown_since + timedelta(minutes=2))
    assert f"{when:%H:%M}" in str(refused.value)

    let_time_pass(timedelta(minutes=3))
    unknown.refresh_from_db()
    settle_as_absent(delivery=unknown, user=keeper_of(unknown))

    assert unknown.state == State.QUEUED
    engine.sweep(unknown)
    assert world.ever == {str(unknown.key): 1}


def test_where_no_machine_can_prove_it_the_person_decides_at_once(capable, unknown):
    capable(absence_proven_after=None)
    settle_as_absent(delivery=unknown, user=keeper_of(unknown))
    assert unknown.state == State.QUEUED


def test_it_is_not_there_does_not_send_what_was_replaced(engine, world, unknown):
    make_follower(unknown, "withdraw")
    let_time_pass(HOUR)
    unknown.refresh_from_db()

    settle_as_absent(delivery=unknown, user=keeper_of(unknown))

    assert unknown.state == State.SUPERSEDED
    engine.sweep()
    assert world.ever == {}


def test_only_unknown_deliveries_are_settled():
    delivery = make_delivery()
    with pytest.raises(DeliveryRefused):
        settle_as_absent(delivery=delivery, user=keeper_of(delivery))
    with pytest.raises(DeliveryRefused):
        settle_as_found(delivery=delivery, user=keeper_of(delivery), address="https://example.vn/1")


# --- confirmations --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["received", "scheduled"])
def test_received_and_scheduled_are_kept_and_settle_nothing(bulletin, kind):
    confirmation = say(bulletin, kind, who="Đài xã Thử")

    assert bulletin.state == State.ACCEPTED
    assert (confirmation.who, confirmation.by) == ("Đài xã Thử", "link")
    assert confirmation.row_hash == confirmation.compute_hash()


@pytest.mark.parametrize("kind", ["played", "posted"])
def test_played_and_posted_make_it_delivered(bulletin, kind):
    say(bulletin, kind, times=2, address="https://example.vn/anh")

    assert (bulletin.state, bulletin.address) == (State.DELIVERED, "https://example.vn/anh")
    assert bulletin.settled_at is not None


def test_the_same_confirmation_twice_is_one(bulletin):
    happened = timezone.now()
    first = say(bulletin, "played", happened_at=happened)
    settled_at = bulletin.settled_at
    second = say(bulletin, "played", happened_at=happened)

    assert first == second
    assert Confirmation.objects.count() == 1
    assert bulletin.settled_at == settled_at


def test_a_photo_is_kept_with_its_checksum(bulletin):
    photo = ContentFile(b"anh", name="anh.jpg")
    confirmation = say(bulletin, "posted", photo=photo)
    assert len(confirmation.photo_sha256) == 64
    assert confirmation.photo.read() == b"anh"


def test_not_played_needs_a_reason_and_fails_until_it_is_played_after_all(bulletin):
    with pytest.raises(DeliveryRefused):
        say(bulletin, "not_played", reason=" ")

    say(bulletin, "not_played", reason="Mất điện")
    assert (bulletin.state, bulletin.reason_code) == (State.FAILED, Reason.NOT_PLAYED)
    assert bulletin.reason == "Mất điện"

    say(bulletin, "played")
    assert (bulletin.state, bulletin.reason) == (State.DELIVERED, "")


def test_a_time_in_the_future_is_refused(bulletin):
    with pytest.raises(DeliveryRefused):
        say(bulletin, "played", happened_at=timezone.now() + HOUR)
    say(bulletin, "scheduled", happened_at=timezone.now() + HOUR)


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.CANCELLED])
def test_what_was_replaced_or_cancelled_is_not_confirmed(bulletin, state):
    Delivery.objects.filter(pk=bulletin.pk).update(state=state)
    bulletin.refresh_from_db()
    with pytest.raises(DeliveryRefused):
        say(bulletin, "played")


@pytest.mark.parametrize("action", ["withdraw", "revise"])
def test_what_was_taken_down_or_corrected_is_not_confirmed(engine, bulletin, action):
    follower = make_follower(bulletin, action)
    engine.send(follower)
    assert follower.state == State.DELIVERED
    bulletin.refresh_from_db()

    with pytest.raises(DeliveryRefused):
        say(bulletin, "played")


def test_a_bulletin_is_not_played_once_its_release_was_withdrawn(bulletin):
    Release.objects.update(state=Release.State.WITHDRAWN)
    bulletin.refresh_from_db()
    with pytest.raises(DeliveryRefused):
        say(bulletin, "played")


def test_removed_settles_a_withdrawal_and_nothing_else(engine, bulletin, capable):
    capable(removed_by_person=True)
    with pytest.raises(DeliveryRefused):
        say(bulletin, "removed")
    withdraw = make_follower(bulletin, "withdraw")
    engine.send(withdraw)
    assert withdraw.state == State.ACCEPTED
    with pytest.raises(DeliveryRefused):
        say(withdraw, "played")

    say(withdraw, "removed")

    assert withdraw.state == State.DELIVERED


def test_what_loa_could_not_take_down_a_person_can_say_is_removed(bulletin):
    withdraw = make_follower(bulletin, "withdraw", state=State.FAILED)
    say(withdraw, "removed")
    assert withdraw.state == State.DELIVERED


@pytest.mark.parametrize("kind", ["found", "absent", "nonsense"])
def test_other_words_are_no_confirmations(bulletin, kind):
    with pytest.raises(DeliveryRefused):
        say(bulletin, kind)


def test_a_delivery_that_was_not_sent_yet_cannot_be_confirmed(capable):
    capable(confirmed_by_person=True)
    delivery = make_delivery()
    with pytest.raises(DeliveryRefused):
        say(delivery, "played")
    assert Confirmation.objects.count() == 0
