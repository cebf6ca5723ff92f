"""What translations add to everyone's first screen."""

from datetime import date

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.permissions import sync_office_permissions
from tests.factories.translations import Booth
from translations.models import TranslationRequest
from translations.planning.panel import WorkPanel
from translations.planning.queue import Pile

pytestmark = pytest.mark.django_db


def panel(user) -> WorkPanel | None:
    request = RequestFactory().get("/admin/")
    request.user = user
    return WorkPanel.for_request(request)


def test_translators_find_what_is_theirs_and_how_much_nobody_has_taken():
    booth = Booth(languages=["km", "hmn"])
    TranslationRequest.objects.filter(language="km").update(assignee=booth.translator)

    mine, free = panel(booth.translator).piles

    assert (mine.pile, mine.total, [one.request.language for one in mine.rows]) == (
        Pile.MINE, 1, ["km"],
    )  # fmt: skip
    assert (free.pile, free.total, free.rows) == (Pile.FREE, 1, [])


def test_editors_find_what_is_late_and_what_is_ready_of_what_they_asked_for():
    booth = Booth(languages=["km", "hmn"])
    assert panel(booth.editor) is None
    booth.translate()
    TranslationRequest.objects.update(due_on=date(2026, 1, 5))

    found = panel(booth.editor)

    assert (found.piles, found.late, found.ready) == ([], 1, 1)
    assert panel(booth.leader) is None


def test_it_stands_on_the_first_screen(client):
    booth = Booth(languages=["km"])
    TranslationRequest.objects.update(assignee=booth.translator, due_on=date(2026, 1, 5))
    sync_office_permissions()
    client.force_login(booth.translator)

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Bạn cần dịch" in page
    assert booth.page.title in page
    assert "Quá hạn" in page
    assert reverse("translations_queue") in page  # in the menu


def test_the_number_of_queries_does_not_grow_with_the_work():
    booth = Booth(languages=["km"])
    TranslationRequest.objects.update(assignee=booth.translator)
    counts = set()
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            panel(booth.translator)
        counts.add(len(queries))
        more = Booth(booth.office, languages=["km", "hmn"])
        TranslationRequest.objects.filter(page=more.page).update(assignee=booth.translator)

    assert len(counts) == 1
    assert counts.pop() <= 9
