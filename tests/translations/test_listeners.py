"""Whom a recording is asked to be heard by."""

import pytest

from cms.models import Role
from tests.factories.translations import make_linguist
from tests.factories.voices import Studio
from translations.listeners import listeners, may_hear
from translations.models import TranslationRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    made = Studio()
    made.translate()
    return made


def test_language_reviewers_of_the_office_are_asked(studio):
    make_linguist(studio.office.parent, Role.LANGUAGE_REVIEWER, "km")
    make_linguist(studio.office, Role.LANGUAGE_REVIEWER, "hmn")

    assert listeners(studio.bring()) == [studio.reviewer, studio.other_reviewer]


def test_those_above_where_the_office_has_none(studio):
    above = make_linguist(studio.office.parent, Role.LANGUAGE_REVIEWER, "km")
    for one in (studio.reviewer, studio.other_reviewer):
        one.memberships.all().delete()

    assert listeners(studio.bring()) == [above]


def test_a_reviewer_who_is_named_is_asked_alone(studio):
    TranslationRequest.objects.filter(pk=studio.request().pk).update(reviewer=studio.other_reviewer)

    assert listeners(studio.bring()) == [studio.other_reviewer]


def test_without_those_who_took_part(studio):
    TranslationRequest.objects.filter(pk=studio.request().pk).update(reviewer=studio.reviewer)
    version = studio.bring(user=studio.reviewer, reader_name=str(studio.other_reviewer))

    assert listeners(version) == []
    assert not may_hear(version, studio.reviewer)
    assert not may_hear(version, studio.other_reviewer)
