"""Whose translations a person sees."""

import pytest

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.translations import Booth, make_linguist
from tests.factories.users import make_user
from translations.models import TranslationRequest
from translations.planning.visibility import may_look, visible_to

pytestmark = pytest.mark.django_db


def seen(user) -> set[str]:
    return set(visible_to(user).values_list("language", flat=True))


@pytest.mark.parametrize("role", Role.values)
def test_everybody_sees_their_own_offices_and_nobody_anothers(role):
    booth = Booth()

    assert seen(make_user(booth.office, role)) == {"km", "hmn"}
    assert seen(make_user(make_province(), role)) == set()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.EDITOR, True), (Role.LEADER, True), (Role.SECTION_HEAD, True),
        (Role.OBSERVER, True), (Role.TRANSLATOR, True), (Role.LANGUAGE_REVIEWER, True),
        (Role.CHANNEL_KEEPER, False), (Role.SECRETARY, False), (Role.GRASSROOTS_OFFICER, False),
    ],
)  # fmt: skip
def test_from_above_see_those_who_answer_for_them_or_work_on_them(role, sees):
    booth = Booth()
    person = make_user(booth.office.parent, role)

    assert bool(seen(person)) is sees
    assert may_look(booth.page, person) is sees


def test_languages_narrow_what_translators_of_other_offices_see():
    booth = Booth()

    assert seen(make_linguist(booth.office.parent, Role.TRANSLATOR, "hmn")) == {"hmn"}


def test_who_is_named_sees_it_from_any_office():
    booth = Booth()
    guest = make_linguist(make_province(), Role.TRANSLATOR, "km")
    assert not may_look(booth.page, guest)

    TranslationRequest.objects.filter(language="km").update(assignee=guest)

    assert seen(guest) == {"km"}
    assert may_look(booth.page, guest)


def test_administrators_see_everything_and_those_who_left_nothing():
    booth = Booth()

    assert seen(make_user(is_superuser=True)) == {"km", "hmn"}
    assert seen(make_user(booth.office, Role.EDITOR, is_active=False)) == set()
