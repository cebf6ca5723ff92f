"""The segments of an item follow what goes live."""

import logging

import pytest

from tests.factories.pages import make_article
from tests.factories.translations import Booth
from translations import receivers, services
from translations.models import Segment, SourceText

pytestmark = pytest.mark.django_db


def test_what_goes_live_is_taken_at_once():
    booth = Booth()
    booth.translate()

    revision = booth.revise("4,5%", "5%")

    assert booth.translation("5%").state == "stale"
    assert SourceText.objects.get(page=booth.page.pk).revision_id == revision.pk


def test_a_fault_in_it_keeps_no_item_from_going_live(monkeypatch, caplog):
    booth = Booth()

    def broken(**kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr(receivers, "take_source", broken)
    with caplog.at_level(logging.ERROR):
        revision = booth.revise("4,5%", "5%")

    booth.page.refresh_from_db()
    assert booth.page.live_revision_id == revision.pk
    assert str(booth.page.pk) in caplog.text


def test_the_history_says_that_a_page_was_deleted_and_keeps_its_segments():
    booth = Booth()
    page = make_article(booth.office, user=booth.editor, title="Bài sẽ xoá")
    services.request_translation(page=page, languages=["km"], user=booth.editor)
    ids = list(Segment.objects.filter(page=page).values_list("pk", flat=True))

    type(page).objects.get(pk=page.pk).delete()

    kept = Segment.objects.filter(pk__in=ids)
    assert kept.count() == len(ids) > 0
    for segment in kept:
        assert segment.page is None
        assert segment.gone_at is not None
        assert "Bài sẽ xoá" in segment.events.get(action="gone").reason
    assert booth.segments()
