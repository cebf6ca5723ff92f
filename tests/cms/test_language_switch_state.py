"""Which languages are on, and which of their pages lead nowhere yet."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from cms.approval.readiness import problems
from cms.language_switch import switch_on
from cms.language_switch_state import (
    SwitchRefused,
    is_on,
    is_switched_off,
    not_live_above,
    on,
    require_on,
)
from cms.languages import BY_CODE
from cms.models import LanguageSwitch
from tests.factories.offices import make_centre
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(make_centre(), live=True)


def test_languages_that_are_on_are_listed_in_the_order_of_the_registry(article):
    assert on() == [BY_CODE["vi"]]
    switch_on(language=BY_CODE["rad"])
    switch_on(language=BY_CODE["km"])

    assert on() == [BY_CODE["vi"], BY_CODE["km"], BY_CODE["rad"]]
    assert is_on("vi")


def test_a_language_that_was_never_on_is_neither_on_nor_switched_off(article):
    Locale.objects.create(language_code="hmn")
    assert not is_on("hmn")
    assert not is_switched_off("hmn")


def test_who_needs_a_language_is_told_to_have_it_switched_on(article):
    switch_on(language=BY_CODE["km"])
    require_on("km")
    with override("en"), pytest.raises(SwitchRefused, match=r"^Hmong .* is not switched on"):
        require_on("hmn")


def test_pages_above_that_are_not_on_the_portal_are_named_from_the_top(article):
    switch_on(language=BY_CODE["km"])
    draft = article.copy_for_translation(Locale.objects.get(language_code="km"))

    titles = [page.title for page in not_live_above(draft)]

    assert titles == ["Bảo hiểm xã hội Việt Nam", "Tin tức"]
    assert not_live_above(article) == []


def test_nobody_is_asked_to_approve_what_nobody_could_read(article):
    switch_on(language=BY_CODE["km"])
    draft = article.copy_for_translation(Locale.objects.get(language_code="km"))
    with override("en"):
        assert any("Not on the portal in Tiếng Khmer yet" in one for one in problems(draft))
        LanguageSwitch.objects.update(is_on=False)
        assert "Tiếng Khmer was switched off for this site." in problems(draft)
