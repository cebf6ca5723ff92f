import pytest

from cms.models import Role
from publishing.models import Destination
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/xa/them/"


@pytest.fixture
def office():
    return make_bare_office(code="04", level="province", name="BHXH tỉnh Cao Bằng")


def test_a_keeper_adds_the_communes_of_the_province_and_is_told_to_make_links(client, office):
    client.force_login(make_user(office, Role.CHANNEL_KEEPER))
    page = client.get(ADDRESS)
    assert page.content.decode().count('name="code"') == 56
    codes = [unit.code for unit in page.context["missing"]][:3]
    answer = client.post(ADDRESS, {"office": "04", "code": codes}, follow=True)
    assert answer.status_code == 200
    assert Destination.objects.filter(channel="loudspeaker", office=office).count() == 3
    assert client.get(ADDRESS).content.decode().count('name="code"') == 53


def test_with_nothing_ticked_nothing_is_added(client, office):
    client.force_login(make_user(office, Role.CHANNEL_KEEPER))
    client.post(ADDRESS, {"office": "04"})
    assert not Destination.objects.filter(channel="loudspeaker").exists()


def test_others_may_not_look_or_add_and_no_keeper_for_another_office(client, office):
    client.force_login(make_user(office, Role.EDITOR))
    assert client.get(ADDRESS).status_code in (302, 403)
    other = make_bare_office(code="12", level="province")
    client.force_login(make_user(other, Role.CHANNEL_KEEPER))
    assert client.post(ADDRESS, {"office": "04", "code": ["01273"]}).status_code == 404
    assert client.get(f"{ADDRESS}?don-vi=04").status_code == 404
    assert not Destination.objects.filter(channel="loudspeaker").exists()
