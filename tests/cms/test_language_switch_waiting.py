import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.language_switch import switch_off, switch_on
from cms.language_switch_waiting import Around, around, standings
from cms.languages import BY_CODE, LANGUAGES
from cms.models import Role
from tests.cms.test_language_switch import open_in_khmer, structure
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
KHMER = BY_CODE["km"]


def seen() -> Around:
    """By somebody who may read every draft."""
    return around(KHMER, make_user(is_superuser=True))


def test_a_language_that_was_never_on_waits_for_nothing():
    make_province()
    assert len(standings()) == len(LANGUAGES) - 1
    assert not any(one.is_on for one in standings())
    found = around(KHMER, make_user(is_superuser=True))
    assert (found.untitled, found.for_leader, found.live, found.missing) == ([], [], [], 0)


def test_new_pages_wait_for_their_titles_from_the_top_down():
    make_province()
    switch_on(language=KHMER)
    found = seen()
    assert [page.pk for page in found.untitled] == [page.pk for page in structure("km")]
    assert found.for_leader == []
    (first, *_others) = standings()
    assert (first.language, first.is_on, first.pages) == (KHMER, True, len(structure("km")))


def test_what_was_written_waits_for_a_leader():
    make_province()
    switch_on(language=KHMER)
    page = structure("km")[0].specific
    page.title = "ទំព័រដើម"
    page.save_revision(user=make_user(), log_action=True)
    found = seen()
    assert [one.page.pk for one in found.for_leader] == [page.pk]
    assert page.pk not in [one.pk for one in found.untitled]


def test_on_the_portal_nothing_waits_and_what_leaves_is_counted():
    leader = make_user(make_province().parent, Role.LEADER)
    open_in_khmer(leader)
    found = seen()
    assert (found.untitled, found.for_leader, found.missing) == ([], [], 0)
    assert len(found.live) == len(structure("km"))
    switch_off(language=KHMER, user=leader, reason="Thôi")
    assert not standings()[0].is_on


def test_pages_are_made_some_at_a_time():
    make_province()
    done = switch_on(language=KHMER, most=1)
    assert len(done.made) == 1
    left = seen().missing
    assert left
    switch_on(language=KHMER, most=left)
    assert seen().missing == 0


def test_drafts_of_another_office_are_counted_and_not_named():
    office = make_province()
    switch_on(language=KHMER)
    page = Page.objects.get(translation_key=office.home.translation_key, locale__language_code="km")
    page = page.specific
    page.title = "ខេត្ត"
    page.save_revision(user=make_user(), log_action=True)
    found = around(KHMER, make_user(make_province(), Role.EDITOR))
    assert (found.for_leader, found.others) == ([], 1)


def test_many_pages_take_as_many_queries_as_few():
    make_province()
    user = make_user(is_superuser=True)
    switch_on(language=KHMER)

    def queries() -> int:
        with CaptureQueriesContext(connection) as done:
            around(KHMER, user)
        return len(done)

    queries()
    few = queries()
    for _number in range(3):
        make_province()
    switch_on(language=KHMER)
    assert queries() <= few + 2
