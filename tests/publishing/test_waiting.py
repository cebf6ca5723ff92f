"""What a delivery waits for, in words that name the cause."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from cms.models import Office
from publishing.board import with_relations
from publishing.models import Delivery, Release, StopSwitch
from publishing.waiting import moment, waits
from tests.factories.publishing import (
    make_bare_office,
    make_delivery,
    make_destination,
    make_follower,
    make_release,
)

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def words(delivery):
    (row,) = with_relations(Delivery.objects.filter(pk=delivery.pk))
    return waits([row])[row.pk]


def delivery(channel="facebook", **fields):
    place = fields.pop("destination", None) or make_destination(channel=channel)
    return make_delivery(fields.pop("release", None), place, **fields)


def test_a_scheduled_release_waits_for_its_time():
    at = timezone.now() + timedelta(days=1)
    release = make_release(state=Release.State.SCHEDULED, goes_live_at=at)
    assert words(delivery(release=release, due_at=at)) == f"until {moment(at)}"


def test_times_are_those_of_vietnam():
    at = timezone.datetime(2026, 11, 23, 1, 0, tzinfo=timezone.timezone.utc)
    assert moment(at) == "08:00 23/11/2026"


def test_a_held_destination_names_its_reason():
    place = make_destination(channel="facebook", held_at=timezone.now(), held_reason="mã hết hạn")
    assert words(delivery(destination=place)) == "The destination is held: mã hết hạn"


def test_a_stop_switch_of_the_province_names_its_reason_at_the_office_below():
    province = make_bare_office(level=Office.Level.PROVINCE)
    office = make_bare_office(level=Office.Level.GRASSROOTS, parent=province)
    StopSwitch.objects.create(office=province, reason="diễn tập")
    place = make_destination(office, channel="facebook")
    assert words(delivery(destination=place)) == "Sending is stopped: diễn tập"
    assert words(delivery()) == "waits for its turn"


def test_a_lifted_stop_stops_nothing():
    StopSwitch.objects.create(reason="xong rồi", lifted_at=timezone.now())
    assert words(delivery()) == "waits for its turn"


def test_a_post_with_a_link_waits_for_the_page():
    page = delivery("portal")
    assert words(delivery(waits_for=page)) == "waits for the page on the portal"
    Delivery.objects.filter(pk=page.pk).update(state=State.DELIVERED)
    assert words(delivery(waits_for=page)) == "waits for its turn"


def test_a_newer_version_waits_for_the_older_one():
    older = delivery(state=State.UNKNOWN)
    newer = make_follower(older, "revise")
    assert words(newer) == "after the older version, which is still on its way"


def test_a_failed_attempt_tells_when_and_why_it_is_tried_again():
    at = timezone.now() + timedelta(minutes=9)
    again = delivery(due_at=at, reason="Không kết nối được.")
    assert words(again) == f"tried again at {moment(at)}. Không kết nối được."


def test_a_throttled_destination_tells_until_when():
    at = timezone.now() + timedelta(minutes=9)
    place = make_destination(channel="facebook", throttled_until=at)
    assert words(delivery(destination=place)) == f"until {moment(at)}, as the platform asks"


@pytest.mark.parametrize(
    ("channel", "action", "said"),
    [
        ("loudspeaker", "publish", "waits for the commune's confirmation"),
        ("byhand", "publish", "waits for a person who posts it by hand"),
        ("byhand", "revise", "waits for a person who changes it by hand"),
        ("byhand", "withdraw", "waits for a person who removes it by hand"),
        ("facebook", "publish", "waits for the platform, which is still working on it"),
    ],
)
def test_what_is_accepted_waits_for_whoever_confirms_it(channel, action, said):
    assert words(delivery(channel, action=action, state=State.ACCEPTED)) == said


def test_what_is_unknown_waits_for_a_look_or_for_a_person():
    at = timezone.now() + timedelta(minutes=9)
    looked_for = delivery(state=State.UNKNOWN, next_check_at=at)
    assert words(looked_for) == f"Loa looks for it at {moment(at)}"
    assert "a person" in words(delivery(state=State.UNKNOWN))


def test_what_is_settled_shows_its_reason():
    assert words(delivery(state=State.FAILED, reason="Bị từ chối.")) == "Bị từ chối."


def test_two_queries_for_any_number(django_assert_num_queries):
    for _number in range(6):
        delivery()
    rows = list(with_relations(Delivery.objects.all()))
    with django_assert_num_queries(2):
        assert len(waits(rows)) == 6


@pytest.mark.parametrize("channel", ["stationhttps", "stationmqtt"])
def test_a_station_is_asked_until_it_says_or_a_person_has_to(channel):
    again = timezone.now() + timedelta(hours=6)
    one = delivery(channel, state=State.ACCEPTED, next_check_at=again)
    assert moment(again) in words(one)
    Delivery.objects.update(next_check_at=None)
    assert "telephone the station" in words(one)
