"""The last approval of an item for many destinations, beside writing the same rows bare."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.models import Delivery, Release, StoredPost, Variant
from tests.benchmarks.stopwatch import seconds, tell
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_communes

pytestmark = pytest.mark.django_db

SOME, ALL = 200, 3321  # a province's communes, and the whole country's
# Approving composes every post and compares its hash, twice; the bare insert only writes.
AT_MOST_TIMES_BARE = 20


def measure(number: int) -> tuple[float, float, int]:
    """Seconds of the approval, seconds of the bare insert, queries of the approval."""
    desk = Desk()
    choose(desk, make_communes(desk.office, number))
    desk.submit()
    shown = desk.shown()
    with CaptureQueriesContext(connection) as queries:
        approving = seconds(lambda: desk.approve(desk.leader, fingerprint=shown))
    release = Release.objects.get(page=desk.page)
    assert release.deliveries.count() == number + 1  # and the portal
    inserting = seconds(lambda: insert_bare(release))
    tell(
        f"release to {number} destinations: {approving:.2f} s in {len(queries)} queries; "
        f"bare insert {inserting:.2f} s; {approving / inserting:.1f} times"
    )
    return approving, inserting, len(queries)


def insert_bare(release: Release) -> None:
    """The release's rows once more, under a release without anything."""
    variants = list(release.variants.all())
    deliveries = list(release.deliveries.all())
    posts = list(StoredPost.objects.filter(variants__release=release).distinct())
    release.pk = None
    release.save(force_insert=True)
    StoredPost.objects.bulk_create(posts, ignore_conflicts=True)
    for row in [*variants, *deliveries]:
        row.pk, row.release = None, release
    for delivery in deliveries:
        delivery.key = uuid.uuid4()
    Variant.objects.bulk_create(variants)
    Delivery.objects.bulk_create(deliveries)


def test_a_release_to_the_whole_country_costs_little_more_than_its_rows():
    measure(1)  # what a first call caches stays out of the comparison
    some, _bare, queries_of_some = measure(SOME)
    all_of_them, bare, queries_of_all = measure(ALL)

    assert queries_of_all == queries_of_some
    assert all_of_them < some * ALL / SOME * 2
    assert all_of_them < bare * AT_MOST_TIMES_BARE
