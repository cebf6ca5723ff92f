import pytest

from cms.models import Role
from tests.factories.offices import make_centre, make_province
from tests.factories.translations import make_linguist
from tests.factories.users import make_user
from translations.memory.rights import MemoryRights

pytestmark = pytest.mark.django_db


def test_a_province_sees_the_centre_s_and_its_own_units():
    office, other = make_province(), make_province()
    rights = MemoryRights(make_linguist(office, Role.TRANSLATOR))
    assert rights.provinces == [office]
    assert rights.may_see_of(None)
    assert not rights.may_see_of(other)
    assert not rights.may_keep(office, "km")


def test_a_reviewer_answers_for_the_own_province_in_the_own_languages():
    office = make_province()
    rights = MemoryRights(make_linguist(office, Role.LANGUAGE_REVIEWER, "km"))
    assert rights.may_keep(office, "km")
    assert not rights.may_keep(office, "rad")
    assert not rights.may_keep(None, "km")


@pytest.mark.parametrize("role", [Role.LANGUAGE_REVIEWER, Role.LEADER])
def test_the_centre_answers_for_all(role):
    office = make_province()
    rights = MemoryRights(make_linguist(make_centre(), role))
    assert rights.provinces == [office]
    assert rights.may_keep(None, "km")
    assert rights.may_keep(office, "km")


def test_an_administrator_sees_and_changes_nothing():
    office = make_province()
    rights = MemoryRights(make_user(is_superuser=True))
    assert rights.may_see_of(office)
    assert not rights.may_keep(office, "km")


def test_who_neither_writes_nor_edits_sees_nothing():
    assert not MemoryRights(make_user(make_province(), Role.OBSERVER)).may_see


def test_the_first_language_that_is_named_for_a_person_is_theirs():
    office = make_province()
    assert MemoryRights(make_linguist(office, Role.TRANSLATOR, "rad", "km")).own_language == "rad"
    assert MemoryRights(make_linguist(office, Role.TRANSLATOR)).own_language == ""
