"""The calendar of releases."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import ArticlePage
from publishing.models import Delivery, Release
from publishing.services.going_live import run_due
from tests.factories.approval import Desk
from tests.factories.packages import choose, delivered, make_facebook, release, rewrite

pytestmark = pytest.mark.django_db
State = Delivery.State
TOMORROW = timedelta(days=1)


def planned_desk() -> tuple[Desk, Release]:
    desk = Desk()
    choose(desk, [make_facebook(desk.office)], go_live_at=timezone.now() + TOMORROW)
    return desk, release(desk)


def test_a_release_waits_for_its_time():
    desk, planned = planned_desk()

    assert run_due() == 0
    assert planned.state == Release.State.SCHEDULED
    assert run_due(now=timezone.now() + 2 * TOMORROW) == 1
    assert desk.now().live


def test_the_approved_revision_goes_live_though_a_newer_draft_exists():
    desk, _planned = planned_desk()
    approved_title = desk.now().get_latest_revision_as_object().title
    rewrite(desk, title="Bản nháp chưa ai duyệt")

    run_due(now=timezone.now() + 2 * TOMORROW)

    assert desk.now().title == approved_title
    assert desk.now().has_unpublished_changes


def test_one_item_that_fails_keeps_its_schedule_and_stops_no_other(monkeypatch):
    broken, broken_release = planned_desk()
    fine, _release = planned_desk()
    original = ArticlePage.save

    def full_disk(self, *args, **kwargs):
        if self.pk == broken.page.pk and self.live:
            raise OSError("No space left on device")
        return original(self, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "save", full_disk)
    run_due(now=timezone.now() + 2 * TOMORROW)

    broken_release.refresh_from_db()
    assert fine.now().live
    assert not broken.now().live
    assert broken_release.state == Release.State.SCHEDULED
    assert "No space left" in broken_release.last_error


def test_a_page_deleted_while_its_release_waits_cancels_it_with_the_reason():
    desk, planned = planned_desk()
    desk.now().delete()

    run_due(now=timezone.now() + 2 * TOMORROW)

    planned.refresh_from_db()
    assert planned.state == Release.State.CANCELLED
    assert planned.reason
    assert {d.state for d in planned.deliveries.all()} == {State.CANCELLED}


def test_an_older_plan_never_comes_out_after_a_newer_version():
    desk, planned = planned_desk()
    choose(desk, [], go_live_at=None)
    rewrite(desk, title="Bản mới hơn")
    release(desk)

    run_due(now=timezone.now() + 2 * TOMORROW)

    planned.refresh_from_db()
    assert planned.state == Release.State.REPLACED
    assert desk.now().title == "Bản mới hơn"


def test_what_was_sent_in_the_meantime_is_edited_and_not_posted_again():
    desk = Desk()
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    choose(desk, [facebook], go_live_at=timezone.now() + TOMORROW)
    rewrite(desk, lead="Bản thứ hai.")
    planned = release(desk)
    delivered_later = Delivery.objects.filter(destination=facebook).order_by("pk").first()
    Delivery.objects.filter(pk=delivered_later.pk).update(state=State.DELIVERED, remote_id="1_1")

    run_due(now=timezone.now() + 2 * TOMORROW)

    leg = planned.deliveries.get(destination=facebook)
    assert (leg.action, leg.acts_on) == (Delivery.Action.REVISE, delivered_later)


def test_after_its_last_day_an_item_is_taken_down():
    today = timezone.localdate()
    desk = Desk(valid_until=today)
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    delivered(facebook)

    run_due(now=timezone.now() + 2 * TOMORROW)

    assert not desk.now().live
    withdrawal = Release.objects.first()
    assert withdrawal.kind == Release.Kind.WITHDRAW
    assert withdrawal.deliveries.get(destination=facebook).action == Delivery.Action.WITHDRAW
