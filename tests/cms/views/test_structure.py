"""“Trang, chuyên mục”, as its users press it."""

import pytest
from django.urls import reverse

from cms.language_switch import switch_on
from cms.languages import BY_CODE
from cms.models import HomePage, Role, SectionPage, StructureRecord
from cms.structure_release import draft_of
from tests.factories.offices import make_province, section_of
from tests.factories.pages import make_article
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
    page.intro = "Tin của <b>tỉnh</b>"
    page.save_revision(user=editor, log_action=True)
    return SectionPage.objects.get(pk=page.pk)


def screen(section, name="loa_structure_page"):
    return reverse(name, args=[section.pk])


def form(section, **more):
    return {"reason": "Đã xem", "fingerprint": draft_of(section).fingerprint} | more


def read(client, user, address) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_the_leader_sees_both_texts_and_puts_the_draft_on_the_portal(client, section, leader):
    shown = read(client, leader, screen(section))
    assert "Người đọc đang thấy" in shown
    assert "Tin của &lt;b&gt;tỉnh&lt;/b&gt;" in shown
    assert "Đưa lên cổng" in shown

    answer = client.post(screen(section), form(section), follow=True)

    section.refresh_from_db()
    assert section.intro == "Tin của <b>tỉnh</b>"
    assert "đã lên cổng" in answer.content.decode()
    assert StructureRecord.objects.get().user_name == str(leader)


def test_a_refusal_keeps_the_reason_and_shows_what_stands_there_now(client, section, leader):
    old = form(section, reason="Đã đọc kỹ")
    section.intro = "Lời khác"
    section.save_revision(user=make_user(), log_action=True)
    client.force_login(leader)

    shown = client.post(screen(section), old).content.decode()

    assert "Bản nháp đã thay đổi sau khi ông/bà mở" in shown
    assert "Đã đọc kỹ" in shown
    assert "Lời khác" in shown
    section.refresh_from_db()
    assert section.intro == ""


def test_the_editor_reads_whom_it_waits_for_and_cannot_post(client, section, editor, leader):
    shown = read(client, editor, screen(section))
    assert str(leader) in shown
    assert 'name="fingerprint"' not in shown

    client.post(screen(section), form(section))

    section.refresh_from_db()
    assert section.intro == ""


def test_a_leader_who_wrote_it_reads_why_not(client, section, leader):
    section.get_latest_revision_as_object().save_revision(user=leader, log_action=True)

    shown = read(client, leader, screen(section))

    assert "Một lãnh đạo khác" in shown or "lãnh đạo khác" in shown.lower()
    assert 'name="fingerprint"' not in shown


def test_the_editor_of_the_page_is_told_what_readers_do_not_see_yet(client, section, editor):
    shown = read(client, editor, reverse("wagtailadmin_pages:edit", args=[section.pk]))

    assert "Thay đổi chưa lên cổng" in shown
    assert screen(section) in shown


def test_without_a_draft_the_editor_is_told_nothing(client, section, editor, leader):
    client.force_login(leader)
    client.post(screen(section), form(section))

    shown = read(client, editor, reverse("wagtailadmin_pages:edit", args=[section.pk]))

    assert "Thay đổi chưa lên cổng" not in shown


def test_the_text_before_comes_back_by_one_button(client, section, editor, leader):
    client.force_login(leader)
    client.post(screen(section), form(section))
    assert "Hoàn tác" in read(client, editor, screen(section))

    client.post(screen(section, "loa_structure_put_back"))

    section.refresh_from_db()
    assert draft_of(section).after["intro"] == ""


def test_the_leader_takes_an_empty_section_off(client, section, leader):
    assert "Gỡ chuyên mục này khỏi cổng" in read(client, leader, screen(section))

    client.post(screen(section, "loa_structure_take_off"), {"reason": "Không dùng nữa"})

    section.refresh_from_db()
    assert not section.live


def test_the_list_has_what_waits_and_what_was_done(client, section, editor, leader):
    assert screen(section) in read(client, editor, reverse("loa_structure"))
    client.force_login(leader)
    client.post(screen(section), form(section))

    shown = read(client, editor, reverse("loa_structure"))

    assert "Không có bản nháp nào chờ" in shown
    assert "Đã xem" in shown


def test_an_item_has_no_such_screen(client, office, leader):
    client.force_login(leader)

    assert client.get(screen(make_article(office))).status_code == 404
    assert client.get(reverse("loa_structure_page", args=[2**62])).status_code == 404


@pytest.fixture
def tay_home(office):
    """The home page in Tày, with the Vietnamese title that it was made with."""
    switch_on(language=BY_CODE["tyz"])
    home = HomePage.objects.get(locale__language_code="tyz")
    home.save_revision(user=make_user(office.parent, Role.EDITOR))
    return HomePage.objects.get(pk=home.pk)


def test_vietnamese_words_go_on_the_portal_only_when_a_leader_says_they_are_the_same(
    client, office, tay_home
):
    leader = make_user(office.parent, Role.LEADER)
    shown = read(client, leader, screen(tay_home))
    assert "hai ngôn ngữ dùng từ giống nhau" in shown
    assert "<strong>Tiếng Tày</strong>" in shown

    refused = client.post(screen(tay_home), form(tay_home))
    tay_home.refresh_from_db()
    assert "Vẫn còn bằng tiếng Việt" in refused.content.decode()
    assert not tay_home.live

    client.post(screen(tay_home), form(tay_home, same_words="on"))
    tay_home.refresh_from_db()
    assert tay_home.live


def test_the_editor_is_told_to_write_the_words_of_the_language(client, office, tay_home):
    shown = read(client, make_user(is_superuser=True), edit(tay_home))
    assert "Vẫn còn bằng tiếng Việt: tiêu đề" in shown


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
