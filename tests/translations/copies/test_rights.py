"""Who may do what with a local copy."""

import pytest

from cms.models import Role
from tests.factories.following import edition_of, make_copy, make_editor, make_national
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user
from translations.copies.rights import may_detach, may_follow, may_make, may_rule

pytestmark = pytest.mark.django_db
WRITERS = {Role.EDITOR, Role.SECTION_HEAD, Role.LEADER}


@pytest.mark.parametrize("role", Role.values)
def test_by_role_and_only_in_ones_own_office(role):
    office = make_province()
    source = make_national()
    copy = edition_of(make_copy(source, office))
    own, other = make_user(office, role), make_user(make_province(), role)
    assert may_make(own, office) == may_follow(own, copy) == (role in WRITERS)
    assert may_detach(own, copy) == (role == Role.LEADER)
    for asked in (may_follow, may_detach):
        assert not asked(other, copy)
    assert not may_make(other, office)
    assert not may_rule(own, edition_of(source))


def test_the_centre_makes_copies_for_others_but_does_not_decide_for_them():
    office = make_province()
    source = make_national()
    copy = edition_of(make_copy(source, office))
    editor = make_editor(make_centre(), Role.LEADER)
    assert may_make(editor, office)
    assert may_rule(editor, edition_of(source))
    assert not may_follow(editor, copy)
    assert not may_detach(editor, copy)


def test_administrators_do_none_of_it():
    copy = edition_of(make_copy())
    admin = make_user(is_superuser=True)
    assert not may_make(admin, copy.office)
    assert not may_follow(admin, copy)
