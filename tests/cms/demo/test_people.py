"""The logins of the demo."""

import pytest
from django.urls import reverse

from cms.demo.people import ADMINISTRATOR, LOGINS, ensure_people
from cms.models import Membership, Office, Role, User
from tests.factories.offices import make_centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    centre = make_centre()
    for code in {login.office for login in LOGINS} - {centre.code}:
        Office.objects.create(code=code, level="province", name=code, slug=code, parent=centre)
    ensure_people()
    return (*LOGINS, ADMINISTRATOR)


def test_everybody_has_both_names_that_the_account_page_asks_for(people):
    for login in people:
        user = User.objects.get(username=login.username)
        assert user.first_name
        assert user.last_name
        assert str(user) == login.shown_as


def test_a_province_has_who_translates_and_somebody_else_who_reviews(people):
    found = {
        role: Membership.objects.get(role=role, office__code="08")
        for role in (Role.TRANSLATOR, Role.LANGUAGE_REVIEWER)
    }

    assert found[Role.TRANSLATOR].user != found[Role.LANGUAGE_REVIEWER].user
    assert found[Role.TRANSLATOR].languages == []
    assert "hmn" in found[Role.LANGUAGE_REVIEWER].languages


def test_the_account_page_asks_nobody_to_invent_a_name(people, client):
    user = User.objects.get(username="lanhdao")
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert f'value="{user.first_name}"' in page


def test_names_of_an_older_demo_are_completed(people):
    User.objects.filter(username="lanhdao").update(last_name="Lãnh đạo Trung ương", first_name="")
    ensure_people()
    assert str(User.objects.get(username="lanhdao")) == "Lãnh đạo Trung ương"
    assert User.objects.get(username="lanhdao").first_name
