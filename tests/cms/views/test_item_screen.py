"""The one screen of an item, for whoever reads it and decides nothing."""

import re

import pytest
from django.urls import reverse

from cms import approval
from cms.models import Role
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    return Desk(title="Mức đóng mới", lead="Tóm tắt ngắn.", author_name="Lò Thị Biên")


def screen(client, user, step):
    client.force_login(user)
    return client.get(reverse("loa_approve", args=[step.pk]))


def test_the_old_link_says_who_took_the_item_back_and_when(client, desk):
    step = desk.submit()
    approval.take_back(page=desk.page, user=desk.editor)

    page = screen(client, desk.leader, step).content.decode()

    assert re.search(rf"{desk.editor} đã rút lại lúc \d\d:\d\d \d\d/\d\d/\d{{4}}\.", page)
    assert 'name="approve"' not in page


def test_the_old_link_of_a_decided_step_says_who_decided(client, desk):
    step = desk.submit()
    approval.send_back(task_state=step, user=desk.leader, comment="Sửa bảng")

    assert f"{desk.leader} đã trả lại lúc" in screen(client, desk.leader, step).content.decode()


def test_a_colleague_reads_without_buttons(client, desk):
    step = desk.submit()

    answer = screen(client, make_user(desk.office, Role.OBSERVER), step)

    assert answer.status_code == 200
    assert 'name="approve"' not in answer.content.decode()


@pytest.mark.parametrize("name", ["loa_approve", "loa_item", "loa_submit"])
def test_another_office_sees_nothing(client, desk, name):
    step = desk.submit() if name == "loa_approve" else None
    client.force_login(make_user(make_province(), Role.LEADER))

    answer = client.get(reverse(name, args=[step.pk if step else desk.page.pk]))

    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")


def test_without_login_every_screen_leads_to_the_login(client, desk):
    step = desk.submit()
    for name, pk in (
        ("loa_approve", step.pk),
        ("loa_item", desk.page.pk),
        ("loa_submit", desk.page.pk),
        ("loa_take_back", desk.page.pk),
    ):
        answer = client.get(reverse(name, args=[pk]))
        assert answer.url.startswith(reverse("wagtailadmin_login"))


def test_the_screen_of_a_step_that_is_over_has_no_buttons(client, desk):
    step = desk.submit()
    desk.approve(desk.leader)

    answer = screen(client, desk.leader, step)

    assert 'name="approve"' not in answer.content.decode()


def test_a_page_that_is_no_item_has_no_approval(client, desk):
    client.force_login(make_user(is_superuser=True))

    answer = client.get(reverse("loa_item", args=[desk.page.get_parent().pk]))

    assert answer.status_code == 302


def test_markup_in_texts_is_shown_as_text(client, desk):
    page = make_article(
        desk.office,
        title="<script>alert(1)</script>",
        lead="<img src=x onerror=alert(1)>",
        user=desk.editor,
        owner=desk.editor,
    )
    client.force_login(desk.editor)

    shown = client.get(reverse("loa_item", args=[page.pk])).content.decode()

    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown


def test_a_lacking_fact_leads_to_the_sheet_of_who_may_open_it(client, settings):
    settings.LOA_PACKAGE_PROBLEMS = None
    desk = Desk(lead="Gọi {{hotline}} để hỏi.")
    sheet = reverse("loa_facts", args=[desk.office.code])
    client.force_login(desk.editor)

    page = client.get(reverse("loa_submit", args=[desk.page.pk])).content.decode()

    assert f'<a href="{sheet}">Mở bảng số liệu</a>' in page
    assert client.get(sheet).status_code == 200
