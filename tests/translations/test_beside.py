"""A translated page beside its source, as its approver reads it."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.packages import release
from tests.factories.tongues import said
from tests.factories.translated_posts import BoothDesk
from tests.factories.translations import Booth, open_language
from translations import services
from translations.beside import beside

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    made = Booth()
    open_language(made.office, "km")
    made.translate()
    return made


def build(booth, **more):
    given = {"request": booth.request(), "user": booth.translator} | more
    return services.build_page(**given)


def shown(built):
    return beside(built.page.specific, built.revision)


def pair(built, words):
    return next(each for each in shown(built).pairs if words in each.source)


def test_every_text_of_the_source_stands_beside_its_translation(booth):
    built = build(booth)

    found = shown(built)

    assert (found.language.code, found.is_update, found.changed) == ("km", False, 0)
    for each in found.pairs:
        assert each.translation == said(each.source, "km")
    assert "⟨" not in "".join(each.source + each.translation for each in found.pairs)


def test_days_are_shown_as_people_write_them():
    booth = Booth(effective_from=dt.date(2025, 7, 1))
    open_language(booth.office, "km")
    booth.translate()

    assert pair(build(booth), "01/07/2025").translation == "01/07/2025"


def test_placeholders_stand_where_facts_will_be():
    booth = Booth(lead="Gọi {{hotline}} để hỏi.")
    open_language(booth.office, "km")
    booth.translate()

    assert "{{hotline}}" in pair(build(booth), "Gọi {{hotline}} để hỏi.").translation


def test_of_a_new_version_what_differs_from_what_is_live_is_marked(booth):
    release(BoothDesk(booth, build(booth).page))
    booth.revise("4,5%", "5%")
    booth.translate("5%")

    built = build(booth)

    found = shown(built)
    assert (found.is_update, found.changed) == (True, 1)
    changed = pair(built, "5%")
    assert (changed.translation, changed.before) == (said("5%", "km"), said("4,5%", "km"))
    assert "<ins" in changed.html
    assert "<del" in changed.html


def test_what_is_left_out_in_the_language_says_so(booth):
    uuid = booth.segment("Mở ứng dụng").uuid
    services.reopen(
        request=booth.request(), user=booth.reviewer, seen=booth.seen("Mở ứng dụng"), reason="Sai"
    )
    built = build(booth, user=booth.leader, reason="Cần đăng ngay")
    assert uuid in {gap.segment for gap in built.gaps}

    assert pair(built, "Mở ứng dụng").is_left_out
    assert pair(built, "Bấm nộp").is_left_out  # half of the steps would mislead
    assert not pair(built, "Cần nhớ").is_left_out


def test_the_source_is_that_which_the_page_was_built_from(booth):
    built = build(booth)
    booth.revise("4,5%", "5%")

    assert pair(built, "4,5%").translation == said("4,5%", "km")


def test_other_pages_have_nothing_beside_them(booth, django_assert_num_queries):
    revision, _edition = booth.page.get_latest_revision(), booth.page.edition
    with django_assert_num_queries(0):
        assert beside(booth.page, revision) is None


def test_a_long_page_costs_no_more_queries(booth, django_assert_max_num_queries):
    built = build(booth)
    page, _edition = built.page.specific, built.page.specific.edition
    with django_assert_max_num_queries(6):
        assert beside(page, built.revision)


def test_the_approval_screen_shows_both(booth, client):
    built = build(booth)
    desk = BoothDesk(booth, built.page)
    step = desk.submit()
    client.force_login(booth.leader)

    page = client.get(reverse("loa_approve", args=[step.pk])).content.decode()

    assert "Mang theo thẻ căn cước" in page
    assert said("Mang theo thẻ căn cước", "km") in page
    assert 'lang="km-VN"' in page
    assert 'href="#loa-beside"' in page
    assert reverse("translations_editor", args=[booth.request().pk]) in page
