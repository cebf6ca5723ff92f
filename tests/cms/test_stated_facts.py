"""Readers see what was approved with a page, before what the sheet says by now."""

from datetime import date

import pytest
from django.test import RequestFactory

from cms.models import StatedFact
from cms.portal import Portal
from cms.share_cards import card_of
from cms.stated_facts import facts_on, stated_on
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import set_fact
from tests.factories.pages import make_article, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = make_province()
    set_fact(office, "hotline", "0207 9")
    set_fact(office, "office_phone", "0207 5")
    return office


@pytest.fixture
def page(office):
    page = publish(make_article(make_centre(), title="Gọi {{hotline}}"))
    StatedFact.objects.create(page=page, office=office, key="hotline", value="0207 1")
    return page


def around(page, office, **extra) -> Portal:
    request = RequestFactory().get("/")
    request.loa_office = office
    for name, value in extra.items():
        setattr(request, name, value)
    return Portal(request, page)


def test_the_content_says_what_was_stated_and_the_rest_from_the_sheet(page, office):
    assert around(page, office).facts == {"hotline": "0207 1", "office_phone": "0207 5"}
    assert facts_on(page, office)["hotline"] == "0207 1"


def test_what_stands_around_it_says_the_sheet(page, office):
    assert around(page, office).sheet["hotline"] == "0207 9"


def test_a_preview_shows_what_would_be_approved_now(page, office):
    assert around(page, office, is_preview=True).facts["hotline"] == "0207 9"


def test_a_preview_of_what_was_approved_shows_what_was_approved_with_it(page, office):
    approved = {"hotline": "0207 7", "office_phone": ""}

    seen = around(page, office, is_preview=True, loa_stated=approved)

    assert seen.facts == {"hotline": "0207 7"}
    assert seen.corrected_facts == []


def test_what_was_approved_without_a_value_stays_without(page, office):
    StatedFact.objects.create(page=page, office=office, key="office_phone", value="")

    assert around(page, office).facts == {"hotline": "0207 1"}
    assert facts_on(page, office) == {"hotline": "0207 1"}


def test_an_approver_reads_what_would_be_approved_now(page, office):
    assert around(page, office, loa_for_approval=True).facts["hotline"] == "0207 9"


def test_an_office_without_a_row_follows_its_sheet(page):
    other = make_province()
    set_fact(other, "hotline", "0207 3")
    assert around(page, other).facts["hotline"] == "0207 3"


def test_the_card_says_what_the_page_says(page, office):
    assert card_of(page, office).headline == "Gọi 0207 1"


def test_pages_that_are_no_items_state_nothing(office):
    assert stated_on(office.home.specific, office) == []


def test_what_was_wrong_stands_on_the_page_with_its_day(page, office, client):
    StatedFact.objects.filter(page=page).update(wrong="0207 0", corrected_on=date(2026, 11, 22))

    shown = client.get(f"/{office.home.slug}{page.url}").content.decode()

    assert "22/11/2026" in shown
    assert "0207 0" in shown
    assert "Gọi 0207 1" in shown
