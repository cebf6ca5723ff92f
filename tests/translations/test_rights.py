"""Who may do what, by role, language and office."""

import pytest

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.translations import Booth, make_linguist
from tests.factories.users import make_user
from translations.rights import Rights, people_for

pytestmark = pytest.mark.django_db

ALL = (
    "may_assign", "may_write", "may_review", "may_build", "may_build_with_gaps",
    "may_choose_listening",
)  # fmt: skip
ALLOWED = {
    Role.EDITOR: {"may_assign", "may_build"},
    Role.SECTION_HEAD: {"may_assign", "may_build"},
    Role.LEADER: {"may_assign", "may_build", "may_build_with_gaps", "may_choose_listening"},
    Role.TRANSLATOR: {"may_write", "may_build"},
    Role.LANGUAGE_REVIEWER: set(ALL) - {"may_assign"},
}


@pytest.mark.parametrize("role", Role.values)
def test_each_role_may_what_it_may_in_its_office_and_below_and_nowhere_else(role):
    booth = Booth()
    request = booth.request()

    def may(user) -> set[str]:
        return {name for name in ALL if getattr(Rights(user), name)(request)}

    assert may(make_user(booth.office, role)) == ALLOWED.get(role, set())
    assert may(make_user(booth.office.parent, role)) == ALLOWED.get(role, set())
    assert may(make_user(make_province(), role)) == set()
    assert may(make_user(booth.office, role, is_active=False)) == set()


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.LANGUAGE_REVIEWER])
def test_languages_narrow_a_role(role):
    booth = Booth()
    rights = Rights(make_linguist(booth.office, role, "hmn", "rad"))

    assert rights.may_write(booth.request("hmn"))
    assert not rights.may_write(booth.request("km"))
    assert rights.may_review(booth.request("hmn")) is (role == Role.LANGUAGE_REVIEWER)


def test_who_is_named_on_a_request_works_on_it_from_any_office_in_their_language_only():
    booth = Booth()
    guest = make_linguist(make_province(), Role.TRANSLATOR, "km")
    for language in ("km", "hmn"):
        request = booth.request(language)
        request.assignee = guest
        request.save()

    assert Rights(guest).may_write(booth.request("km"))
    assert not Rights(guest).may_write(booth.request("hmn"))
    assert not Rights(guest).may_review(booth.request("km"))


def test_administrators_ask_but_do_not_translate():
    booth = Booth()
    rights = Rights(make_user(is_superuser=True))

    assert rights.may_request(booth.page)
    assert rights.may_assign(booth.request())
    assert not rights.may_write(booth.request())
    assert not rights.may_review(booth.request())
    assert not rights.may_vouch(booth.page)


def test_people_who_could_be_asked_are_those_of_the_language():
    booth = Booth()
    khmer = make_linguist(booth.office, Role.TRANSLATOR, "km")
    elsewhere = make_linguist(make_province(), Role.TRANSLATOR, "km")
    make_linguist(booth.office, Role.TRANSLATOR, "rad")

    assert people_for("km", Role.TRANSLATOR, booth.office) == [booth.translator, khmer]
    assert people_for("km", Role.TRANSLATOR) == [booth.translator, khmer, elsewhere]
