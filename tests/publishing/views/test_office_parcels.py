import re

import pytest

from cms.models import Office, Role
from publishing.models import Confirmation
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.offices import make_centre, make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
HOME = "/admin/xa/"


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def grassroots(province):
    return make_bare_office(level=Office.Level.GRASSROOTS, parent=province)


def enter(client, office, role=Role.CHANNEL_KEEPER):
    client.force_login(make_admin_user(office, role))


def links(client):
    return re.findall(rf'href="({HOME}ban-tin/[^"]+)"', client.get(HOME).content.decode())


def test_a_province_downloads_the_bulletins_of_its_communes(client, province, grassroots):
    make_bulletin(make_commune(grassroots), "Tăng lương hưu")
    enter(client, province)

    (address,) = links(client)
    assert address == f"{HOME}ban-tin/{province.pk}.zip"
    response = client.get(address)
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert response["Content-Disposition"].isascii()
    assert "no-store" in response["Cache-Control"]
    assert client.post(address).status_code == 405
    assert not Confirmation.objects.exists()


def test_a_grassroots_office_downloads_its_own_and_not_the_province_s(client, province, grassroots):
    make_bulletin(make_commune(grassroots), "Tăng lương hưu")
    enter(client, grassroots, Role.GRASSROOTS_OFFICER)
    assert links(client) == [f"{HOME}ban-tin/{grassroots.pk}.zip"]
    assert client.get(f"{HOME}ban-tin/{province.pk}.zip").status_code == 404


def test_the_centre_chooses_among_provinces_with_communes(client, province, grassroots):
    centre = make_centre()
    other = make_province()
    make_province()
    for office in (grassroots, other):
        make_bulletin(make_commune(office), "Tăng lương hưu")
    enter(client, centre)
    assert set(links(client)) == {f"{HOME}ban-tin/{one.pk}.zip" for one in (province, other)}
    assert client.get(f"{HOME}ban-tin/{centre.pk}.zip").status_code == 404


def test_where_nothing_is_on_that_is_said(client, province, grassroots):
    make_commune(grassroots)
    enter(client, province)
    response = client.get(f"{HOME}ban-tin/{province.pk}.zip", follow=True)
    assert response.redirect_chain == [(HOME, 302)]
    assert "Hiện không có bản tin nào" in response.content.decode()
