"""What a commune says of a bulletin, once and again, and of one that was planned before another."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from publishing.bulletins import bulletins_of
from publishing.models import Confirmation, Delivery
from publishing.services.confirmations import confirm_delivery
from publishing.services.delivery_changes import DeliveryRefused
from publishing.services.speaking_last import speak_last
from tests.factories.communes import make_bulletin, make_commune

pytestmark = pytest.mark.django_db


def played(delivery: Delivery, **said):
    said = {"happened_at": timezone.now(), "times": 1, "by": "link"} | said
    return confirm_delivery(delivery=delivery, kind="played", **said)


def test_the_version_that_went_live_last_is_confirmed_whenever_it_was_approved():
    commune = make_commune()
    first = make_bulletin(commune)
    planned = make_bulletin(commune, before=first, action="revise")
    office = make_bulletin(commune, before=first, action="revise")
    speak_last(planned.release)

    assert played(Delivery.objects.get(pk=planned.pk)).kind == "played"
    with pytest.raises(DeliveryRefused):
        played(Delivery.objects.get(pk=office.pk))


def test_a_press_that_arrives_twice_counts_once_whatever_else_it_says():
    bulletin = make_bulletin(make_commune())
    press = uuid4()
    first = played(bulletin, press=press, times=2)
    assert played(bulletin, press=press, times=3, who="Lò Văn Thử") == first
    assert Confirmation.objects.get().times == 2


def test_two_people_of_a_commune_who_report_one_broadcast_report_it_once():
    bulletin = make_bulletin(make_commune())
    at = timezone.now() - timedelta(hours=1)
    for who in ("Lò Văn Thử", "Vàng Thị Mẫu"):
        played(bulletin, happened_at=at, who=who, press=uuid4())
    assert Confirmation.objects.count() == 1
    played(bulletin, happened_at=at - timedelta(days=1), press=uuid4())
    assert Confirmation.objects.count() == 2  # another slot


def test_what_was_said_on_the_telephone_stands_beside_what_the_link_said():
    bulletin = make_bulletin(make_commune())
    at = timezone.now() - timedelta(hours=1)
    played(bulletin, happened_at=at, who="Lò Văn Thử")
    played(bulletin, happened_at=at, who="Lò Văn Thử", by="telephone")
    assert [one.by for one in Confirmation.objects.all()] == ["link", "telephone"]


def test_whoever_takes_a_plan_back_says_the_first_one_anew():
    commune = make_commune()
    bulletin = make_bulletin(commune)
    at = timezone.now() + timedelta(hours=5)
    for planned in (at, at + timedelta(hours=1), at, at):
        confirm_delivery(delivery=bulletin, kind="scheduled", by="link", happened_at=planned)
    assert bulletins_of(commune)[0].said_at == at
    assert Confirmation.objects.count() == 3


def test_how_often_it_was_played_is_what_was_said_of_that_slot_last():
    bulletin = make_bulletin(make_commune())
    at = timezone.now() - timedelta(hours=5)
    for times in (1, 2, 1, 1):
        played(bulletin, happened_at=at, times=times)
    assert [one.times for one in Confirmation.objects.order_by("sequence")] == [1, 2, 1]
