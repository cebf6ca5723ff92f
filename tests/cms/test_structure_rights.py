"""Who reads and who vouches for the words around the items."""

import pytest
from wagtail.models import Locale

from cms.models import Role
from cms.structure_changes import changing
from cms.structure_rights import deciders, is_leader_for, may_read, office_behind
from tests.factories.offices import make_centre, make_province, section_of
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_the_office_of_a_translated_section_is_that_of_the_original():
    office = make_province()
    english = Locale.objects.create(language_code="en")
    with changing():
        copy = section_of(office).copy_for_translation(english, copy_parents=True, alias=True)

    assert office_behind(copy) == office


def test_leaders_of_the_office_and_of_the_centre_vouch_and_no_others():
    office = make_province()
    page = section_of(office)
    own, above = make_user(office, Role.LEADER), make_user(make_centre(), Role.LEADER)

    assert is_leader_for(page, own)
    assert is_leader_for(page, above)
    for other in (
        make_user(make_province(), Role.LEADER),
        make_user(office, Role.EDITOR),
        make_user(office, Role.LEADER, is_active=False),
        make_user(is_superuser=True),
    ):
        assert not is_leader_for(page, other)


def test_the_centre_is_asked_where_the_only_leader_wrote_the_draft():
    office = make_province()
    own, above = make_user(office, Role.LEADER), make_user(make_centre(), Role.LEADER)
    page = section_of(office)
    assert deciders(page) == [own]

    page.intro = "Mới"
    page.save_revision(user=own, log_action=True)

    assert deciders(page) == [above]


def test_another_office_reads_no_draft():
    office = make_province()
    page = section_of(office)

    assert may_read(page, make_user(office, Role.OBSERVER))
    assert not may_read(page, make_user(make_province(), Role.EDITOR))
