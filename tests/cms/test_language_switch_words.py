"""Vietnamese words are never put on the portal as another language's."""

import pytest
from django.utils.translation import override

from cms.language_switch import switch_on
from cms.language_switch_words import untranslated, untranslated_of
from cms.languages import BY_CODE
from cms.models import Role, SectionPage
from cms.structure_release import StructureRefused, draft_of, publish_structure
from cms.structure_waiting import waiting_pages
from tests.factories.offices import make_centre, make_section
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return make_centre()


@pytest.fixture
def leader(centre):
    return make_user(centre, Role.LEADER)


@pytest.fixture
def home(centre):
    switch_on(language=BY_CODE["tyz"])
    return centre.home.specific.get_translations().get()


def publish(page, leader, **more):
    publish_structure(
        page=page, user=leader, reason="Đã đọc", fingerprint=draft_of(page).fingerprint, **more
    )


@pytest.mark.parametrize("title", ["Bảo hiểm xã hội Việt Nam", "BẢO HIỂM  xã hội Việt Nam "])
def test_a_vietnamese_title_does_not_go_on_the_portal(home, leader, title):
    home.title = title
    home.save_revision(user=make_user())

    with override("en"), pytest.raises(StructureRefused, match="Still in Vietnamese: title"):
        publish(home, leader)

    home.refresh_from_db()
    assert not home.live


def test_a_vietnamese_introduction_does_not_either(centre, home, leader):
    source = centre.home.specific
    source.intro = "Lời dẫn"
    source.save_revision()
    from cms.structure_changes import changing

    with changing():
        source.get_latest_revision().publish(skip_permission_checks=True)
    home.title, home.intro = "Bảo hiểm xạ hội", "Lời dẫn"
    home.save_revision(user=make_user())

    with override("en"), pytest.raises(StructureRefused, match="introduction"):
        publish(home, leader)


def test_a_leader_may_say_that_both_languages_use_the_same_word(home, leader):
    home.save_revision(user=make_user())

    publish(home, leader, same_words=True)

    home.refresh_from_db()
    assert home.live


def test_a_draft_with_the_vietnamese_title_waits_for_no_leader(home, leader):
    assert waiting_pages() == []

    home.title = "Bảo hiểm xạ hội"
    home.save_revision(user=make_user())

    assert [one.page.pk for one in waiting_pages()] == [home.pk]


def test_a_vietnamese_page_is_never_untranslated(centre):
    home = centre.home.specific
    assert untranslated(home, {"title": home.title}) == []


def test_many_pages_cost_as_many_queries_as_one(centre, home, django_assert_num_queries):
    for number in range(3):
        make_section(centre, f"Mục {number}")
    pages = list(SectionPage.objects.filter(locale__language_code="tyz"))
    words = {page.pk: {"title": page.title} for page in pages}

    with django_assert_num_queries(2):
        found = untranslated_of(pages, words)

    assert found == {page.pk: ["title"] for page in pages}
