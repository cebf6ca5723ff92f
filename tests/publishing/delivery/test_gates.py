"""What a picture may be shown for is asked just before each call, not only when the item goes live."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from media_assets.models import PersonShown, Picture
from publishing.board import with_relations
from publishing.delivery.gates import sendable
from publishing.errors import TransientError
from publishing.models import Delivery, ShownPicture
from publishing.services.deliveries import retry_delivery
from publishing.services.delivery_changes import DeliveryRefused
from publishing.waiting import waits
from tests.factories.pictures import make_picture
from tests.factories.publishing import (
    keeper_of,
    let_time_pass,
    make_delivery,
    make_destination,
    make_follower,
    make_queue,
    make_release,
)
from tests.fakes.channel import Call

pytestmark = pytest.mark.django_db
State = Delivery.State
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def shows_pictures(capable):
    capable(pictures=4)


@pytest.fixture
def picture() -> Picture:
    """Somebody agreed to be shown until tomorrow."""
    made = make_picture("Chợ phiên", nobody_recognisable=False)
    PersonShown.objects.create(
        picture=made,
        who="chị bên phải",
        basis="consent",
        consent_until=timezone.localdate() + DAY,
    )
    return made


@pytest.fixture
def delivery(picture) -> Delivery:
    made = make_delivery()
    ShownPicture.objects.create(release=made.release, picture=picture)
    return made


def end_consent():
    PersonShown.objects.update(consent_until=timezone.localdate() - DAY)


def words(*deliveries: Delivery) -> list[str]:
    rows = with_relations(Delivery.objects.filter(pk__in=[one.pk for one in deliveries]))
    return [waits(list(rows))[one.pk] for one in deliveries]


def test_a_queued_post_waits_once_consent_ended_and_goes_once_it_is_renewed(
    engine, world, delivery
):
    end_consent()

    assert engine.send(delivery) is None
    assert engine.sweep(delivery).sent == 0
    assert delivery.state == State.QUEUED
    PersonShown.objects.update(consent_until=timezone.localdate())

    assert engine.send(delivery).name == "delivered"
    assert len(world.texts()) == 1


def test_a_post_that_is_tried_again_is_asked_about_again(engine, world, delivery):
    world.then(Call(error=TransientError("bận")))
    engine.send(delivery)
    let_time_pass(DAY)
    end_consent()

    assert engine.sweep(delivery).sent == 0
    assert delivery.state == State.QUEUED


def test_consent_taken_back_after_the_claim_stops_the_call_before_it_begins(
    engine, world, delivery
):
    world.then(Call(before=end_consent))

    engine.send(delivery)

    assert world.texts() == []
    assert delivery.state == State.QUEUED


def test_a_licence_that_nobody_knows_any_more_keeps_it_too(engine, delivery):
    Picture.objects.update(licence="unknown")

    assert engine.send(delivery) is None


def test_what_shows_no_pictures_and_what_takes_down_still_goes(engine, capable, delivery):
    end_consent()
    capable(pictures=0)
    assert engine.send(delivery).name == "delivered"
    capable(pictures=4)
    removal = make_follower(delivery, "withdraw")
    ShownPicture.objects.create(release=removal.release, picture=Picture.objects.get())

    assert engine.send(removal).name == "delivered"


def test_the_board_says_who_agreed_until_when_and_what_to_do(delivery):
    end_consent()

    with translation.override("vi"):
        (said,) = words(delivery)

    assert "chị bên phải" in said
    assert "Hãy xin đồng ý lại" in said


def test_saying_so_takes_as_many_queries_for_nine_posts_as_for_one(picture):
    end_consent()
    counts = []
    for number in (1, 9):
        release = make_release()
        ShownPicture.objects.create(release=release, picture=picture)
        queue = make_queue(number, release)
        rows = list(with_relations(Delivery.objects.filter(pk__in=[one.pk for one in queue])))
        with CaptureQueriesContext(connection) as queries:
            assert all("chị bên phải" in said for said in waits(rows).values())
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_one_query_finds_what_may_go_however_much_is_shown(picture, django_assert_num_queries):
    release = make_release()
    ShownPicture.objects.create(release=release, picture=picture)
    make_queue(9, release)

    with django_assert_num_queries(1):
        assert len(sendable()) == 9


def test_sending_again_by_hand_says_what_to_do_first(delivery):
    Delivery.objects.update(state=State.FAILED)
    delivery.refresh_from_db()
    end_consent()

    with pytest.raises(DeliveryRefused, match="quyền sử dụng ảnh"):
        retry_delivery(delivery=delivery, user=keeper_of(delivery))


def test_the_page_on_the_portal_is_still_confirmed(picture):
    portal = make_delivery(destination=make_destination(channel="portal"))
    ShownPicture.objects.create(release=portal.release, picture=picture)
    end_consent()

    assert portal in sendable()
