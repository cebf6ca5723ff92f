"""What somebody with the database puts in place of what was approved is not sent and not shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.ledger_seals import seal_from_the_beginning
from cms.models import LedgerHead
from publishing.channel import Post
from publishing.models import Delivery, Release, ReleaseRecord, StoredPost
from publishing.sealed_releases import (
    NotSealed,
    differences,
    number_now,
    record_of,
    seal_release,
    seal_renumbered,
)
from tests.factories.publishing import make_delivery, make_follower, make_release
from tests.publishing.delivery.conftest import engine, scripted_channel, world  # noqa: F401

pytestmark = pytest.mark.django_db
FIELDS = Release._meta.concrete_fields
ONE_DAY = timedelta(days=1)


def put_in(text="Tin giả") -> StoredPost:
    """As by hand: the hash fits the text."""
    post = Post(text=text, language="vi")
    return StoredPost.objects.create(hash=post.hash, data=post.to_data())


def refused(engine, delivery) -> bool:  # noqa: F811  the fixture
    engine.send(delivery)
    assert "khớp với bản đã duyệt" in delivery.reason
    return delivery.state == "failed" and not engine.world.calls


def test_what_was_approved_is_sent(engine):  # noqa: F811
    assert engine.send(make_delivery()).name == "delivered"


def test_another_post_under_the_variant_is_not_sent(engine):  # noqa: F811
    delivery = make_delivery()
    delivery.release.variants.update(post=put_in())
    assert refused(engine, delivery)


def test_a_post_that_was_edited_in_its_place_is_not_sent(engine):  # noqa: F811
    delivery = make_delivery()
    stored = delivery.variant.post
    StoredPost.objects.filter(pk=stored.pk).update(data={**stored.data, "text": "Tin giả"})
    assert refused(engine, delivery)


def test_the_approved_post_of_another_destination_is_not_sent(engine):  # noqa: F811
    delivery = make_delivery()
    other = make_delivery(delivery.release)
    Delivery.objects.filter(pk=delivery.pk).update(variant=other.variant)
    assert refused(engine, delivery)


def test_a_cloned_release_sends_nothing(engine):  # noqa: F811
    delivery = make_delivery()
    clone = Release.objects.get(pk=delivery.release_id)
    clone.pk = None
    clone.save(force_insert=True)
    Release.objects.filter(pk=clone.pk).update(created_at=timezone.now() - ONE_DAY)
    Delivery.objects.filter(pk=delivery.pk).update(release=clone)
    assert refused(engine, delivery)


def test_a_record_written_by_hand_lets_nothing_through(engine):  # noqa: F811
    delivery = make_delivery()
    forged = ReleaseRecord.objects.order_by("-sequence").first()
    post = put_in()
    forged.pk, forged.sequence = None, forged.sequence + 1
    forged.posts = {post.hash: [delivery.destination_id]}
    forged.row_hash = forged.compute_hash()
    ReleaseRecord.objects.bulk_create([forged])
    delivery.release.variants.update(post=post)
    assert refused(engine, delivery)


def test_the_posts_of_a_record_are_sealed_by_their_digest(engine):  # noqa: F811
    delivery = make_delivery()
    post = put_in()
    rows = super(type(ReleaseRecord.objects.all()), ReleaseRecord.objects.all())
    rows.update(posts={post.hash: [delivery.destination_id]})
    delivery.release.variants.update(post=post)
    assert refused(engine, delivery)


@pytest.fixture
def release_from_before():
    """Written by the first version, then updated."""
    release = make_release()
    make_delivery(release)
    super(type(ReleaseRecord.objects.all()), ReleaseRecord.objects.all()).delete()
    seal_from_the_beginning(ReleaseRecord)
    return release


def test_what_was_approved_before_releases_were_sealed_still_goes_out(
    engine,  # noqa: F811
    release_from_before,
):
    assert record_of(release_from_before) is None
    make_release()
    assert record_of(release_from_before) is None
    assert engine.send(release_from_before.deliveries.get()).name == "delivered"


def test_a_later_release_without_record_is_not_from_before(release_from_before):
    make_release()
    release_from_before.created_at = timezone.now() + ONE_DAY
    with pytest.raises(NotSealed):
        record_of(release_from_before)


@pytest.mark.parametrize("number", [0, -1])
def test_a_number_that_no_database_gives_is_not_from_before(number, release_from_before):
    make_release()
    values = {field.attname: getattr(release_from_before, field.attname) for field in FIELDS}
    put_in_by_hand = Release(**values | {"id": number})
    with pytest.raises(NotSealed):
        record_of(put_in_by_hand)


def test_removing_all_records_makes_no_release_one_from_before():
    release = make_release()
    super(type(ReleaseRecord.objects.all()), ReleaseRecord.objects.all()).delete()
    with pytest.raises(NotSealed):
        record_of(release)
    LedgerHead.objects.filter(pk="publishing.releaserecord").delete()
    with pytest.raises(NotSealed):
        record_of(release)


def test_a_new_number_keeps_what_was_sealed_and_not_what_the_tables_say():
    release = make_release(title="Đã duyệt")
    before = release.pk
    release.pk, release.title = None, "Sửa tay"
    release.save(force_insert=True)
    seal_renumbered(release, before)
    assert record_of(release).title == "Đã duyệt"


def test_a_renumbered_release_from_before_is_sealed_from_then_on(release_from_before):
    before = release_from_before.pk
    release_from_before.pk = None
    release_from_before.save(force_insert=True)
    release_from_before.created_at = timezone.now() - ONE_DAY
    seal_renumbered(release_from_before, before)
    assert record_of(release_from_before).release_pk == release_from_before.pk


# --- takings down ---------------------------------------------------------------------------


def is_stopped(engine, removal) -> bool:  # noqa: F811
    engine.send(removal)
    assert "Không ai trong Loa yêu cầu gỡ" in removal.reason
    return removal.state == "failed" and "withdraw" not in engine.world.methods()


@pytest.fixture
def posted(engine):  # noqa: F811
    delivery = make_delivery()
    engine.send(delivery)
    return delivery


def test_a_revision_changes_no_post_of_another_work(engine, posted):  # noqa: F811
    forged = make_delivery(destination=posted.destination, action="revise", acts_on=posted)
    engine.send(forged)
    assert forged.state == "failed"
    assert "revise" not in engine.world.methods()


def edit_record(release, **values):
    """As by hand, past the ledger."""
    records = ReleaseRecord.objects.filter(release_pk=release.pk)
    super(type(records), records).update(**values)


def forge(release, posted, **fields) -> Delivery:
    """As by hand: a row that takes `posted` down."""
    return Delivery.objects.create(
        release=release,
        work=posted.work,
        destination=posted.destination,
        language="vi",
        action="withdraw",
        acts_on=posted,
        due_at=timezone.now() - ONE_DAY,
        **fields,
    )


def test_a_taking_down_that_was_ordered_is_sent(engine, posted):  # noqa: F811
    assert engine.send(make_follower(posted, "withdraw")).name == "delivered"


def test_a_taking_down_inserted_under_the_publication_is_not_sent(engine, posted):  # noqa: F811
    assert is_stopped(engine, forge(posted.release, posted))


def test_a_taking_down_inserted_under_that_of_another_item_is_not_sent(engine, posted):  # noqa: F811
    other = make_delivery()
    engine.send(other)
    ordered = make_follower(other, "withdraw")
    assert is_stopped(engine, forge(ordered.release, posted))


def test_a_taking_down_under_a_release_inserted_by_hand_is_not_sent(engine, posted):  # noqa: F811
    fake = Release.objects.get(pk=posted.release_id)
    fake.pk, fake.kind = None, Release.Kind.WITHDRAW
    fake.save(force_insert=True)
    assert is_stopped(engine, forge(fake, posted))


def test_another_post_put_into_a_taking_down_stays_up(engine, posted):  # noqa: F811
    other = make_delivery()
    engine.send(other)
    ordered = make_follower(other, "withdraw")
    Delivery.objects.filter(pk=ordered.pk).update(acts_on=posted)
    assert is_stopped(engine, ordered)


def test_what_a_taking_down_removes_cannot_be_added_to_its_record(engine, posted):  # noqa: F811
    other = make_delivery()
    engine.send(other)
    ordered = make_follower(other, "withdraw")
    edit_record(ordered.release, removes=[other.pk, posted.pk])
    assert is_stopped(engine, forge(ordered.release, posted))


def test_a_taking_down_from_before_its_posts_were_recorded_reaches_its_own_work(
    engine,  # noqa: F811
    posted,
):
    other = make_delivery()
    engine.send(other)
    ordered = make_follower(posted, "withdraw")
    seal_release(ordered.release, {})
    assert is_stopped(engine, forge(ordered.release, other))
    assert engine.send(ordered).name == "delivered"


def test_the_urgency_of_a_release_is_sealed():
    release = make_release()
    assert list(differences(release, record_of(release))) == []
    release.urgent = True
    assert list(differences(release, record_of(release))) == ["urgent"]
    urgent = make_release(urgent=True)
    edit_record(urgent, urgent=False)
    with pytest.raises(NotSealed):
        record_of(urgent)


def test_a_release_is_found_under_the_number_that_it_had_before():
    release = make_release()
    before, other = release.pk, make_release(release.work, release.office)
    release.pk = None
    release.save(force_insert=True)
    seal_renumbered(release, before)
    Release.objects.filter(pk=before).delete()

    assert number_now(before) == release.pk
    assert number_now(other.pk) == other.pk
    assert number_now(release.pk + 1) == release.pk + 1
