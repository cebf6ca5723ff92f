"""What a person at a station said on the telephone of a bulletin of which nobody knew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.models import Confirmation, Delivery
from tests.factories.board import two_desks

pytestmark = pytest.mark.django_db
State = Delivery.State
KEYED = ["stationhttps", "stationmqtt", "stationmail"]


@pytest.fixture
def ours():
    return two_desks()[0]


def unknown(ours, channel):
    since = timezone.now() - timedelta(days=1)
    return ours.delivery(channel, state=State.UNKNOWN, unknown_since=since)


def press(client, delivery, user, verb, **answers):
    client.force_login(user)
    since = {"since": delivery.unknown_since.isoformat()} | answers
    data = {"verb": verb, **{f"{verb}-{name}": value for name, value in since.items()}}
    response = client.post(f"/admin/theo-doi/{delivery.pk}/", data)
    delivery.refresh_from_db()
    return response


@pytest.mark.parametrize("channel", KEYED)
def test_a_station_that_has_it_is_asked_for_no_address_and_has_played_nothing_yet(
    client, ours, channel
):
    delivery = unknown(ours, channel)
    client.force_login(ours.keeper)
    page = client.get(f"/admin/theo-doi/{delivery.pk}/")
    assert "taken" in page.context["asked"]
    assert "found" not in page.context["asked"]
    assert "Đài đã có bản tin" in page.content.decode()
    press(client, delivery, ours.keeper, "taken")
    assert (delivery.state, delivery.remote_id) == (State.ACCEPTED, str(delivery.key))
    assert Confirmation.objects.get(delivery=delivery).kind == "found"


@pytest.mark.parametrize("channel", KEYED)
def test_made_up_addresses_are_no_answer_for_a_station(client, ours, channel):
    delivery = unknown(ours, channel)
    press(client, delivery, ours.keeper, "found", address="https://example.vn/bai/1")
    assert delivery.state == State.UNKNOWN


def test_elsewhere_an_address_is_asked_for_as_before(client, ours):
    client.force_login(ours.keeper)
    asked = client.get(f"/admin/theo-doi/{unknown(ours, 'facebook').pk}/").context["asked"]
    assert "found" in asked
    assert "taken" not in asked
