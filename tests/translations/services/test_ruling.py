"""The centre says what local copies may change."""

import pytest
from wagtail.models import PageLogEntry

from tests.factories.following import edition_of, make_copy, make_editor, make_national
from tests.factories.offices import make_centre, make_province
from translations.copies.rules import rules_of
from translations.errors import NotYours, Refused
from translations.models import LocalRule
from translations.services import set_rules

pytestmark = pytest.mark.django_db


def test_the_rules_replace_those_before():
    page, user = make_national(), make_editor(make_centre())
    assert set_rules(page=page, rules={"a": ("locked", "x"), "b": ("slot", "")}, user=user)
    assert set_rules(page=page, rules={"b": ("locked", " Vì luật ")}, user=user)
    rules = rules_of(edition_of(page))
    assert (rules.locked, rules.slots, rules.notes) == ({"b"}, frozenset(), {"b": "Vì luật"})


def test_saying_the_same_again_changes_nothing():
    page, user = make_national(), make_editor(make_centre())
    set_rules(page=page, rules={"a": ("locked", "x")}, user=user)
    assert not set_rules(page=page, rules={"a": ("locked", "x")}, user=user)
    assert PageLogEntry.objects.filter(action="translations.copy_rules").count() == 1


def test_only_the_centres_people_and_only_for_its_own_items():
    page, office = make_national(), make_province()
    with pytest.raises(NotYours):
        set_rules(page=page, rules={}, user=make_editor(office))
    with pytest.raises(Refused, match="Chỉ bài của Trung ương"):
        set_rules(page=make_copy(page, office), rules={}, user=make_editor(office))
    assert not LocalRule.objects.exists()


def test_there_are_two_rules():
    with pytest.raises(Refused):
        set_rules(page=make_national(), rules={"a": ("free", "")}, user=make_editor(make_centre()))


def test_an_item_that_is_gone_has_none():
    assert not rules_of(None).by_place
