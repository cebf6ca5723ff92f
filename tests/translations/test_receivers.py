"""The segments of an item follow what goes live."""

import logging

import pytest

from tests.factories.translations import Booth
from translations import receivers
from translations.models import SourceText

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
