"""The facts for the picker, for who writes there."""

import pytest
from django.urls import reverse

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.packages import set_fact
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def asked(client, page, user):
    client.force_login(user)
    return client.get(reverse("loa_quotable", args=[page.pk]))


def test_an_editor_gets_the_values_of_the_offices_own_page(client):
    office = make_province()
    set_fact(office, "hotline", "0207 000 0000")
    page = make_article(office)

    answer = asked(client, page, make_user(office, Role.EDITOR))

    facts = {one["key"]: one["value"] for one in answer.json()["facts"]}
    assert facts["hotline"] == "0207 000 0000"
    assert answer.json()["office"] == office.name
    assert "no-store" in answer["Cache-Control"]


def test_whoever_may_only_write_below_a_page_gets_them_too(client):
    office = make_province()

    assert asked(client, office.home, make_user(office, Role.EDITOR)).status_code == 200


def test_another_office_gets_nothing(client):
    page = make_article(make_province())

    answer = asked(client, page, make_user(make_province(), Role.EDITOR))

    assert answer.status_code in (302, 403)
    assert b"facts" not in answer.content
