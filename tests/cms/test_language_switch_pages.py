"""Pages that go on the portal later get theirs in every language that is on."""

import pytest
from wagtail.models import Locale, Page

from cms.language_switch import switch_on
from cms.language_switch_pages import make_missing, pages_in
from cms.languages import BY_CODE
from cms.models import SectionPage
from cms.structure_changes import changing
from tests.factories.offices import make_centre, make_province, make_section, section_of

pytestmark = pytest.mark.django_db


def in_khmer(page: Page) -> Page | None:
    return Page.objects.filter(
        translation_key=page.translation_key, locale__language_code="km"
    ).first()


@pytest.fixture
def centre():
    centre = make_centre()
    switch_on(language=BY_CODE["km"])
    return centre


def test_a_section_that_is_made_later_gets_its_own(centre):
    section = make_section(centre, "Chính sách")

    copy = in_khmer(section)
    assert copy.get_parent() == in_khmer(centre.home)
    assert (copy.live, copy.alias_of_id) == (False, None)


def test_a_section_gets_it_when_it_goes_on_the_portal(centre):
    draft = SectionPage(title="Chưa đăng", live=False)
    centre.home.specific.add_child(instance=draft)
    draft.save_revision()
    assert in_khmer(draft) is None

    with changing():
        draft.get_latest_revision().publish(skip_permission_checks=True)

    assert in_khmer(draft) is not None


def test_an_office_that_is_founded_later_gets_its_pages(centre):
    province = make_province()

    assert in_khmer(province.home) is not None
    assert in_khmer(section_of(province)).get_parent() == in_khmer(province.home)


def test_a_language_that_was_never_switched_on_gets_nothing(centre):
    Locale.objects.create(language_code="rad")
    section = make_section(centre, "Chính sách")
    assert [page.locale.language_code for page in section.get_translations()] == ["km"]


def test_what_is_missing_above_one_page_is_made_without_the_rest(centre):
    province = make_province()
    locale = Locale.objects.create(language_code="rad")

    made = make_missing(locale, around=section_of(province))

    keys = [centre.home, province.home, section_of(province)]
    assert [page.translation_key for page in made] == [page.translation_key for page in keys]
    assert pages_in(locale) == made
