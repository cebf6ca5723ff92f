from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import Office
from publishing import communes
from publishing.models import Delivery, Destination
from publishing.reach.places import LATE, PASSED_ON, SILENT, of_bulletin, of_period
from publishing.services.confirmations import confirm_delivery
from publishing.source_systems import coverage, covered
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.publishing import make_bare_office, make_destination

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_bare_office(level=Office.Level.PROVINCE)


def below(province):
    return make_bare_office(level=Office.Level.GRASSROOTS, parent=province)


def make_system(office, **config):
    config = {"mailbox": "nguon@tinh.example.vn", "covers": "office"} | config
    return make_destination(office, channel="stationmail", name="Thông tin nguồn", config=config)


def rows(*places):
    listed = Destination.objects.filter(pk__in=[one.pk for one in places])
    return {one.destination.pk: one for one in communes.rows(listed)}


def handed_over(bulletin, system, state=Delivery.State.ACCEPTED):
    """The same release, at the system."""
    return Delivery.objects.create(
        release=bulletin.release,
        work=bulletin.work,
        destination=system,
        language="vi",
        variant=bulletin.variant,
        action="publish",
        state=state,
        due_at=bulletin.due_at,
        remote_id=f"s{bulletin.pk}",
    )


def test_a_system_feeds_the_communes_of_its_office_and_of_those_below(province):
    own, grassroots, other = (
        make_commune(province),
        make_commune(below(province)),
        make_commune(below(make_bare_office(level=Office.Level.PROVINCE))),
    )
    make_system(province)
    assert covered([own, grassroots, other]) == {own.pk, grassroots.pk}


def test_a_system_may_feed_only_the_communes_that_it_names(province):
    one, two = make_commune(province), make_commune(province)
    make_system(province, covers="codes", covered_codes=one.config["commune_code"])
    assert covered([one, two]) == {one.pk}


def test_a_system_that_names_none_feeds_none(province):
    place = make_commune(province)
    make_system(province, covers="codes", covered_codes="")
    make_destination(province, channel="stationmail", name="Một đài", config={"covers": ""})
    assert covered([place]) == set()


def test_an_archived_system_feeds_nobody(province):
    place, system = make_commune(province), make_system(province)
    Destination.objects.filter(pk=system.pk).update(archived_at="2026-01-01T00:00:00Z")
    assert coverage([place]) == {}


def test_a_commune_is_not_silent_about_what_its_system_has(province):
    place, system = make_commune(below(province)), make_system(province)
    passed, not_passed = make_bulletin(place), make_bulletin(place)
    handed_over(passed, system)
    row = rows(place)[place.pk]
    assert (row.unconfirmed, row.is_fed) == (1, True)

    handed_over(not_passed, system, state=Delivery.State.QUEUED)
    assert rows(place)[place.pk].unconfirmed == 1


def test_without_a_system_a_commune_is_silent_as_before(province):
    place = make_commune(below(province))
    make_bulletin(place)
    row = rows(place)[place.pk]
    assert (row.unconfirmed, row.is_fed) == (1, False)


def test_one_query_for_any_number_of_communes(province):
    places = [make_commune(province) for _n in range(4)]
    make_system(province)
    for listed in (places[:1], places):
        fresh = list(
            Destination.objects.filter(pk__in=[one.pk for one in listed]).select_related("office")
        )
        with CaptureQueriesContext(connection) as asked:
            covered(fresh)
        assert len(asked) == 1


def test_where_bulletins_were_heard_it_stands_as_passed_on(province):
    place, other = make_commune(below(province)), make_commune(below(province))
    bulletin = make_bulletin(place)
    system = make_system(province, covers="codes", covered_codes=place.config["commune_code"])
    Delivery.objects.create(
        release=bulletin.release,
        work=bulletin.work,
        destination=other,
        language="vi",
        variant=bulletin.variant,
        action="publish",
        state=Delivery.State.ACCEPTED,
        due_at=bulletin.due_at,
        remote_id="khac",
    )

    def looks():
        listed = of_bulletin(Delivery.objects.all(), work=bulletin.work_id, language="vi")
        return {one.pk: one.look for one in listed}

    assert looks() == {place.pk: SILENT, other.pk: SILENT}
    handed_over(bulletin, system)
    assert looks() == {place.pk: PASSED_ON, other.pk: SILENT}


def test_in_a_period_a_commune_stands_as_passed_on_once_nothing_of_it_is_silent(province):
    place = make_commune(below(province))
    one, two = make_bulletin(place), make_bulletin(place)
    make_bulletin(make_commune(below(province)), "Ở xã khác")
    system = make_system(province, covers="codes", covered_codes=place.config["commune_code"])
    now = timezone.now()
    span = {"since": now - timedelta(days=1), "until": now + timedelta(days=1)}

    def look():
        listed = of_period(Delivery.objects.all(), **span)
        return {each.pk: each.look for each in listed}[place.pk]

    handed_over(one, system)
    assert look() == SILENT
    handed_over(two, system)
    assert look() == PASSED_ON


def test_in_a_period_what_was_received_and_never_played_is_not_passed_on(province):
    """A system feeds another commune."""
    place, fed = make_commune(below(province)), make_commune(below(province))
    make_system(province, covers="codes", covered_codes=fed.config["commune_code"])
    now = timezone.now()
    bulletin = make_bulletin(place, expires_at=now - timedelta(hours=1))
    confirm_delivery(delivery=bulletin, kind="received", by="telephone", who="Lò Văn Thử")
    span = {"since": now - timedelta(days=1), "until": now + timedelta(days=1)}
    assert [one.look for one in of_period(Delivery.objects.all(), **span)] == [LATE]
