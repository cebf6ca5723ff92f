import pytest

from cms.languages import LANGUAGES
from cms.models import Role
from tests.factories.offices import make_centre, make_province
from tests.factories.terms import make_term
from tests.factories.translations import make_linguist
from tests.factories.users import make_user
from translations.glossary.rights import GlossaryRights

pytestmark = pytest.mark.django_db


def test_a_translator_writes_in_their_languages_and_imports_nothing():
    rights = GlossaryRights(make_linguist(make_province(), Role.TRANSLATOR, "km", "rad"))
    assert sorted(rights.languages) == ["km", "rad"]
    assert rights.may_add
    assert not rights.may_change(make_term("lương"))
    assert rights.languages_imported == []


def test_a_reviewer_of_the_centre_imports_in_their_languages():
    rights = GlossaryRights(make_linguist(make_centre(), Role.LANGUAGE_REVIEWER, "km"))
    assert rights.languages_imported == ["km"]
    assert rights.may_change(make_term("lương"))
    assert not rights.may_delete


def test_a_leader_of_the_centre_may_all():
    rights = GlossaryRights(make_user(make_centre(), Role.LEADER))
    assert len(rights.languages_imported) == len(LANGUAGES) - 1
    assert rights.may_delete


@pytest.mark.parametrize("role", [Role.LEADER, Role.EDITOR, Role.OBSERVER])
def test_others_only_read(role):
    rights = GlossaryRights(make_user(make_province(), role))
    assert not rights.may_add
    assert not rights.may_delete
    assert rights.languages_imported == []
