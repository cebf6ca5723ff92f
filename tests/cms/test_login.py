"""Logging in."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.login import StaffLoginForm
from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_both_fields_have_a_translated_name():
    with override("en"):
        labels = [str(field.label) for field in StaffLoginForm().fields.values() if field.label]

    assert labels[:2] == ["Username", "Password"]


def test_whoever_logs_in_comes_to_what_waits(client):
    user = make_user(make_province(), Role.EDITOR)

    answer = client.post(
        reverse("wagtailadmin_login"), {"username": user.username, "password": "mat-khau-thu"}
    )

    assert answer.url == reverse("wagtailadmin_home")


def test_a_person_without_a_role_cannot_enter(client):
    user = make_user()

    client.post(
        reverse("wagtailadmin_login"), {"username": user.username, "password": "mat-khau-thu"}
    )

    assert client.get(reverse("wagtailadmin_home")).status_code != 200
