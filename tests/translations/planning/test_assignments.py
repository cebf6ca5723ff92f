"""Rows of “Giao việc”."""

from datetime import date

import pytest

from tests.factories.translations import Booth
from translations.models import TranslationRequest
from translations.planning.assignments import rows_of
from translations.planning.shown import with_people
from translations.services import Plan

pytestmark = pytest.mark.django_db


def test_requests_of_a_language_that_stand_alike_share_a_row():
    booth = Booth(languages=["km", "hmn"])
    other = Booth(booth.office, languages=["km"])
    TranslationRequest.objects.filter(language="hmn").update(due_on=date(2027, 1, 4))

    rows = rows_of(with_people(TranslationRequest.objects.order_by("pk")), booth.editor)

    found = {row.language: row for row in rows}
    assert len(rows) == 2
    assert {one.page_id for one in found["km"].requests} == {booth.page.pk, other.page.pk}
    assert found["hmn"].plan == Plan(due_on=date(2027, 1, 4))


def test_those_who_are_given_to_different_people_stand_apart():
    booth = Booth(languages=["km"])
    Booth(booth.office, languages=["km"])
    TranslationRequest.objects.filter(page=booth.page).update(assignee=booth.translator)

    rows = rows_of(with_people(TranslationRequest.objects.order_by("pk")), booth.editor)

    assert [row.plan.assignee for row in rows] == [booth.translator, None]


def test_what_was_typed_is_shown_beside_what_stands():
    booth = Booth(languages=["km"])
    typed = {booth.request().pk: Plan(booth.translator)}

    (row,) = rows_of(with_people(TranslationRequest.objects.all()), booth.editor, typed)

    assert (row.plan, row.shown) == (Plan(), Plan(booth.translator))


def test_whoever_is_named_is_among_those_to_choose_even_without_the_role():
    booth = Booth(languages=["km"])
    TranslationRequest.objects.update(assignee=booth.editor)

    (row,) = rows_of(with_people(TranslationRequest.objects.all()), booth.editor)

    assert row.translators[0] == booth.editor
