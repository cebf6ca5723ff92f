"""Which languages are proposed for an item, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ArticlePage, Audience, Role
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations.planning import proposing
from translations.planning.pages import with_editions
from translations.planning.proposing import MINORITIES, propose

pytestmark = pytest.mark.django_db


def item(office, *audiences: str) -> ArticlePage:
    page = make_article(office, user=make_user(office, Role.EDITOR))
    for slug in audiences:
        page.audiences.add(Audience.objects.get_or_create(slug=slug, defaults={"name": slug})[0])
    page.save()
    (found,) = with_editions([ArticlePage.objects.get(pk=page.pk)])
    return found


def chosen(*pages) -> set[str]:
    return {one.language.code for one in propose(pages) if one.chosen}


def reasons(page, code: str) -> tuple[str, ...]:
    return next(one.reasons for one in propose([page]) if one.language.code == code)


def test_an_item_for_minorities_is_proposed_in_the_languages_of_its_province():
    page = item(make_province("04", "BHXH tỉnh Cao Bằng"), MINORITIES)

    assert {"tyz", "hmn"} <= chosen(page)
    assert "km" not in chosen(page)
    assert any("Cao Bằng" in one for one in reasons(page, "tyz"))


def test_an_item_for_everybody_too_but_for_others_it_is_only_offered():
    province = make_province("04")

    assert "tyz" in chosen(item(province))
    employers = item(province, "nguoi-su-dung-lao-dong")
    assert chosen(employers) == set()
    assert reasons(employers, "tyz")


def test_the_centre_has_no_province_but_languages_that_are_on(monkeypatch):
    from cms.languages import BY_CODE

    monkeypatch.setattr(proposing, "on", lambda: [BY_CODE["vi"], BY_CODE["km"], BY_CODE["en"]])

    assert chosen(item(make_centre(), MINORITIES)) == {"km"}
    assert chosen(item(make_centre())) == set()


def test_what_others_know_of_the_item_is_chosen_with_their_reason(monkeypatch):
    monkeypatch.setattr(proposing, "_registered", [lambda page: [("km", "đăng tới Loa Khmer")]])
    page = item(make_centre())

    assert chosen(page) == {"km"}
    assert reasons(page, "km") == ("đăng tới Loa Khmer",)


def test_what_is_asked_for_already_is_not_chosen_again_and_its_own_language_never_offered():
    booth = Booth(make_province("04"), languages=["tyz"])
    (page,) = with_editions([ArticlePage.objects.get(pk=booth.page.pk)])

    found = {one.language.code: one for one in propose([page])}

    assert found["tyz"].is_asked
    assert not found["tyz"].chosen
    assert found["hmn"].chosen
    assert "vi" not in found


def test_of_many_items_it_is_said_how_many_have_it():
    province = make_province("04")
    booth = Booth(province, languages=["tyz"])
    pages = with_editions([ArticlePage.objects.get(pk=booth.page.pk), item(province)])

    one = next(one for one in propose(pages) if one.language.code == "tyz")

    assert (one.asked, one.of, one.is_asked, one.chosen) == (1, 2, False, True)


def test_of_many_items_only_what_each_of_them_asks_for_is_chosen():
    here, there = item(make_province("04")), item(make_province("91"))

    found = {one.language.code: one for one in propose([here, there])}

    assert "tyz" in chosen(here)
    assert not found["tyz"].chosen
    assert found["tyz"].reasons


def test_the_number_of_queries_is_bounded():
    page = item(make_province("04"), MINORITIES)

    with CaptureQueriesContext(connection) as queries:
        propose([page])

    assert len(queries) <= 8
