"""The button “Nhắc” on the first screen."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import QueuedMail, Reminder
from tests.factories.approval import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    return Desk(title="Mức đóng mới")


def press(client, user, step_id):
    client.force_login(user)
    return client.post(reverse("loa_remind", args=[step_id]), follow=True)


def test_an_editor_presses_and_reads_who_was_reminded(client, desk):
    step = desk.submit()
    client.force_login(desk.editor)
    assert reverse("loa_remind", args=[step.pk]) in client.get("/admin/").content.decode()
    QueuedMail.objects.all().delete()

    page = press(client, desk.editor, step.pk).content.decode()

    assert "Đã nhắc qua thư điện tử: Hà Văn Duyệt." in page
    assert "Nhắc lần cuối lúc" in page
    assert "Có thể nhắc lại sau" in page
    assert QueuedMail.objects.get().recipient == desk.leader.email


def test_the_button_of_the_first_screen_carries_its_token(desk):
    step = desk.submit()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(desk.editor)
    page = browser.get(reverse("wagtailadmin_home")).content.decode()
    form = page[page.index(reverse("loa_remind", args=[step.pk])) :]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)

    address = reverse("loa_remind", args=[step.pk])
    answer = browser.post(address, {"csrfmiddlewaretoken": token[1]})

    assert answer.status_code == 302
    assert Reminder.objects.count() == 1


def test_a_second_press_is_refused_with_when_it_can_be_done(client, desk):
    step = desk.submit()
    press(client, desk.editor, step.pk)

    answer = press(client, desk.editor, step.pk)

    assert next(iter(answer.context["messages"])).level_tag == "error"
    assert Reminder.objects.count() == 1


def test_looking_at_the_address_reminds_nobody(client, desk):
    step = desk.submit()
    client.force_login(desk.editor)

    assert client.get(reverse("loa_remind", args=[step.pk])).status_code == 405
    assert not Reminder.objects.exists()


def test_others_cannot_press_it(client, desk):
    step = desk.submit()

    press(client, desk.reviewer, step.pk)
    press(client, Desk().editor, step.pk)

    assert not Reminder.objects.exists()


def test_a_number_that_is_nobodys_is_not_found(client, desk):
    assert press(client, desk.editor, 99999999999999999999).status_code == 404
