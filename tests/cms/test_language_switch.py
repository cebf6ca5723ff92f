"""A language is switched on with real pages that nobody reads yet, and off without losing any."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale, ModelLogEntry, Page

from cms import approval
from cms.language_switch import switch_off, switch_on
from cms.language_switch_state import SwitchRefused, is_on, is_switched_off
from cms.languages import BY_CODE
from cms.models import HomePage, LanguageSwitch, OfficePage, Role, SectionPage, StructureRecord
from cms.structure_release import StructureRefused, draft_of, publish_structure
from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
KHMER = BY_CODE["km"]


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def leader(province):
    return make_user(province.parent, Role.LEADER)


def structure(code: str) -> list[Page]:
    kinds = (HomePage, SectionPage, OfficePage)
    return list(Page.objects.type(*kinds).filter(locale__language_code=code).order_by("path"))


def put_on_the_portal(page: Page, title: str, leader) -> Page:
    page = page.specific
    page.title = title
    page.save_revision(user=make_user(), log_action=True)
    seen = draft_of(page).fingerprint
    publish_structure(page=page, user=leader, reason="Đã đọc", fingerprint=seen)
    return type(page).objects.get(pk=page.pk)


def open_in_khmer(leader) -> list[Page]:
    switch_on(language=KHMER)
    return [
        put_on_the_portal(page, f"ទំព័រ {number}", leader)
        for number, page in enumerate(structure("km"))
    ]


def test_the_same_pages_are_there_as_drafts_of_their_own(province):
    done = switch_on(language=KHMER)

    ours, theirs = structure("vi"), structure("km")
    assert [page.translation_key for page in theirs] == [page.translation_key for page in ours]
    assert [page.depth for page in theirs] == [page.depth for page in ours]
    assert {page.alias_of_id for page in theirs} == {None}
    assert not any(page.live for page in theirs)
    assert [page.pk for page in done.made] == [page.pk for page in done.waiting]
    assert len(theirs) == 4  # home, its section, an office, its section


def test_switching_on_again_adds_only_what_is_missing(province):
    switch_on(language=KHMER)
    section = SectionPage.objects.filter(locale__language_code="km").first()
    section.title = "ព័ត៌មាន"
    section.save_revision()

    again = switch_on(language=KHMER)

    assert again.made == []
    assert len(again.waiting) == 4
    assert section.get_latest_revision().content["title"] == "ព័ត៌មាន"
    assert LanguageSwitch.objects.count() == 1


def test_a_copy_brings_no_vietnamese_but_the_title_that_is_to_be_translated(province):
    home = province.home.specific
    home.intro = "Lời dẫn tiếng Việt"
    home.save_revision()
    publish_words(home)

    switch_on(language=KHMER)

    copy = OfficePage.objects.get(locale__language_code="km")
    assert (copy.title, copy.intro) == (home.title, "")


def publish_words(page):
    from cms.structure_changes import changing

    with changing():
        page.get_latest_revision().publish(skip_permission_checks=True)


def test_writers_get_their_part_of_the_tree_in_the_language(province):
    editor = make_user(province, Role.EDITOR)
    central = make_user(province.parent, Role.EDITOR)

    switch_on(language=KHMER)

    office = OfficePage.objects.get(locale__language_code="km")
    national = structure("km")[1]
    assert office.permissions_for_user(editor).can_edit()
    assert not national.permissions_for_user(editor).can_edit()
    assert national.permissions_for_user(central).can_edit()
    assert not structure("km")[0].permissions_for_user(central).can_edit()


def test_switching_on_is_in_the_audit_log(province, leader):
    switch_on(language=KHMER, user=leader)
    entry = ModelLogEntry.objects.get(action="cms.switch_language_on")
    assert (entry.user, entry.data["language"]) == (leader, "km")


def test_a_page_more_costs_a_bounded_number_of_queries(province, django_assert_max_num_queries):
    make_province()
    make_province()
    with django_assert_max_num_queries(8 * 75):
        assert len(switch_on(language=KHMER).made) == 8
    with django_assert_max_num_queries(16):
        switch_on(language=KHMER)


def test_readers_get_the_page_of_the_language_when_a_leader_put_it_there(client, leader):
    switch_on(language=KHMER)
    home = structure("km")[0]
    assert client.get("/km/").status_code == 404

    put_on_the_portal(home, "សន្តិសុខសង្គម", leader)

    html = client.get("/km/").content.decode()
    assert "សន្តិសុខសង្គម" in html
    assert '<html lang="km-VN">' in html


def test_vietnamese_does_not_answer_at_the_address_of_another_language(client, province):
    article = publish(make_article(province.parent))
    assert client.get(f"/rad{article.url}").status_code == 404
    assert client.get(f"/en{article.url}").status_code == 200


# --- off ----------------------------------------------------------------------------------------


def refused(act, *words):
    with override("en"), pytest.raises((SwitchRefused, StructureRefused)) as refusal:
        act()
    assert all(word in str(refusal.value) for word in words), refusal.value


def test_switched_off_it_keeps_everything_as_drafts(client, leader):
    pages = open_in_khmer(leader)
    assert client.get("/km/").status_code == 200

    left = switch_off(language=KHMER, user=leader, reason="Không còn người dịch")

    assert [page.pk for page in left] == [page.pk for page in pages]
    assert [page.title for page in structure("km")] == [page.title for page in pages]
    assert not any(page.live for page in structure("km"))
    assert client.get("/km/").status_code == 404
    assert client.get("/").status_code == 200
    assert is_switched_off("km")
    assert not is_on("km")


def test_who_took_the_pages_off_and_why_is_sealed(leader):
    open_in_khmer(leader)
    switch_off(language=KHMER, user=leader, reason="Không còn người dịch")

    records = StructureRecord.objects.filter(act=StructureRecord.Act.TAKEN_OFF)
    assert {(record.user_name, record.reason) for record in records} == {
        (str(leader), "Không còn người dịch")
    }
    assert records.count() == 4


def test_what_readers_read_does_not_vanish(leader, province):
    open_in_khmer(leader)
    article = publish(make_article(province.parent, title="Lương hưu"))
    translated = publish(article.copy_for_translation(Locale.objects.get(language_code="km")))

    refused(
        lambda: switch_off(language=KHMER, user=leader, reason="Thôi"), "Lương hưu", "Take down"
    )

    translated.refresh_from_db()
    assert translated.live
    assert is_on("km")


def test_drafts_of_items_stay_and_wait_for_the_language_to_come_back(leader, province):
    open_in_khmer(leader)
    article = publish(make_article(province.parent))
    draft = article.copy_for_translation(Locale.objects.get(language_code="km"))

    switch_off(language=KHMER, user=leader, reason="Tạm thời")

    assert Page.objects.filter(pk=draft.pk).exists()
    switch_on(language=KHMER)
    assert is_on("km")
    assert Page.objects.filter(pk=draft.pk).exists()


def test_what_is_being_approved_is_decided_first(leader, province, fake_package):
    open_in_khmer(leader)
    article = publish(make_article(province.parent, title="Đang duyệt"))
    draft = article.copy_for_translation(Locale.objects.get(language_code="km"))
    editor = make_user(province.parent, Role.EDITOR)
    draft.save_revision(user=editor)
    approval.submit_for_approval(page=draft, user=editor)

    refused(lambda: switch_off(language=KHMER, user=leader, reason="Thôi"), "Đang duyệt")


def test_only_a_leader_of_the_centre_takes_a_language_off_the_portal(leader, province):
    open_in_khmer(leader)
    other = make_user(province, Role.LEADER)

    refused(lambda: switch_off(language=KHMER, user=other, reason="Thôi"), "no leader")

    assert all(page.live for page in structure("km"))


def test_it_is_not_switched_off_without_a_reason(leader):
    open_in_khmer(leader)
    refused(lambda: switch_off(language=KHMER, user=leader, reason=" "), "Say why")


@pytest.mark.parametrize(("code", "said"), [("vi", "always on"), ("hmn", "is not switched on")])
def test_what_cannot_be_switched_off_is_said(leader, code, said):
    refused(lambda: switch_off(language=BY_CODE[code], user=leader, reason="Thôi"), said)
