"""Wagtail's screens that a live page has not: said with what to do instead."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.models import Role
from tests.factories.offices import make_centre, make_province, make_section
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def said(person, name, *args, **extra) -> str:
    client = Client()
    client.force_login(person)
    answer = client.post(reverse(f"wagtailadmin_pages:{name}", args=args), **extra)
    return " ".join(str(one) for one in get_messages(answer.wsgi_request))


@pytest.mark.parametrize("name", ["unpublish", "delete", "set_privacy"])
@pytest.mark.parametrize("is_superuser", [True, False])
def test_a_live_item_is_taken_down_by_its_button(name, is_superuser):
    office = make_centre()
    item = make_article(office, live=True, title="Bài đang đăng")
    person = make_user(office, Role.EDITOR, is_superuser=is_superuser)

    answer = said(person, name, item.pk)

    assert "“Bài đang đăng” đang đăng" in answer
    assert "nút “Gỡ”" in answer
    item.refresh_from_db()
    assert item.live


def test_a_live_item_keeps_its_address():
    office = make_centre()
    item, other = make_article(office, live=True), make_section(office, "Hỏi đáp")

    answer = said(make_user(office, Role.EDITOR), "move_confirm", item.pk, other.pk)

    assert "giữ nguyên địa chỉ" in answer


def test_of_a_section_it_is_said_that_items_stand_there():
    office = make_centre()
    section = make_article(office, live=True).get_parent()

    answer = said(make_user(office, Role.EDITOR), "delete", section.pk)

    assert "Ở đây có nội dung đang đăng" in answer


def test_whoever_may_not_edit_it_is_not_told_its_name():
    item = make_article(make_centre(), live=True, title="Bài đang đăng")
    neighbour = make_user(make_province(), Role.EDITOR)

    assert "Bài đang đăng" not in said(neighbour, "unpublish", item.pk)


def test_a_script_is_answered_with_the_reason():
    office = make_centre()
    item = make_article(office, live=True)
    client = Client()
    client.force_login(make_user(office, Role.EDITOR))
    address = reverse("wagtailadmin_pages:set_privacy", args=[item.pk])

    answer = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})

    assert answer.status_code == 409
    assert "nút “Gỡ”" in answer.json()["error_message"]


def test_a_draft_is_deleted_as_ever():
    office = make_centre()
    draft = make_article(office)

    answer = said(make_user(office, Role.EDITOR), "delete", draft.pk)

    assert "nút “Gỡ”" not in answer


def test_a_number_that_no_page_has_is_nothing_to_explain():
    person = make_user(make_centre(), Role.EDITOR)

    assert "nút “Gỡ”" not in said(person, "unpublish", 10**12)
