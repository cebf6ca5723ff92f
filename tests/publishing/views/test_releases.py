"""The releases of an item, and cancelling what waits for its time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from publishing.models import Delivery, Release
from publishing.services.speaking_last import speak_last
from tests.factories.board import two_desks
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_release

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def desks():
    return two_desks()


@pytest.fixture
def ours(desks):
    return desks[0]


@pytest.fixture
def waiting(ours):
    soon = timezone.now() + timedelta(hours=3)
    release = make_release(office=ours.office, state=Release.State.SCHEDULED, goes_live_at=soon)
    ours.delivery(release=release, due_at=soon)
    return release


def cancel(client, user, release, reason="Chưa đến lúc"):
    client.force_login(user)
    response = client.post(
        reverse("publishing_cancel_release", args=[release.pk]), {"reason": reason}
    )
    release.refresh_from_db()
    return response


def test_the_history_counts_the_legs_of_every_release(client, ours):
    page = make_article(ours.office)
    release = make_release(page.edition.work, ours.office, page_id=page.pk, edition=page.edition)
    for state in (State.DELIVERED, State.DELIVERED, State.FAILED, State.QUEUED):
        ours.delivery(release=release, state=state)
    client.force_login(ours.observer)
    response = client.get(reverse("publishing_releases", args=[page.pk]))
    ((shown, _tag, _may_cancel),) = response.context["rows"]
    assert (shown.legs, shown.legs_done) == (4, 2)
    assert (shown.legs_underway, shown.legs_in_trouble) == (1, 1)
    assert f"/admin/theo-doi/?release={release.pk}" in response.content.decode()


def test_another_office_does_not_see_the_history(client, desks):
    ours, theirs = desks
    page = make_article(ours.office)
    client.force_login(theirs.leader)
    assert client.get(reverse("publishing_releases", args=[page.pk])).status_code == 302


def test_what_could_not_go_out_at_its_time_says_why(client, ours, waiting):
    Release.objects.filter(pk=waiting.pk).update(last_error="Ảnh bìa không đọc được.")
    client.force_login(ours.observer)
    html = client.get(reverse("publishing_scheduled")).content.decode()
    assert "Ảnh bìa không đọc được." in html
    assert reverse("publishing_cancel_release", args=[waiting.pk]) not in html


def test_an_editor_cancels_a_release_before_its_time(client, ours, waiting):
    cancel(client, ours.editor, waiting)
    assert waiting.state == Release.State.CANCELLED
    assert waiting.reason == "Chưa đến lúc"
    assert waiting.deliveries.get().state == State.CANCELLED


def test_a_reason_is_asked_for_cancelling(client, ours, waiting):
    response = cancel(client, ours.editor, waiting, reason="")
    assert response.context["form"].errors["reason"]
    assert waiting.state == Release.State.SCHEDULED


def test_observers_and_other_offices_cannot_cancel(client, desks, waiting):
    ours, theirs = desks
    assert cancel(client, ours.observer, waiting).status_code == 302
    assert cancel(client, theirs.editor, waiting).status_code == 404
    assert waiting.state == Release.State.SCHEDULED


def test_what_is_already_out_is_not_cancelled(client, ours):
    release = make_release(office=ours.office)
    response = cancel(client, ours.editor, release)
    assert release.state == Release.State.IN_FORCE
    assert response["Location"] == reverse("publishing_scheduled")


def test_taking_down_is_offered_to_those_who_may(client, ours):
    page = publish(make_article(ours.office))
    make_release(page.edition.work, ours.office, page_id=page.pk, edition=page.edition)
    link = reverse("publishing_withdraw", args=[page.pk])
    for user, offered in ((ours.keeper, True), (ours.leader, True), (ours.observer, False)):
        client.force_login(user)
        html = client.get(reverse("publishing_releases", args=[page.pk])).content.decode()
        assert (link in html) is offered


@pytest.fixture
def under_another_number(ours, waiting):
    """It went live after something of the same item; its number before, which a screen still shows."""
    number = waiting.pk
    make_release(waiting.work, ours.office)
    speak_last(waiting)
    Release.objects.filter(pk=waiting.pk).update(state=Release.State.IN_FORCE)
    return number


def test_a_screen_that_names_it_by_the_number_before_says_that_it_is_out(
    client, ours, under_another_number
):
    client.force_login(ours.editor)
    url = reverse("publishing_cancel_release", args=[under_another_number])
    response = client.post(url, {"reason": "Chưa đến lúc"}, follow=True)
    assert "Bài đã đăng" in response.content.decode()


def test_the_board_finds_it_under_that_number_too(client, ours, waiting, under_another_number):
    client.force_login(ours.editor)
    url = f"{reverse('publishing_board')}?release={under_another_number}"
    assert waiting.title in client.get(url).content.decode()
