from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.models import Delivery
from publishing.reach.minutes import on_air
from publishing.services.confirmations import confirm_delivery
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db


def air(**more):
    now = timezone.now()
    span = {"since": now - timedelta(days=2), "until": now + timedelta(hours=1)} | more
    return on_air(Delivery.objects.all(), **span)


def play(delivery, *, hours=1, times=1, by="link"):
    at = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours)
    return confirm_delivery(delivery=delivery, kind="played", by=by, happened_at=at, times=times)


def seconds_of(delivery):
    return delivery.variant.post.data["extra"]["reading_seconds"]


def test_times_and_seconds_are_summed_by_language_province_and_campaign():
    province = make_bare_office(level="province", name="BHXH tỉnh A")
    below = make_bare_office(level="grassroots", parent=province)
    text = "Kính thưa bà con. " * 40
    first, second = (make_bulletin(make_commune(one), text=text) for one in (province, below))
    play(first, times=2)
    play(first, hours=3)
    play(second)
    found = air()
    (row,) = found["province"]
    assert (row.name, row.times, row.seconds) == ("BHXH tỉnh A", 4, 4 * seconds_of(first))
    assert row.minutes == round(4 * seconds_of(first) / 60, 1)
    assert [one.times for one in found["language"]] == [4]
    assert [one.times for one in found["campaign"]] == [4]


def test_a_broadcast_counts_once_whoever_reports_it_and_as_it_was_said_last():
    delivery = make_bulletin(make_commune())
    play(delivery, times=2)
    play(delivery, times=3, by="telephone")
    assert air()["language"][0].times == 3


def test_only_the_period_and_the_language_asked_for():
    delivery = make_bulletin(make_commune())
    play(delivery, hours=80)
    assert air()["language"] == []
    play(delivery)
    assert air(language="km")["province"] == []


def test_any_number_takes_as_many_queries_as_one(django_assert_max_num_queries):
    for _n in range(5):
        play(make_bulletin(make_commune()))
    with django_assert_max_num_queries(6):
        air()
