"""What became of a segment."""

import pytest

from cms.ledger import AppendOnlyError
from tests.factories.translations import Booth
from translations.history import history_of, source_change
from translations.models import SegmentEvent

pytestmark = pytest.mark.django_db


def test_a_stale_segment_shows_its_change_word_by_word():
    booth = Booth()
    booth.translate()
    booth.revise("Không mất phí.", "Không mất khoản phí nào.")

    pieces = source_change(booth.translation("khoản phí nào"))

    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "Không mất "), ("inserted", "khoản "), ("same", "phí"), ("inserted", " nào"),
        ("same", "."),
    ]  # fmt: skip
    assert source_change(booth.translation("Cách làm")) == []


def test_history_is_that_of_the_source_and_of_one_language_newest_first():
    booth = Booth()
    booth.translate("4,5%")
    booth.write("4,5%", language="hmn")
    booth.revise("4,5%", "5%")

    events = history_of(booth.segment("5%"), "km")

    assert [(e.action, e.language) for e in events] == [
        ("stale", "km"), ("changed", ""), ("approved", "km"), ("translated", "km"),
        ("saved", "km"), ("taken", ""),
    ]  # fmt: skip
    changed = events[1]
    assert (changed.text_before, changed.text_after) == ("4,5%", "5%")


def test_history_is_only_ever_added_to():
    booth = Booth()
    event = booth.segment("4,5%").events.get()
    event.reason = "khác"

    for attempt in (
        event.save, event.delete, SegmentEvent.objects.all().delete,
        lambda: SegmentEvent.objects.update(reason=""),
    ):  # fmt: skip
        with pytest.raises(AppendOnlyError):
            attempt()
