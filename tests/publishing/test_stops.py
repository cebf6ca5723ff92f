import pytest

from cms.models import Office, Role
from publishing.models import Delivery, StopSwitch
from publishing.stops import may_stop, places_under, stops_concerning, waiting_under
from tests.factories.publishing import make_bare_office, make_delivery, make_destination
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return make_bare_office(level=Office.Level.CENTRE)


@pytest.fixture
def province(centre):
    return make_bare_office(parent=centre)


@pytest.fixture
def commune_office(province):
    return make_bare_office(level=Office.Level.GRASSROOTS, parent=province)


@pytest.mark.parametrize("role", Role.values)
def test_keepers_and_leaders_stop_their_office_and_those_below(
    role, centre, province, commune_office
):
    user = make_user(province, role)
    allowed = role in (Role.CHANNEL_KEEPER, Role.LEADER)
    assert may_stop(user, province) is allowed
    assert may_stop(user, commune_office) is allowed
    assert not may_stop(user, centre)
    assert not may_stop(user, None)
    assert not may_stop(user, make_bare_office(parent=centre))
    assert may_stop(make_user(centre, role), None) is allowed
    assert may_stop(make_user(centre, role), province) is allowed


def test_a_stop_concerns_those_who_see_what_it_stops(centre, province, commune_office):
    people = [make_user(office, Role.EDITOR) for office in (centre, province, commune_office)]
    elsewhere = make_user(make_bare_office(parent=centre), Role.EDITOR)
    StopSwitch.objects.create(reason="Sự cố", office=province)
    assert all(stops_concerning(user).exists() for user in people)
    assert not stops_concerning(elsewhere).exists()
    StopSwitch.objects.update(office=None)
    assert stops_concerning(elsewhere).exists()


def test_one_that_is_lifted_concerns_nobody(province):
    stop = StopSwitch.objects.create(reason="Sự cố", office=province)
    StopSwitch.objects.update(lifted_at=stop.set_at)
    assert not stops_concerning(make_user(province, Role.EDITOR)).exists()


def test_what_waits_under_a_stop_is_what_the_engine_holds_back(centre, province, commune_office):
    """Each kind of narrowing, against the conditions of the claim itself."""
    from publishing.delivery.gates import open_destination

    places = [
        make_destination(office, channel=channel)
        for office in (centre, province, commune_office)
        for channel in ("facebook", "byhand")
    ]
    for place in places:
        make_delivery(destination=place)
    narrowings = [
        {},
        {"channel": "facebook"},
        {"office": province},
        {"office": centre},
        {"office": province, "channel": "byhand"},
        {"destination": places[0]},
    ]
    for narrowing in narrowings:
        stop = StopSwitch.objects.create(reason="Sự cố", **narrowing)
        going = Delivery.objects.filter(destination__in=_open(open_destination(), places))
        held = Delivery.objects.count() - going.count()
        assert waiting_under(stop) == held == places_under(stop).filter(pk__in=_ids(places)).count()
        stop.delete()


def _ids(places):
    return [place.pk for place in places]


def _open(gate, places):
    """Of `places`, those that the gate of the claim lets through."""
    from django.db.models import Exists

    rows = Delivery.objects.filter(Exists(gate), destination__in=_ids(places))
    return rows.values_list("destination_id", flat=True)
