"""“Cần kiểm tra” on everyone's first screen."""

import pytest
from django.utils import timezone

from publishing.models import Delivery, Release
from publishing.panels import CheckPanel
from tests.factories.board import two_desks

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def desks():
    return two_desks()


def test_it_is_absent_when_nothing_needs_a_look(desks):
    ours, theirs = desks
    ours.delivery(state=State.DELIVERED)
    theirs.delivery(state=State.UNKNOWN)
    assert CheckPanel.for_user(ours.observer) is None


def test_it_lists_unknown_and_failed_deliveries_and_held_destinations(desks):
    ours, _theirs = desks
    unknown = ours.delivery(state=State.UNKNOWN)
    failed = ours.delivery(state=State.FAILED)
    held = ours.place(held_at=timezone.now(), held_reason="mã hết hạn")
    panel = CheckPanel.for_user(ours.observer)
    assert set(panel.deliveries) == {unknown, failed}
    assert (panel.total, panel.held) == (2, [held])


def test_a_failure_of_a_replaced_release_is_history(desks):
    ours, _theirs = desks
    failed = ours.delivery(state=State.FAILED)
    Release.objects.filter(pk=failed.release_id).update(state=Release.State.REPLACED)
    assert CheckPanel.for_user(ours.observer) is None


def test_the_first_screen_shows_it(client, desks):
    ours, _theirs = desks
    delivery = ours.delivery(title="Bài chưa rõ", state=State.UNKNOWN)
    client.force_login(ours.keeper)
    html = client.get("/admin/").content.decode()
    assert f"/admin/theo-doi/{delivery.pk}/" in html
    assert "Bài chưa rõ" in html
