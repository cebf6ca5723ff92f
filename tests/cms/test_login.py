"""Logging in."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from cms.login import MOST_FAILURES, StaffLoginForm
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


@pytest.fixture
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


def log_in(client, user, password, **network):
    named = {"username": user.username, "password": password}
    return client.post(reverse("wagtailadmin_login"), named, **network)


@pytest.mark.usefixtures("fresh_cache")
def test_after_many_wrong_passwords_even_the_right_one_has_to_wait(client):
    user, other = (make_user(make_province(), Role.EDITOR) for _n in range(2))
    for _try in range(MOST_FAILURES):
        log_in(client, user, "sai")

    assert log_in(client, user, "mat-khau-thu").status_code == 200
    assert log_in(client, other, "mat-khau-thu").status_code == 302
    assert log_in(client, user, "mat-khau-thu", REMOTE_ADDR="203.0.113.9").status_code == 302


@pytest.mark.usefixtures("fresh_cache")
def test_the_right_password_ends_the_count(client):
    user = make_user(make_province(), Role.EDITOR)
    for _round in range(2):
        for _try in range(MOST_FAILURES - 1):
            log_in(client, user, "sai")
        assert log_in(client, user, "mat-khau-thu").status_code == 302
        client.logout()
