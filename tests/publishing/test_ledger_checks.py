"""The ledgers against what they speak of: rows of other tables that were changed by hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cms.ledger import ledgers
from cms.ledger_seals import seal_from_the_beginning
from cms.models import Approval
from publishing.ledger_checks import cross_checks
from publishing.models import (
    Attempt,
    AttemptRecord,
    Confirmation,
    Delivery,
    Release,
    StoredPost,
)
from publishing.services.deliveries import settle_as_found
from tests.factories.publishing import keeper_of, make_delivery, make_release
from tests.publishing.delivery.conftest import engine, scripted_channel, world  # noqa: F401

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture(autouse=True)
def sealed():
    for model in ledgers():
        seal_from_the_beginning(model)


@pytest.fixture
def sent(engine):  # noqa: F811  the fixture
    """A delivery that went the whole way, approved as it should be."""
    delivery = make_delivery()
    approve(delivery.release)
    engine.send(delivery)
    return delivery


def approve(release, step="leader", **fields):
    Approval(
        decision="approved",
        step=step,
        work=release.work,
        fingerprint=release.fingerprint,
        page_id_then=1,
        office_code="VN",
        user_name="Lãnh đạo",
        at=timezone.now(),
        **fields,
    ).save()


def found():
    return [one.code for one in cross_checks()]


def test_what_went_the_whole_way_agrees(sent):
    assert found() == []


def test_a_release_that_no_leader_approved_is_found():
    release = make_release()
    assert found() == ["release"]
    approve(release, step="policy_reviewer")
    assert found() == ["release"]
    approve(release)
    assert found() == []


def test_an_approval_of_another_text_does_not_count(sent):
    Release.objects.filter(pk=sent.release_id).update(fingerprint="f" * 64)
    assert found() == ["release", "differs"]


def test_a_delivery_called_out_by_hand_is_found():
    delivery = make_delivery(state=State.DELIVERED)
    approve(delivery.release)
    assert found() == ["delivery"]


def test_the_word_of_a_person_is_proof_as_well():
    delivery = make_delivery(state=State.UNKNOWN, unknown_since=timezone.now())
    approve(delivery.release)
    settle_as_found(delivery=delivery, user=keeper_of(delivery), address="https://example.vn/1")
    assert found() == []


def test_an_attempt_and_its_record_must_say_the_same(sent):
    Attempt.objects.filter(delivery=sent).update(message="khác")
    assert found() == ["attempt"]


def test_an_attempt_that_was_removed_or_made_up_is_found(sent):
    attempt = Attempt.objects.get(delivery=sent)
    attempt.delete()
    assert found() == ["no_attempt"]
    attempt.pk = None
    attempt.save()
    made_up = Attempt(delivery=sent, number=9, kind="send", outcome="delivered")
    made_up.started_at = made_up.ended_at = timezone.now()
    made_up.save()
    assert found() == ["attempt"]


def test_a_post_that_was_edited_or_exchanged_is_found(sent):
    stored = StoredPost.objects.get(pk=sent.variant.post_id)
    StoredPost.objects.filter(pk=stored.pk).update(data={**stored.data, "text": "khác"})
    assert found() == ["post"]
    StoredPost.objects.filter(pk=stored.pk).update(data=stored.data)
    other = make_delivery().variant
    Delivery.objects.filter(pk=sent.pk).update(variant=other)
    assert "post" in found()


def test_every_record_of_a_late_answer_has_its_attempt(sent):
    assert AttemptRecord.objects.get(delivery_key=sent.key).outcome == "delivered"
    assert found() == []


def test_a_confirmation_of_the_first_version_has_its_hash():
    """Its hash covered the time as it was entered, which is stored as UTC."""
    entered = ZoneInfo("Asia/Ho_Chi_Minh")
    happened = datetime(2026, 5, 4, 17, 30, tzinfo=entered)
    row = Confirmation(kind="played", by="link", delivery=make_delivery(), happened_at=happened)
    row.at, row.sequence, row.delivery_key = timezone.now(), 1, row.delivery.key
    row.row_hash = row._hash(entered)
    Confirmation.objects.bulk_create([row])
    kept = Confirmation.objects.get()
    assert kept.row_hash != kept.compute_hash()
    assert kept.has_its_hash()
