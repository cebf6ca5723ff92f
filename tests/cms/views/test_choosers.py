"""A chooser tells about the pages that its user may link to."""

import pytest

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/choose-page/chosen-multiple/"


def test_of_the_pages_asked_about_only_ones_own_and_public_ones_are_named(client):
    office = make_province()
    titled = [
        make_article(office, title="Cua minh 42"),
        publish(make_article(make_province(), title="Da dang 43")),
        make_article(make_province(), title="Rieng 4711"),
    ]
    client.force_login(make_user(office, Role.EDITOR))

    answer = client.get(ADDRESS, {"id": [page.pk for page in titled]})

    found = [each["adminTitle"] for each in answer.json()["result"]]
    assert sorted(found) == ["Cua minh 42", "Da dang 43"]


def test_without_a_login_nothing_is_told(client):
    assert client.get(ADDRESS).status_code == 302
