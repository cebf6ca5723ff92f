"""The screen on which an editor states what allows a picture to be shown."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from media_assets.models import PersonShown, Picture
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client) -> Desk:
    desk = Desk()
    client.force_login(desk.editor)
    return desk


@pytest.fixture
def picture(desk) -> Picture:
    return make_picture(
        "Chợ phiên", licence="", nobody_recognisable=False, collection=desk.office.collection
    )


def address(picture: Picture) -> str:
    return reverse("publishing_media_rights", args=[picture.pk])


def posted(**fields) -> dict[str, str]:
    counts = {"TOTAL_FORMS": "2", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0"}
    management = {f"persons-{name}": value for name, value in counts.items()}
    ages = {f"persons-{number}-age": "adult" for number in (0, 1)}
    return management | ages | fields


def test_the_commonest_picture_takes_two_answers(client, picture):
    response = client.post(address(picture), posted(licence="own", nobody_recognisable="on"))

    assert response.status_code == 302
    assert "được phép đăng" in client.get(address(picture)).content.decode()
    assert ModelLogEntry.objects.filter(action="wagtail.edit").exists()


def test_a_person_is_stated_with_the_basis_for_showing_them(client, picture):
    person = {
        "persons-0-who": "chị bên phải",
        "persons-0-basis": "consent",
        "persons-0-consent_until": "2027-01-31",
    }

    client.post(address(picture), posted(licence="own", **person))

    assert PersonShown.objects.get(picture=picture).consent_until.isoformat() == "2027-01-31"


def test_nobody_and_somebody_cannot_both_be_stated(client, picture):
    both = {"nobody_recognisable": "on", "persons-0-who": "chị bên phải"}

    response = client.post(address(picture), posted(licence="own", **both))

    assert "không làm cả hai" in response.content.decode()
    assert not PersonShown.objects.exists()


def test_who_was_named_cannot_become_nobody_knows(client, picture):
    person = PersonShown.objects.create(picture=picture, who="chị bên phải", basis="official")
    removed = {
        "persons-0-id": str(person.pk),
        "persons-0-who": person.who,
        "persons-0-basis": person.basis,
        "persons-0-DELETE": "on",
        "persons-INITIAL_FORMS": "1",
    }

    answer = client.post(address(picture), posted(licence="own", **removed))

    assert "đã được khai trước đây" in answer.content.decode()
    assert PersonShown.objects.filter(pk=person.pk).exists()
    client.post(address(picture), posted(licence="own", nobody_recognisable="on", **removed))
    assert not PersonShown.objects.filter(pk=person.pk).exists()
    answer = client.post(address(picture), posted(licence="own"))
    assert "đã được khai trước đây" in answer.content.decode()


def test_what_is_missing_is_said_above(client, picture):
    assert "chưa khai quyền sử dụng" in client.get(address(picture)).content.decode()


def test_a_licence_cannot_become_unstated(client, picture):
    Picture.objects.update(licence="own")

    client.post(address(picture), posted(licence=""))

    picture.refresh_from_db()
    assert picture.licence == "own"


def test_another_offices_picture_is_refused(client, desk):
    other = make_picture(collection=make_province().collection)

    assert client.get(address(other)).status_code in {302, 403}
    assert client.post(address(other), posted(licence="own")).status_code in {302, 403}
    other.refresh_from_db()
    assert other.source == ""
