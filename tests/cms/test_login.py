"""Logging in."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from cms.limits import Limit
from cms.login import ONE_ADDRESS, ONE_NAME, ONE_PERSON, RESETS, StaffLoginForm
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


def log_in(client, user, password, **network):
    named = {"username": user.username, "password": password}
    return client.post(reverse("wagtailadmin_login"), named, **network)


def test_after_many_wrong_passwords_even_the_right_one_has_to_wait(client):
    user, other = (make_user(make_province(), Role.EDITOR) for _n in range(2))
    for _try in range(ONE_PERSON.most):
        log_in(client, user, "sai")

    assert log_in(client, user, "mat-khau-thu").status_code == 200
    assert log_in(client, other, "mat-khau-thu").status_code == 302
    assert log_in(client, user, "mat-khau-thu", REMOTE_ADDR="203.0.113.9").status_code == 302


def test_the_right_password_ends_the_count(client):
    user = make_user(make_province(), Role.EDITOR)
    for _round in range(2):
        for _try in range(ONE_PERSON.most - 1):
            log_in(client, user, "sai")
        assert log_in(client, user, "mat-khau-thu").status_code == 302
        client.logout()


def test_wrong_passwords_that_arrive_together_are_counted_before_they_are_looked_at(
    client, monkeypatch
):
    """Each asks whether the limit is reached before any of the others has failed."""
    user = make_user(make_province(), Role.EDITOR)
    monkeypatch.setattr(Limit, "is_reached", lambda limit, *who: False)
    for _try in range(ONE_PERSON.most):
        log_in(client, user, "sai")

    assert log_in(client, user, "mat-khau-thu").status_code == 200


def test_a_form_without_a_password_does_not_end_the_count(client):
    user = make_user(make_province(), Role.EDITOR)
    for _try in range(ONE_PERSON.most - 1):
        log_in(client, user, "sai")
    log_in(client, user, "")
    log_in(client, user, "sai")

    assert log_in(client, user, "mat-khau-thu").status_code == 200


def test_the_right_password_uses_nothing_up(client):
    user = make_user(make_province(), Role.EDITOR)
    for _try in range(ONE_ADDRESS.most - 1):
        ONE_ADDRESS.count("203.0.113.8")
    for _round in range(2):
        got = log_in(client, user, "mat-khau-thu", REMOTE_ADDR="203.0.113.8")
        assert got.status_code == 302
        client.logout()


def test_one_address_cannot_try_one_password_on_everybody(client):
    user = make_user(make_province(), Role.EDITOR)
    for _try in range(ONE_ADDRESS.most):
        ONE_ADDRESS.count("203.0.113.7")

    assert log_in(client, user, "mat-khau-thu", REMOTE_ADDR="203.0.113.7").status_code == 200
    assert log_in(client, user, "mat-khau-thu").status_code == 302


def test_one_name_cannot_be_tried_from_everywhere(client):
    user, other = (make_user(make_province(), Role.EDITOR) for _n in range(2))
    for _try in range(ONE_NAME.most):
        ONE_NAME.count(user.username)

    assert log_in(client, user, "mat-khau-thu").status_code == 200
    assert log_in(client, other, "mat-khau-thu").status_code == 302


def test_a_wrong_password_counts_for_person_address_and_name(client):
    user = make_user(make_province(), Role.EDITOR)
    for limit, who in [(ONE_ADDRESS, ["127.0.0.1"]), (ONE_NAME, [user.username])]:
        for _try in range(limit.most - 1):
            limit.count(*who)
        assert not limit.is_reached(*who)

    log_in(client, user, "sai")

    assert ONE_ADDRESS.is_reached("127.0.0.1")
    assert ONE_NAME.is_reached(user.username)


def test_links_that_are_asked_for_at_once_are_counted_before_they_are_sent(client, monkeypatch):
    """Each asks whether the limit is reached before any of the others was counted."""
    user = make_user(make_province(), Role.EDITOR, email="bien.tap@example.org")
    monkeypatch.setattr(Limit, "is_reached", lambda limit, *who: False)

    for _try in range(RESETS.most + 3):
        client.post(reverse("wagtailadmin_password_reset"), {"email": user.email})

    assert len(mail.outbox) == RESETS.most


def test_nobody_s_letter_box_is_filled_with_links_for_a_new_password(client):
    user = make_user(make_province(), Role.EDITOR)
    user.email = "bien.tap@example.org"
    user.save()
    answers = {
        client.post(reverse("wagtailadmin_password_reset"), {"email": written}).url
        for written in [user.email, user.email.upper()] * RESETS.most
    }

    assert len(mail.outbox) == RESETS.most
    assert len(answers) == 1  # it tells nobody who has an account, nor that it was too often
