"""What a commune says of a bulletin that was planned before one that came earlier."""

import pytest
from django.utils import timezone

from publishing.models import Delivery
from publishing.services.confirmations import confirm_delivery
from publishing.services.delivery_changes import DeliveryRefused
from publishing.services.speaking_last import speak_last
from tests.factories.communes import make_bulletin, make_commune

pytestmark = pytest.mark.django_db


def played(delivery: Delivery):
    said = {"happened_at": timezone.now(), "times": 1}
    return confirm_delivery(delivery=delivery, kind="played", by="link", **said)


def test_the_version_that_went_live_last_is_confirmed_whenever_it_was_approved():
    commune = make_commune()
    first = make_bulletin(commune)
    planned = make_bulletin(commune, before=first, action="revise")
    office = make_bulletin(commune, before=first, action="revise")
    speak_last(planned.release)

    assert played(Delivery.objects.get(pk=planned.pk)).kind == "played"
    with pytest.raises(DeliveryRefused):
        played(Delivery.objects.get(pk=office.pk))
