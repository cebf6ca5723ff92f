"""“Cần kiểm tra” on everyone's first screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
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
    assert {one.newest for one in panel.troubles} == {unknown, failed}
    assert (panel.total, panel.held) == (2, [(held, False)])
    assert CheckPanel.for_user(ours.keeper).held == [(held, True)]


def test_a_failure_of_a_replaced_release_is_history(desks):
    ours, _theirs = desks
    failed = ours.delivery(state=State.FAILED)
    Release.objects.filter(pk=failed.release_id).update(state=Release.State.REPLACED)
    assert CheckPanel.for_user(ours.observer) is None


def test_one_item_that_fails_at_many_places_is_one_row_that_leads_to_all(client, desks):
    ours, _theirs = desks
    first = ours.delivery("loudspeaker", state=State.FAILED, reason="thiếu số")
    for _each in range(3):
        ours.delivery("loudspeaker", release=first.release, state=State.FAILED, reason="thiếu số")
    (trouble,) = CheckPanel.for_user(ours.observer).troubles
    assert (trouble.places, trouble.same_reason) == (4, True)
    client.force_login(ours.observer)
    assert client.get(trouble.address).context["page"].paginator.count == 4


def test_the_number_of_queries_does_not_grow_with_the_places(desks, django_assert_num_queries):
    ours, _theirs = desks
    first = ours.delivery(state=State.FAILED)
    observer = ours.observer
    with CaptureQueriesContext(connection) as before:
        CheckPanel.for_user(observer)
    for _each in range(5):
        ours.delivery(release=first.release, state=State.FAILED)
        ours.delivery(state=State.UNKNOWN)
    with django_assert_num_queries(len(before)):
        CheckPanel.for_user(observer)


def test_a_post_by_hand_waits_for_its_keeper_and_a_bulletin_for_its_commune_does_not(desks):
    ours, _theirs = desks
    by_hand = ours.delivery("byhand", state=State.ACCEPTED)
    ours.delivery("loudspeaker", state=State.ACCEPTED)
    (trouble,) = CheckPanel.for_user(ours.keeper).troubles
    assert trouble.newest == by_hand


def test_the_first_screen_shows_it(client, desks):
    ours, _theirs = desks
    delivery = ours.delivery(title="Bài chưa rõ", state=State.UNKNOWN)
    client.force_login(ours.keeper)
    html = client.get("/admin/").content.decode()
    assert f"/admin/theo-doi/{delivery.pk}/" in html
    assert "Bài chưa rõ" in html
