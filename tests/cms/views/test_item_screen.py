"""The one screen of an item, for whoever reads it and decides nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import approval
from cms.models import Role
from tests.factories.approval import Desk, make_delegation
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.users import make_user

from .test_approve import hash_on, press

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


# --- the same form twice ----------------------------------------------------------------------


def test_a_form_that_arrives_twice_is_told_that_it_counted(client, desk):
    step = desk.submit()
    shown = hash_on(screen(client, desk.leader, step))
    press(client, step, approve="1", fingerprint=shown, comment="Tốt.\r\nĐăng ngay.")

    answer = press(client, step, approve="1", fingerprint=shown, comment="Tốt.\r\nĐăng ngay.")

    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert [said.level_tag for said in answer.context["messages"]] == ["info"]


def test_a_return_that_arrives_twice_is_told_that_it_counted(client, desk):
    step = desk.submit()
    client.force_login(desk.leader)
    press(client, step, comment="Sửa dòng 3")

    answer = press(client, step, comment="Sửa dòng 3")

    assert [said.level_tag for said in answer.context["messages"]] == ["info"]


@pytest.mark.parametrize("second", [{"comment": "Khác"}, {"approve": "1", "comment": "Sửa"}])
def test_another_decision_after_ones_own_is_refused(client, desk, second):
    step = desk.submit()
    shown = hash_on(screen(client, desk.leader, step))
    press(client, step, comment="Sửa")

    answer = press(client, step, fingerprint=shown, **second)

    assert [said.level_tag for said in answer.context["messages"]] == ["error"]


def test_what_somebody_else_decided_is_not_taken_for_ones_own(client, desk):
    other = make_user(desk.office, Role.LEADER)
    step = desk.submit()
    shown = hash_on(screen(client, desk.leader, step))
    desk.approve(other)

    answer = press(client, step, approve="1", fingerprint=shown)

    assert [said.level_tag for said in answer.context["messages"]] == ["error"]


# --- what the screen asks of the database -----------------------------------------------------


def asked_by_the_screen(client, user, step) -> list[str]:
    screen(client, user, step)  # what the first look alone has to ask
    with CaptureQueriesContext(connection) as queries:
        screen(client, user, step)
    return [one["sql"] for one in queries]


def test_more_people_and_decisions_cost_the_screen_no_query_more(client, desk):
    step = desk.submit()
    few = asked_by_the_screen(client, desk.leader, step)
    for _number in range(3):
        make_user(desk.office, Role.SECRETARY)
        make_delegation(desk, make_user(desk.office, Role.EDITOR), by=desk.leader)
        leader = make_user(desk.office, Role.LEADER)
        approval.send_back(task_state=desk.step(), user=leader, comment="Sửa")
        step = desk.submit()

    assert len(asked_by_the_screen(client, desk.leader, step)) <= len(few)


def test_who_may_take_the_step_is_looked_up_once_a_screen(client, desk):
    desk.submit()
    desk.approve(desk.leader)
    desk.page = desk.now()
    desk.page.save_revision(user=desk.editor)
    step = desk.submit()

    asked = asked_by_the_screen(client, desk.leader, step)

    contents = [sql for sql in asked if "wagtailcore_revision" in sql and "IN (" in sql]
    assert sum('FROM "cms_delegation"' in sql for sql in asked) == 1
    assert len(contents) == 2  # who saved them, and whether an older one came back


def test_who_approves_also_reads_what_only_other_offices_show(client):
    desk = Desk(lead="Nộp tại nhà.{{if:hotline}} Gọi {{hotline}}.{{end}}")
    client.force_login(desk.leader)

    read = client.get(reverse("loa_item", args=[desk.page.pk])).content.decode()

    assert "Nộp tại nhà.(chỉ ở đơn vị có – Đường dây nóng: Gọi (đang cập nhật).)" in read
