"""Whose buttons the verbs on deliveries are."""

import pytest
from django.core.exceptions import PermissionDenied

from cms.models import Role
from publishing.models import Confirmation, Delivery
from publishing.services.deliveries import (
    cancel_delivery,
    confirm_delivery,
    retry_delivery,
    settle_as_absent,
    settle_as_found,
    settle_late_as_removed,
    settle_second_as_removed,
)
from tests.factories.publishing import make_bare_office, make_delivery
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State = Delivery.State

BUTTONS = {
    "retry": lambda one, user: retry_delivery(delivery=one, user=user),
    "cancel": lambda one, user: cancel_delivery(delivery=one, user=user),
    "found": lambda one, user: settle_as_found(delivery=one, user=user, address="https://a.vn/1"),
    "absent": lambda one, user: settle_as_absent(delivery=one, user=user),
    "late": lambda one, user: settle_late_as_removed(delivery=one, user=user),
    "second": lambda one, user: settle_second_as_removed(delivery=one, user=user, remote_id="1"),
    "posted": lambda one, user: confirm_delivery(delivery=one, kind="posted", by="user", user=user),
    "called": lambda one, user: confirm_delivery(
        delivery=one, kind="received", by="telephone", user=user
    ),
}
STATES = {"retry": State.FAILED, "cancel": State.QUEUED, "late": State.SUPERSEDED}
STATES |= {"found": State.UNKNOWN, "absent": State.UNKNOWN}


@pytest.mark.parametrize("button", BUTTONS)
def test_who_has_no_role_at_its_office_is_refused_whatever_the_screen_asked(button):
    delivery = make_delivery(state=STATES.get(button, State.ACCEPTED))
    elsewhere = make_user(make_bare_office(), Role.CHANNEL_KEEPER)

    for person in (elsewhere, make_user(delivery.destination.office, Role.OBSERVER)):
        with pytest.raises(PermissionDenied):
            BUTTONS[button](delivery, person)

    before = delivery.state
    delivery.refresh_from_db()
    assert delivery.state == before
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("button", ["found", "absent"])
def test_what_is_unknown_is_for_the_keeper_alone_to_settle(button):
    delivery = make_delivery(state=State.UNKNOWN)
    with pytest.raises(PermissionDenied):
        BUTTONS[button](delivery, make_user(delivery.destination.office, Role.EDITOR))
