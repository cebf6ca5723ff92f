"""Drafts of pages around the items on the first screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.permissions import page_permission_policy

from cms.models import Role, SectionPage, User
from cms.structure_release import draft_of, publish_structure, take_off
from cms.structure_rights import office_behind
from cms.structure_waiting import (
    not_on_the_portal_yet,
    records_for,
    to_put_on_the_portal,
    waiting_for_readers,
)
from cms.worklist import MOST
from tests.factories.offices import make_province, make_section, section_of
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def editor(office):
    return make_user(office, Role.EDITOR)


@pytest.fixture
def leader(office):
    return make_user(office, Role.LEADER)


@pytest.fixture
def section(office, editor):
    page = section_of(office)
    page.title = "Tin mới"
    page.save_revision(user=editor, log_action=True)
    return SectionPage.objects.get(pk=page.pk)


def put_on_the_portal(page, leader):
    shown = draft_of(page).fingerprint
    publish_structure(page=page, user=leader, reason="Đã xem", fingerprint=shown)


def test_it_waits_for_the_leader_and_its_writer_sees_for_whom(section, editor, leader):
    (asked,) = to_put_on_the_portal(leader)
    assert (asked.title, asked.url) == (
        "Tin mới",
        reverse("loa_structure_page", args=[section.pk]),
    )
    assert to_put_on_the_portal(editor) == []
    (mine,) = not_on_the_portal_yet(editor)
    assert str(leader) in mine.detail
    assert not_on_the_portal_yet(leader) == []


def test_another_office_is_told_nothing(section):
    stranger = make_user(make_province(), Role.EDITOR, Role.LEADER)

    assert waiting_for_readers(stranger) == []
    assert to_put_on_the_portal(stranger) == []
    assert records_for(stranger) == []


def test_it_leaves_the_lists_when_it_is_on_the_portal(section, editor, leader):
    put_on_the_portal(section, leader)

    assert waiting_for_readers(leader) == []
    assert not_on_the_portal_yet(editor) == []
    assert [record.page_title for record in records_for(editor)] == ["Tin mới"]


def test_what_was_taken_off_waits_for_nobody_until_it_is_written_anew(section, editor, leader):
    put_on_the_portal(section, leader)
    take_off(page=SectionPage.objects.get(pk=section.pk), user=leader, reason="Thừa")
    assert to_put_on_the_portal(leader) == []

    SectionPage.objects.get(pk=section.pk).save_revision(user=editor)

    assert len(to_put_on_the_portal(leader)) == 1


def test_the_first_screen_shows_both(client, section, editor, leader):
    for person, heading in ((leader, "Trang chờ đưa lên cổng"), (editor, "chưa lên cổng")):
        client.force_login(person)
        with override("vi"):
            screen = client.get(reverse("wagtailadmin_home")).content.decode()
        assert heading in screen
        assert "Tin mới" in screen


def test_what_nobody_may_decide_says_so_and_what_to_do(client, section, editor):
    (mine,) = not_on_the_portal_yet(editor)
    assert mine.detail.startswith("Chưa ai được đưa trang này lên cổng")
    assert "Hãy đề nghị quản trị hệ thống" in mine.detail

    client.force_login(editor)
    for name, args in (
        ("loa_structure", []),
        ("loa_structure_page", [section.pk]),
        ("wagtailadmin_pages:edit", [section.pk]),
    ):
        screen = client.get(reverse(name, args=args)).content.decode()
        assert mine.detail in screen
        assert "Đang chờ: –" not in screen


def test_as_many_questions_for_twenty_drafts_as_for_one(section, editor, leader):
    people = [editor, leader, make_user(make_province(), Role.EDITOR)]
    put_on_the_portal(section, leader)
    write_again(section, editor)
    new = section.get_parent().add_child(instance=SectionPage(title="Mới", live=False))
    write_again(new, editor)
    questions(people)  # what Django remembers of its tables is asked once

    few = questions(people)
    for number in range(MOST):
        office = make_province() if number % 2 else office_behind(section)
        one = make_section(office, f"Mục {number}")
        write_again(one, editor)
        if number % 3:
            put_on_the_portal(SectionPage.objects.get(pk=one.pk), make_user(office, Role.LEADER))
            write_again(SectionPage.objects.get(pk=one.pk), editor)

    assert len(not_on_the_portal_yet(editor)) == MOST
    assert questions(people) == few


def write_again(page, editor):
    page.title = f"{page.title} mới"
    page.save_revision(user=editor, log_action=True)


def questions(people) -> int:
    """Of the lists on the first screen and of “Trang, chuyên mục”, each as somebody who just came."""
    with CaptureQueriesContext(connection) as asked:
        for person in User.objects.filter(pk__in=[one.pk for one in people]):
            list(page_permission_policy.get_cached_permissions_for_user(person))  # for its tiles
            to_put_on_the_portal(person)
            not_on_the_portal_yet(person)
            assert all(one.in_words and one.office for one in waiting_for_readers(person))
            records_for(person)
    return len(asked)
