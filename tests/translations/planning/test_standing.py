"""How an item stands in a language, in one word."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from translations.planning.standing import Stage, Standing
from translations.progress import Progress
from translations.unit import State

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def standing(due_on=None, *, live=False, stale_since=None, **counts) -> Standing:
    progress = Progress(
        request_id=1, page_id=1, language="km", due_on=due_on,
        requested_at=datetime(2026, 11, 10, 3, tzinfo=UTC), assignee_id=None, reviewer_id=None,
        translated_page_id=None, counts=Counter({State(k): n for k, n in counts.items()}),
        stale_since=stale_since,
    )  # fmt: skip
    return Standing(progress, TODAY, live)


@pytest.mark.parametrize(
    ("counts", "stage"),
    [
        ({"empty": 3}, Stage.NEW),
        ({"empty": 2, "draft": 1}, Stage.WORKING),
        ({"empty": 2, "approved": 1}, Stage.WORKING),
        ({"draft": 1, "approved": 2}, Stage.WORKING),
        ({"stale": 1, "empty": 2}, Stage.STALE),
        ({"translated": 1, "approved": 2}, Stage.REVIEW),
        ({"reviewed": 3}, Stage.REVIEW),
        ({"approved": 3}, Stage.DONE),
        ({}, Stage.NEW),
    ],
)
def test_the_stage_says_what_is_to_be_done_next(counts, stage):
    assert standing(**counts).stage is stage


def test_what_is_approved_and_public_is_on_the_portal_until_its_source_changes():
    assert standing(live=True, approved=3).stage is Stage.LIVE
    assert standing(live=True, approved=2, stale=1).stage is Stage.STALE


def test_what_is_left_is_what_is_to_be_done_next():
    assert standing(empty=2, draft=1, stale=1, translated=3, approved=1).left == 4
    assert standing(translated=3, reviewed=1, approved=1).left == 4
    assert standing(approved=2).left == 0


def test_the_share_that_is_translated_is_rounded_down():
    assert standing(empty=1, translated=1, approved=1).translated_percent == 66
    assert standing(draft=3).translated_percent == 0
    assert standing(translated=2).translated_percent == 100
    assert standing().translated_percent == 0


def test_the_number_of_outdated_texts_is_said():
    assert standing(stale=2, approved=5).label == "2 đoạn đã cũ"


def test_it_is_overdue_from_the_day_after_and_never_once_it_is_finished():
    assert standing(date(2026, 11, 20), empty=1).late_days == 0
    assert standing(date(2026, 11, 20), empty=1).due_in_words == "Hạn hôm nay"
    assert standing(date(2026, 11, 21), empty=1).due_in_words == "Hạn ngày mai"
    late = standing(date(2026, 11, 18), empty=1)
    assert (late.late_days, late.late_in_words, late.due_in_words) == (2, "Quá hạn 2 ngày", "")
    assert late.tone == "bad"
    assert standing(date(2026, 11, 18), approved=1).late_in_words == ""


def test_what_is_due_in_three_days_is_due_soon():
    assert standing(date(2026, 11, 23), empty=1).is_due_soon
    assert not standing(date(2026, 11, 24), empty=1).is_due_soon
    assert not standing(date(2026, 11, 22), approved=1).is_due_soon
    assert not standing(empty=1).is_due_soon


def test_age_counts_from_the_request_or_from_the_oldest_change_that_made_it_stale():
    assert standing(empty=1).age == "đã 10 ngày"
    since = datetime(2026, 11, 18, 20, tzinfo=UTC)  # the 19th in Vietnam
    assert standing(stale=1, stale_since=since).age_days == 1
    assert standing(approved=1).age == ""
