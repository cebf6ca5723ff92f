"""From the editor and from lists of pages to the screens of translation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.permissions import sync_office_permissions
from tests.factories.offices import make_province, section_of
from tests.factories.pages import make_article
from tests.factories.translations import Booth

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth(client):
    booth = Booth()
    sync_office_permissions()
    client.force_login(booth.editor)
    return booth


def bulk(client, *pages, kind: str = "page"):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", kind, "loa_translate"])
    return client.get(address, {"id": [page.pk for page in pages]})


def test_the_editor_and_the_screen_of_the_item_lead_to_its_translations(client, booth):
    address = reverse("translations_item", args=[booth.page.pk])

    edit = client.get(reverse("wagtailadmin_pages:edit", args=[booth.page.pk])).content.decode()
    item = client.get(reverse("loa_item", args=[booth.page.pk])).content.decode()

    assert address in edit
    assert address in item


def test_ticked_pages_lead_to_the_form_without_those_that_cannot_be_asked_for(client, booth):
    mine = make_article(booth.office, user=booth.editor)
    theirs = make_article(make_province())

    reply = bulk(client, booth.page, mine, theirs, section_of(booth.office))

    assert reply["Location"] == (
        f"{reverse('translations_request')}?page={booth.page.pk}&page={mine.pk}"
    )


def test_nothing_that_can_be_asked_for_leads_to_the_board(client, booth):
    assert bulk(client, make_article(make_province()))["Location"] == reverse("translations_matrix")


def test_the_number_of_queries_does_not_grow_with_what_is_ticked(client, booth):
    bulk(client, booth.page)  # the first look of a session stores it
    counts = set()
    for number in (1, 5):
        pages = [make_article(booth.office, user=booth.editor) for _page in range(number)]
        with CaptureQueriesContext(connection) as queries:
            bulk(client, *pages)
        counts.add(len(queries))

    assert len(counts) == 1
