"""One button for many deliveries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import Role
from publishing.board import with_relations
from publishing.models import Delivery
from publishing.services.batches import cancel_deliveries, retry_deliveries
from tests.factories.publishing import (
    make_bare_office,
    make_delivery,
    make_destination,
    make_release,
)
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def office():
    return make_bare_office()


@pytest.fixture
def editor(office):
    return make_user(office, Role.EDITOR)


def at(office, **fields):
    place = make_destination(office, channel="facebook")
    return make_delivery(make_release(office=office), place, **fields)


def everything():
    return with_relations(Delivery.objects.order_by("pk"))


def test_a_refusal_stops_no_other_and_is_counted_by_its_reason(office, editor):
    failed = [at(office, state=State.FAILED) for _number in range(2)]
    sent = [at(office, state=State.DELIVERED) for _number in range(3)]
    result = retry_deliveries(deliveries=everything(), user=editor)
    assert result.done == len(failed)
    assert list(result.refused.values()) == [len(sent)]
    assert result.reasons.startswith("3: ")
    assert Delivery.objects.filter(state=State.QUEUED).count() == len(failed)


def test_what_belongs_to_others_is_refused(office, editor):
    mine, theirs = at(office), at(make_bare_office())
    result = cancel_deliveries(deliveries=everything(), user=editor)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (result.done, sum(result.refused.values())) == (1, 1)
    assert (mine.state, theirs.state) == (State.CANCELLED, State.QUEUED)


def test_whether_a_person_may_is_asked_once_for_all(office, editor):
    for _number in range(5):
        at(office)
    with CaptureQueriesContext(connection) as queries:
        cancel_deliveries(deliveries=everything(), user=editor)

    assert sum("cms_membership" in one["sql"] for one in queries) == 1
