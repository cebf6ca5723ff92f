"""Whom a request can be given to."""

import pytest

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.translations import Booth, make_linguist
from tests.factories.users import make_user
from translations.planning.people import People

pytestmark = pytest.mark.django_db


def test_those_who_name_the_language_come_before_those_who_take_every_one():
    booth = Booth()
    khmer = make_linguist(booth.office, Role.TRANSLATOR, "km")
    make_linguist(booth.office, Role.TRANSLATOR, "rad")

    found = People([booth.office]).translators("km")

    assert found == [khmer, booth.translator, booth.reviewer, booth.other_reviewer]


def test_only_language_reviewers_review():
    booth = Booth()

    assert People([booth.office]).reviewers("km") == [booth.reviewer, booth.other_reviewer]


def test_offices_above_are_asked_and_those_beside_only_by_whoever_answers_for_both():
    booth = Booth()
    above = make_linguist(booth.office.parent, Role.TRANSLATOR, "km")
    beside = make_linguist(make_province(), Role.TRANSLATOR, "km")

    assert above in People([booth.office]).translators("km")
    assert beside not in People([booth.office], booth.editor).translators("km")
    central = make_user(booth.office.parent, Role.EDITOR)
    assert beside in People([booth.office], central).translators("km")
    assert beside in People([booth.office], make_user(is_superuser=True)).translators("km")


def test_who_left_is_not_offered():
    booth = Booth()
    gone = make_linguist(booth.office, Role.TRANSLATOR, "km", is_active=False)

    assert gone not in People([booth.office]).translators("km")


def test_one_query_whatever_is_asked(django_assert_num_queries):
    booth = Booth()
    offices = [booth.office]
    booth.office.parent  # noqa: B018  loaded with the request, as screens do

    with django_assert_num_queries(2):
        people = People(offices, booth.editor)
        for code in ("km", "hmn", "rad"):
            people.translators(code)
            people.reviewers(code)
