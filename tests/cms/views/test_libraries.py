"""Lists and choosers hold the newest versions; older ones stand in the history of the newest."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from cms.versions import use_again
from media_assets.models import Attachment
from tests.factories.pictures import make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user


def listed(client, name, **query) -> list:
    answer = client.get(reverse(name), query)
    return sorted(one.pk for one in answer.context["object_list"])


@pytest.mark.parametrize("query", [{}, {"q": "Bìa"}, {"layout": "list"}])
@pytest.mark.parametrize("name", ["index", "index_results"])
def test_the_library_of_pictures(client, someone, name, query):
    old = make_picture("Bìa")
    new = use_again(version=old, user=someone)

    assert listed(client, f"wagtailimages:{name}", **query) == [new.pk]


@pytest.mark.parametrize("query", [{}, {"q": "Mẫu"}])
def test_the_library_of_files(client, someone, query):
    old = Attachment.objects.create(title="Mẫu", file=ContentFile(b"%PDF-1.4", "a.pdf"))
    new = use_again(version=old, user=someone)

    assert listed(client, "wagtaildocs:index", **query) == [new.pk]


@pytest.mark.parametrize("query", [{}, {"q": "Bìa"}])
def test_the_chooser(client, someone, query):
    old = make_picture("Bìa")
    new = use_again(version=old, user=someone)

    answer = client.get(reverse("wagtailimages_chooser:choose_results"), query)

    assert [one.pk for one in answer.context["results"]] == [new.pk]
