"""“Ngôn ngữ”, as its users press it."""

import pytest
from django.urls import reverse

from cms.language_switch import switch_on
from cms.language_switch_state import is_on
from cms.languages import BY_CODE
from cms.models import LanguageSwitch, Role
from cms.views import languages
from tests.cms.test_language_switch import open_in_khmer, structure
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
KHMER = BY_CODE["km"]


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def leader(province):
    return make_user(province.parent, Role.LEADER)


def screen(code="km") -> str:
    return reverse("loa_language", args=[code])


def test_the_list_begins_with_what_is_on(client, province, leader):
    client.force_login(leader)
    assert "Chưa bật ngôn ngữ nào" in client.get(reverse("loa_languages")).content.decode()
    switch_on(language=KHMER)
    shown = client.get(reverse("loa_languages")).content.decode()
    assert shown.index(screen("km")) < shown.index(screen("rad"))


def test_a_leader_of_the_centre_switches_a_language_on_and_sees_what_waits(client, leader):
    client.force_login(leader)
    shown = client.post(screen(), {"on": "1"}, follow=True).content.decode()
    assert is_on("km")
    assert LanguageSwitch.objects.get().changed_by == leader
    assert "Còn để chữ tiếng Việt" in shown
    for page in structure("km"):
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown


def test_pages_are_made_a_press_at_a_time(client, leader, monkeypatch):
    monkeypatch.setattr(languages, "AT_ONCE", 1)
    client.force_login(leader)
    shown = client.post(screen(), {"on": "1"}, follow=True).content.decode()
    assert len(structure("km")) == 1
    assert "Tạo đợt tiếp theo" in shown
    client.post(screen(), {"on": "1"})
    assert len(structure("km")) == 2


def test_switching_off_needs_a_reason_and_keeps_everything(client, leader):
    open_in_khmer(leader)
    client.force_login(leader)
    client.post(screen(), {"off": "1", "reason": " "})
    assert is_on("km")
    shown = client.post(screen(), {"off": "1", "reason": "Chưa có người"}, follow=True)
    assert not is_on("km")
    assert "Chưa có người" in shown.content.decode()
    assert structure("km")
    assert not any(page.live for page in structure("km"))


def test_a_leader_of_a_province_only_looks(client, province):
    switch_on(language=KHMER)
    client.force_login(make_user(province, Role.LEADER))
    assert "Chỉ lãnh đạo của đơn vị Trung ương" in client.get(screen()).content.decode()
    for act in ("on", "off"):
        assert client.post(screen(), {act: "1", "reason": "x"})["Location"] == reverse(
            "wagtailadmin_home"
        )
    assert is_on("km")


def test_an_administrator_switches_on_and_not_off(client, province):
    client.force_login(make_user(is_superuser=True))
    client.post(screen(), {"on": "1"})
    assert is_on("km")
    assert client.post(screen(), {"off": "1", "reason": "x"})["Location"] == reverse(
        "wagtailadmin_home"
    )


@pytest.mark.parametrize("code", ["vi", "zz", "x" * 50])
def test_there_is_no_screen_for_vietnamese_or_what_is_no_language(client, leader, code):
    client.force_login(leader)
    assert client.get(screen(code)).status_code == 404
