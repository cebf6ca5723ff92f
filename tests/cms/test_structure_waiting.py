"""Drafts of pages around the items on the first screen."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.models import Role, SectionPage
from cms.structure_release import draft_of, publish_structure, take_off
from cms.structure_waiting import (
    not_on_the_portal_yet,
    records_for,
    to_put_on_the_portal,
    waiting_for_readers,
)
from tests.factories.offices import make_province, section_of
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
