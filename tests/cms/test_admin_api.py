"""An office never sees another's pictures and files, by the API of the admin neither."""

import pytest
from django.core.files.base import ContentFile

from cms.models import Role
from media_assets.models import Attachment
from tests.factories.offices import make_province
from tests.factories.pictures import make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices():
    return make_province(), make_province()


@pytest.fixture
def media(offices):
    """Addresses below the API, by kind, of what belongs to the first office."""
    collection = offices[0].collection
    file = Attachment.objects.create(
        title="Rieng 4711", collection=collection, file=ContentFile(b"%PDF-1.4", "a.pdf")
    )
    return {"images": make_picture("Rieng 4711", collection=collection).pk, "documents": file.pk}


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_another_office_finds_nothing(client, offices, media, kind):
    client.force_login(make_user(offices[1], *Role.values))

    assert "4711" not in client.get(f"/admin/api/main/{kind}/").content.decode()
    assert client.get(f"/admin/api/main/{kind}/{media[kind]}/").status_code == 404


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_own_office_finds_its_own(client, offices, media, kind):
    client.force_login(make_user(offices[0], Role.EDITOR))

    assert "4711" in client.get(f"/admin/api/main/{kind}/").content.decode()
    assert client.get(f"/admin/api/main/{kind}/{media[kind]}/").status_code == 200
