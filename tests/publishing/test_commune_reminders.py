import pytest

from publishing.airing.channel import COVERS, WHOLE_OFFICE
from publishing.commune_reminders import silent_places, told
from publishing.models import Destination
from publishing.services.communes import remind_communes
from publishing.services.confirmations import confirm_delivery
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.publishing import make_bare_office, make_delivery, make_destination
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def every():
    return Destination.objects.filter(channel="loudspeaker")


def test_those_who_said_nothing_are_listed_the_most_bulletins_first():
    answered, one, two = make_commune(), make_commune(), make_commune()
    confirm_delivery(delivery=make_bulletin(answered), kind="received", by="link")
    make_bulletin(one)
    for _n in range(2):
        make_bulletin(two)
    assert silent_places(every()) == [two.pk, one.pk]


def test_the_text_names_bulletins_and_holds_no_link():
    commune = make_commune(name="Loa xã Nà Hang")
    for number in range(5):
        make_bulletin(commune, f"Tin {number}")
    (silent,) = told([commune.pk])
    assert "xã Nà Hang" in silent.message
    assert "“Tin 0”; “Tin 1”; “Tin 2”" in silent.message
    assert "“Tin 3”" not in silent.message
    assert "/loa/" not in silent.message


def test_who_reminded_last_and_when_is_known(django_assert_num_queries):
    communes = [make_commune() for _n in range(3)]
    for commune in communes:
        make_bulletin(commune)
    office = communes[0].office
    for name in ("Mai", "Lan"):
        user = make_user(office, first_name=name)
        remind_communes(destinations=communes[:1], user=user)
    with django_assert_num_queries(4):
        first, second, _third = told([one.pk for one in communes])
    assert first.last.user.first_name == "Lan"
    assert second.last is None


def test_what_a_provinces_system_has_needs_no_reminder():
    province = make_bare_office()
    fed, other = make_commune(province), make_commune()
    config = {COVERS.name: WHOLE_OFFICE}
    system = make_destination(province, channel="stationmail", config=config)
    make_delivery(make_bulletin(fed).release, system, state="delivered")
    make_bulletin(other)
    assert silent_places(every()) == [other.pk]
