"""An answer that comes late, while the same delivery is being sent again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.channel import Receipt
from publishing.delivery import policy
from publishing.delivery.claiming import begin, claim_sending
from publishing.delivery.outcome import record
from publishing.models import Attempt, AttemptRecord, Confirmation, Delivery
from publishing.services.deliveries import (
    DeliveryRefused,
    settle_as_absent,
    settle_second_as_removed,
)
from publishing.surplus import has_second_post, second_posts
from tests.factories.board import two_desks
from tests.factories.publishing import keeper_of, let_time_pass, make_delivery
from tests.fakes.channel import Call
from tests.publishing.delivery.conftest import engine, scripted_channel, world  # noqa: F401
from tests.publishing.views.test_deliveries import buttons, press, show

pytestmark = pytest.mark.django_db
LATE = Receipt("first", "https://example.vn/first")


@pytest.fixture
def sent_twice(engine, world):  # noqa: F811  the fixtures
    """The first worker is frozen past its lease; its answer arrives during the second call."""
    delivery = make_delivery()
    frozen = claim_sending(delivery.pk, worker="frozen")
    begin(frozen)
    let_time_pass(timedelta(hours=1))
    engine.sweep(delivery)
    assert delivery.state == Delivery.State.UNKNOWN
    let_time_pass(timedelta(hours=1))
    delivery.refresh_from_db()
    settle_as_absent(delivery=delivery, user=keeper_of(delivery))
    world.then(Call(after_begun=lambda: record(frozen, LATE, policy.decide)))
    engine.send(delivery)
    return delivery


def test_it_leaves_a_trace_that_a_person_sees(sent_twice):
    assert sent_twice.state == Delivery.State.DELIVERED
    assert sent_twice.remote_id != "first"
    seen = [(one.remote_id, one.address) for one in second_posts(sent_twice)]
    assert seen == [("first", "https://example.vn/first")]
    assert Delivery.objects.filter(has_second_post()).get() == sent_twice


def test_it_is_settled_by_who_removed_it_there(sent_twice):
    user = keeper_of(sent_twice)
    settle_second_as_removed(delivery=sent_twice, user=user, remote_id="first")
    assert list(second_posts(sent_twice)) == []
    assert not Delivery.objects.filter(has_second_post()).exists()
    assert Confirmation.objects.filter(kind="removed", user=user).count() == 1
    with pytest.raises(DeliveryRefused):
        settle_second_as_removed(delivery=sent_twice, user=user, remote_id="first")


def test_what_was_sent_once_has_none(engine):  # noqa: F811  the fixture
    delivery = make_delivery()
    engine.send(delivery)
    assert list(second_posts(delivery)) == []


# --- on the screen ----------------------------------------------------------------------------


@pytest.fixture
def ours():
    return two_desks()[0]


@pytest.fixture
def twice(ours):
    """Sent again while the first answer was on its way; both are public."""
    delivery = ours.delivery(
        state=Delivery.State.DELIVERED, remote_id="1_2", address="https://fb.com/1_2"
    )
    now = timezone.now()
    late = {"remote_id": "1_1", "address": "https://fb.com/1_1"}
    Attempt.objects.create(
        delivery=delivery,
        number=1,
        kind="send",
        started_at=now,
        ended_at=now,
        outcome="late_delivered",
        detail=late,
    )
    AttemptRecord(
        at=now,
        delivery_key=delivery.key,
        number=1,
        action="publish",
        outcome="late_delivered",
        remote_id="1_1",
    ).save()
    return delivery


def test_a_second_post_is_shown_with_its_address_until_it_is_removed(client, ours, twice):
    assert "second" in buttons(client, ours.keeper, twice)
    assert "https://fb.com/1_1" in show(client, ours.observer, twice).content.decode()
    counted = client.get("/admin/theo-doi/?group=person").context["rows"]
    assert [row.delivery.pk for row in counted] == [twice.pk]
    press(client, ours.keeper, twice, "second", remote_id="1_1")
    assert "second" not in buttons(client, ours.keeper, twice)
    assert client.get("/admin/theo-doi/?group=person").context["rows"] == []
    assert twice.state == Delivery.State.DELIVERED
    row = Confirmation.objects.get(delivery=twice)
    assert (row.kind, row.address) == ("removed", "https://fb.com/1_1")


def test_only_the_keeper_says_that_a_second_post_is_gone(client, ours, twice):
    assert buttons(client, ours.editor, twice) == set()
    press(client, ours.editor, twice, "second", remote_id="1_1")
    press(client, ours.keeper, twice, "second", remote_id="9_9")
    assert not Confirmation.objects.exists()


def test_a_late_answer_about_the_same_post_is_no_second_one(client, ours, twice):
    Delivery.objects.filter(pk=twice.pk).update(remote_id="1_1")
    assert "second" not in buttons(client, ours.keeper, twice)
