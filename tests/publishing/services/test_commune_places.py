import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from cms.models import Role
from publishing.models import Destination
from publishing.services.commune_places import add_communes
from tests.factories.communes import make_commune
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_bare_office(code="04", level="province", name="BHXH tỉnh Cao Bằng")


def test_every_commune_of_the_province_gets_one_place_however_often_it_is_asked(office):
    assert len(add_communes(user=None, office=office)) == 56
    assert add_communes(user=None, office=office) == []
    loudspeakers = Destination.objects.filter(channel="loudspeaker")
    codes = set(loudspeakers.values_list("config__commune_code", flat=True))
    assert len(codes) == 56
    assert ModelLogEntry.objects.filter(action="publishing.add_communes").count() == 1


def test_a_place_that_is_there_is_left_as_it_is(office):
    mine = make_commune(
        office, name="Đài Thục Phán", config={"commune_code": "01273", "station": "A"}
    )
    add_communes(user=None, office=office)
    mine.refresh_from_db()
    assert (mine.name, mine.config["station"]) == ("Đài Thục Phán", "A")
    assert Destination.objects.filter(config__commune_code="01273").count() == 1


def test_a_grassroots_office_adds_its_own_and_the_province_the_rest(office):
    below = make_bare_office(code="04-01", level="grassroots", parent=office)
    assert [one.office for one in add_communes(user=None, office=below, codes={"01273"})] == [below]
    assert len(add_communes(user=None, office=office)) == 55


def test_nothing_is_added_for_codes_of_another_province_or_by_others(office):
    assert add_communes(user=None, office=office, codes={"00004", "99999"}) == []
    editor = make_user(office, Role.EDITOR)
    with pytest.raises(PermissionDenied):
        add_communes(user=editor, office=office)
    assert add_communes(user=make_user(office, Role.CHANNEL_KEEPER), office=office)
