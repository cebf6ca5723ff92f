"""The library's own forms do not unsay what was stated."""

import pytest
from django.urls import reverse

from media_assets.models import PersonShown
from tests.factories.pictures import make_picture
from tests.factories.portal import make_attachment
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(client):
    client.force_login(make_user(is_superuser=True))
    return make_picture("Chợ phiên")


def save(client, picture, **fields):
    posted = {"title": "Chợ phiên", "collection": picture.collection_id, "tags": ""}
    return client.post(reverse("wagtailimages:edit", args=[picture.pk]), posted | fields)


def test_a_picture_keeps_its_licence_and_that_nobody_can_be_recognised(client, picture):
    answer = save(client, picture)

    assert set(answer.context["form"].errors) == {"licence", "nobody_recognisable"}
    assert "đã được khai trước đây" in answer.content.decode()
    picture.refresh_from_db()
    assert (picture.licence, picture.nobody_recognisable) == ("own", True)


def test_what_is_stated_may_change(client, picture):
    PersonShown.objects.create(picture=picture, who="chị bên phải", basis="official")

    assert save(client, picture, licence="unknown").status_code == 302

    picture.refresh_from_db()
    assert (picture.licence, picture.nobody_recognisable) == ("unknown", False)


def test_what_was_never_stated_keeps_nobody_from_mending_the_title(client, picture):
    bare = make_picture("Ảnh cũ", licence="", nobody_recognisable=False)

    assert save(client, bare, title="Chợ phiên Đồng Văn").status_code == 302


def test_a_document_keeps_its_licence(client, picture):
    file = make_attachment("Mẫu")
    posted = {"title": "Mẫu", "collection": file.collection_id, "tags": "", "licence": ""}

    answer = client.post(reverse("wagtaildocs:edit", args=[file.pk]), posted)

    assert set(answer.context["form"].errors) == {"licence"}
    file.refresh_from_db()
    assert file.licence == "own"
