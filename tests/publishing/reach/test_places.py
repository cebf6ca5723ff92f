from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.models import Delivery
from publishing.reach.places import grouped, of_bulletin, of_period
from publishing.services.confirmations import confirm_delivery
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db
NOW = timezone.now


def every():
    return Delivery.objects.all()


def say(delivery, kind, by="link", **more):
    return confirm_delivery(delivery=delivery, kind=kind, by=by, **more)


def period(**more):
    now = NOW()
    span = {"since": now - timedelta(days=1), "until": now + timedelta(days=1)}
    return of_period(every(), **(span | more))


@pytest.mark.parametrize(
    ("said", "look"),
    [
        ({}, "silent"),
        ({"kind": "received"}, "received"),
        ({"kind": "scheduled", "happened_at": NOW() + timedelta(days=1)}, "scheduled"),
        ({"kind": "played", "happened_at": NOW(), "times": 1}, "played"),
        ({"kind": "not_played", "reason": "Mất điện"}, "not-played"),
    ],
)
def test_a_commune_stands_as_it_said_last(said, look):
    delivery = make_bulletin(make_commune())
    if said:
        say(delivery, **said)
    (place,) = of_bulletin(every(), work=delivery.work_id, language="vi")
    assert place.look.code == look
    assert place.reason == said.get("reason", "")
    assert not place.by_telephone


def test_what_nobody_played_until_its_end_was_not_confirmed_in_time():
    delivery = make_bulletin(make_commune(), expires_at=NOW() - timedelta(hours=1))
    (place,) = of_bulletin(every(), work=delivery.work_id, language="vi")
    assert place.look.code == "late"


def test_the_version_that_concerns_the_commune_counts_and_what_it_said_on_the_telephone_is_marked():
    commune = make_commune()
    first = make_bulletin(commune)
    say(first, "played", happened_at=NOW(), times=1)
    second = make_bulletin(commune, before=first, action="revise")
    (place,) = of_bulletin(every(), work=first.work_id, language="vi")
    assert place.look.code == "silent"
    say(second, "received", by="telephone")
    (place,) = of_bulletin(every(), work=first.work_id, language="vi")
    assert (place.look.code, place.by_telephone) == ("received", True)


def test_of_a_period_a_commune_shows_the_worst_and_how_many_were_heard():
    commune = make_commune()
    say(make_bulletin(commune), "played", happened_at=NOW(), times=1)
    make_bulletin(commune)
    (place,) = period()
    assert (place.look.code, place.heard, place.sent) == ("silent", 1, 2)
    assert period(language="km") == []
    assert period(until=NOW() - timedelta(days=2), since=NOW() - timedelta(days=3)) == []


def test_of_a_period_what_was_received_or_scheduled_is_not_silence():
    commune = make_commune()
    one, two = make_bulletin(commune), make_bulletin(commune)
    later = {"happened_at": NOW() + timedelta(hours=2)}

    def look():
        (place,) = period()
        return place.look.code

    say(one, "received")
    assert look() == "silent"  # of the other nobody said anything
    say(two, "scheduled", **later)
    assert look() == "received"
    say(one, "scheduled", **later)
    assert look() == "scheduled"
    refused = make_bulletin(commune)
    say(refused, "not_played", reason="Mất điện")
    assert look() == "not-played"  # the worst of it
    say(refused, "played", happened_at=NOW(), times=1)
    say(one, "played", happened_at=NOW(), times=1)
    say(two, "played", happened_at=NOW(), times=1)
    assert look() == "played"


def test_communes_are_grouped_by_province_then_office():
    province = make_bare_office(level="province", name="BHXH tỉnh A")
    below = make_bare_office(level="grassroots", parent=province, name="BHXH cơ sở B")
    for office in (province, below):
        make_bulletin(make_commune(office))
    (group,) = grouped(period())
    assert group.name == "BHXH tỉnh A"
    assert [one.name for one in group.by_office] == ["BHXH cơ sở B", "BHXH tỉnh A"]
    assert [(look.code, n) for look, n in group.counted] == [("silent", 2)]


def test_any_number_of_communes_takes_a_fixed_number_of_queries(django_assert_num_queries):
    delivery = make_bulletin(make_commune())
    for _n in range(4):
        make_bulletin(make_commune())
    with django_assert_num_queries(2):  # the other asks for systems that feed communes
        period()
    with django_assert_num_queries(2):
        of_bulletin(every(), work=delivery.work_id, language="vi")
