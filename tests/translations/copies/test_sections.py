"""Where in an office's part of the tree a local copy lies."""

import pytest

from cms.models import SectionPage
from tests.factories.following import make_national
from tests.factories.offices import make_province, make_section, section_of
from translations.copies.sections import sections_of, shelf_for

pytestmark = pytest.mark.django_db


def test_the_section_of_the_same_name_answers():
    office = make_province()
    shelf = shelf_for(make_national(), office)
    assert (shelf.section, shelf.answers) == (section_of(office), True)


def test_without_one_it_is_the_nearest_and_says_so():
    office = make_province()
    SectionPage.objects.filter(pk=section_of(office).pk).update(slug="khac")
    shelf = shelf_for(make_national(), office)
    assert (shelf.section, shelf.answers) == (section_of(office), False)


def test_sections_on_the_portal_come_first():
    office = make_province()
    draft = section_of(office)
    later = make_section(office, "Hướng dẫn")
    SectionPage.objects.filter(pk=draft.pk).update(live=False)
    assert [each.pk for each in sections_of(office)] == [later.pk, draft.pk]


def test_an_office_without_sections_has_no_place():
    office = make_province()
    office.home = None
    assert sections_of(office) == []
    assert shelf_for(make_national(), office) is None
