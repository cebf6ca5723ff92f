"""Tables that people see, edited by hand: each edit is a finding of `verify_ledger`."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.ledger import ledgers
from cms.ledger_seals import seal_from_the_beginning
from cms.models import ArticlePage
from publishing.channel import Post
from publishing.ledger_checks import cross_checks
from publishing.models import Delivery, Release, ReleaseRecord, StoredPost, Variant
from publishing.release_checks import RELEASE_CHECKS, _without_keys, releases_from_before
from publishing.services.going_live import run_due
from publishing.services.releases import withdraw_item
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_communes, release
from tests.factories.publishing import make_delivery, make_destination
from tests.publishing.delivery.conftest import engine, scripted_channel, world  # noqa: F401

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def sealed():
    for model in ledgers():
        seal_from_the_beginning(model)


@pytest.fixture
def desk():
    """One article that is live, with posts to two communes."""
    return released()


def released(**options) -> Desk:
    desk = Desk()
    choose(desk, make_communes(desk.office, 2), **options)
    release(desk)
    return desk


def found():
    return sorted({one.code for check in RELEASE_CHECKS for one in check()})


def put_in() -> StoredPost:
    post = Post(text="Tin giả", language="vi")
    return StoredPost.objects.create(hash=post.hash, data=post.to_data())


def test_what_was_approved_and_taken_down_agrees(desk):
    assert desk.now().live
    assert found() == [] == list(cross_checks())
    withdraw_item(page=desk.now(), user=desk.leader, reason="Sai số")
    assert found() == []


def test_a_taking_down_that_nobody_ordered_is_found(desk):
    posted = Delivery.objects.filter(action="publish").first()
    Delivery.objects.create(
        release=posted.release,
        work=posted.work,
        destination=posted.destination,
        language="vi",
        action="withdraw",
        acts_on=posted,
        due_at=timezone.now(),
    )
    assert found() == ["removal"]


def test_a_post_put_under_a_variant_is_found(desk):
    Variant.objects.filter(pk=Variant.objects.first().pk).update(post=put_in())
    assert found() == ["posts"]


def test_a_destination_that_was_added_is_found(desk):
    known = Variant.objects.first()
    Variant.objects.create(
        release=known.release,
        destination=make_destination(desk.office),
        language="vi",
        post=known.post,
    )
    assert found() == ["posts"]


def test_a_cloned_release_is_found(desk):
    clone = Release.objects.get()
    clone.pk = None
    clone.save(force_insert=True)
    assert found() == ["no_record"]


@pytest.mark.parametrize(
    "column", ["title", "address", "approved_by_name", "marker", "fingerprint", "language"]
)
def test_an_edited_release_is_found(desk, column):
    Release.objects.update(**{column: "khác"})
    assert "differs" in found()


def test_an_edited_content_of_a_release_is_found(desk):
    content = Release.objects.get().content
    Release.objects.update(content={**content, "title": "khác"})
    assert found() == ["differs"]


def test_a_removed_release_is_found(desk):
    Delivery.objects.all().delete()
    Variant.objects.all().delete()
    Release.objects.all().delete()
    assert found() == ["live", "removed", "stated"]


@pytest.mark.parametrize("column", ["title", "lead"])
def test_an_edited_live_page_is_found(desk, column):
    model = Page if column == "title" else ArticlePage
    model.objects.filter(pk=desk.page.pk).update(**{column: "Sửa tay"})
    assert found() == ["page"]


def test_a_page_edited_together_with_its_revision_is_found(desk):
    revision = Release.objects.get().revision
    revision.content = {**revision.content, "title": "Sửa tay"}
    revision.save(update_fields=["content"])
    Page.objects.filter(pk=desk.page.pk).update(title="Sửa tay")
    assert found() == ["differs"]


def test_a_draft_that_was_made_live_by_hand_is_found():
    desk = Desk()
    Page.objects.filter(pk=desk.page.pk).update(live=True)
    assert found() == ["live"]


@pytest.mark.parametrize("column", ["address", "remote_id"])
def test_an_edited_receipt_is_found(engine, column):  # noqa: F811
    sent = make_delivery()
    engine.send(sent)
    assert found() == []
    Delivery.objects.filter(pk=sent.pk).update(**{column: "https://example.vn/khac"})
    assert found() == ["receipt"]


def test_an_edited_release_or_page_does_not_go_live_at_its_time():
    for column, value in (("title", "Sửa tay"), ("content", {"page_hash": "0" * 64})):
        desk = released(go_live_at=timezone.now() + ONE_DAY)
        planned = Release.objects.filter(page=desk.page)
        planned.update(**{column: value})
        assert run_due(now=timezone.now() + 2 * ONE_DAY) == 0
        assert not desk.now().live
        assert "quản trị" in planned.get().last_error


def test_releases_from_before_are_counted_and_are_no_finding(desk):
    super(type(ReleaseRecord.objects.all()), ReleaseRecord.objects.all()).delete()
    seal_from_the_beginning(ReleaseRecord)
    assert releases_from_before() == 1
    assert found() == []


def test_the_order_of_keys_in_a_stream_of_blocks_is_no_edit_and_another_word_is():
    """PostgreSQL keeps the keys of JSON in an order of its own."""
    block = '{"type": "heading", "value": {"text": "A", "level": "2"}, "id": "1"}'
    same = '{"id": "1", "type": "heading", "value": {"level": "2", "text": "A"}}'

    assert _without_keys(f"[{block}]") == _without_keys(f"[{same}]")
    assert _without_keys(f"[{block}]") != _without_keys(f"[{same.replace('A', 'B')}]")
    assert _without_keys("[không phải JSON") == "[không phải JSON"
