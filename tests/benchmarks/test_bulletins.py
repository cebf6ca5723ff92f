"""A national bulletin on its way to every commune, and a commune's list among all the others."""

import gc
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cms.models import Office
from publishing.models import Delivery, Destination, Release, StoredPost, Variant
from publishing.reach.places import of_bulletin, of_period
from tests.benchmarks.stopwatch import tell
from tests.factories.communes import bulletin_post, make_token
from tests.factories.provinces import centre_desk, province
from tests.factories.publishing import make_release, make_work

pytestmark = pytest.mark.django_db

OFFICES, COMMUNES, FEW, TEN = 34, 3321, 34, 10
MOST_QUERIES = 6  # of the table of communes, with the systems of provinces
BULLETINS = 50  # in force at a time, in each commune
AT_MOST_TIMES_BARE, AT_MOST_TIMES_AMONG_TEN = 3, 1.3
ROUNDS, LOOKS = 3, 15
_numbers = count(1)


def communes_of(offices: list[Office], number: int) -> list[Destination]:
    return Destination.objects.bulk_create(
        Destination(
            office=offices[n % len(offices)],
            channel="loudspeaker",
            name=f"Loa xã {next(_numbers)}",
            config={"commune_code": f"{n:05}", "station": ""},
        )
        for n in range(number)
    )


def approved(offices: list[Office], number: int) -> tuple[Release, float, int]:
    """A national bulletin with the hotline of each office, with processor seconds and queries of
    its last approval: composed and compared twice, written, sealed, live."""
    desk = centre_desk(communes_of(offices, number))
    desk.submit()
    shown = desk.shown()
    with asked() as queries:
        took = processor(lambda: desk.approve(desk.leader, fingerprint=shown))
    return Release.objects.get(page=desk.page), took, len(queries)


def inserted_bare(release: Release) -> float:
    """Processor seconds for the rows of the release once more, under a release without anything."""
    variants, deliveries = list(release.variants.all()), list(release.deliveries.all())
    posts = list(StoredPost.objects.filter(variants__release=release).distinct())
    release.pk = None
    release.save(force_insert=True)
    for row in [*variants, *deliveries]:
        row.pk, row.release = None, release
    for delivery in deliveries:
        delivery.key = uuid.uuid4()

    def insert() -> None:
        StoredPost.objects.bulk_create(posts, ignore_conflicts=True)
        Variant.objects.bulk_create(variants)
        Delivery.objects.bulk_create(deliveries)

    return processor(insert)


@contextmanager
def asked() -> Iterator[list[str]]:
    """Statements as they are sent. Django's own capture takes longer than some of them."""
    found: list[str] = []

    def note(execute: Callable, sql: str, *rest: object) -> object:
        found.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield found


def processor(work: Callable[[], object]) -> float:
    """Seconds of this process: whoever else uses the machine does not count."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def test_a_national_bulletin_for_every_commune_costs_little_more_than_its_rows():
    offices = [province(hotline=f"0210 000 {number:04}") for number in range(OFFICES)]
    approved(offices, FEW)  # what a first time remembers stays out
    _few, _took, queries_of_few = approved(offices, FEW)
    whole, bare, queries = [], [], []
    for _round in range(ROUNDS):
        release, took, number = approved(offices, COMMUNES)
        assert release.deliveries.count() == COMMUNES + 1  # and the portal
        stored = release.variants.exclude(destination__channel="portal").values("post").distinct()
        assert stored.count() == OFFICES
        whole.append(took)
        queries.append(number)
        bare.append(inserted_bare(release))

    times = median(whole) / median(bare)
    tell(
        f"a bulletin for {COMMUNES} communes of {OFFICES} offices: {median(whole):.2f} s in"
        f" {queries[0]} queries; its rows bare {median(bare):.2f} s; {times:.2f} times"
    )
    assert set(queries) == {queries_of_few}
    assert times < AT_MOST_TIMES_BARE


def bulletins(number: int) -> list[tuple[Release, StoredPost]]:
    """One item each, in force, with its script."""
    made = []
    for each in range(number):
        post = bulletin_post(f"Bản tin {each}", "Kính thưa bà con. " * 60)
        stored, _new = StoredPost.objects.get_or_create(
            hash=post.hash, defaults={"data": post.to_data()}
        )
        release = make_release(make_work(), title=post.title, went_live_at=timezone.now())
        made.append((release, stored))
    return made


def put_into_lists(made: list[tuple[Release, StoredPost]], places: list[Destination]) -> None:
    """Accepted by every place, as `fetch` leaves them."""
    due = timezone.now() - timedelta(minutes=1)
    for release, post in made:
        variants = Variant.objects.bulk_create(
            Variant(release=release, destination=place, language="vi", post=post)
            for place in places
        )
        Delivery.objects.bulk_create(
            Delivery(
                release=release,
                work_id=release.work_id,
                destination_id=variant.destination_id,
                language="vi",
                variant=variant,
                action=Delivery.Action.PUBLISH,
                state=Delivery.State.ACCEPTED,
                remote_id=f"{variant.pk}",
                due_at=due,
            )
            for variant in variants
        )


def list_page(client: Client, address: str) -> tuple[float, int]:
    """The least of many, for what else the processor does only adds; and its queries."""
    with asked() as queries:
        answer = client.get(address)
    assert answer.content.decode().count("<li class=") == 25  # of the first page
    return min(processor(lambda: client.get(address)) for _look in range(LOOKS)), len(queries)


def test_a_commune_s_list_takes_no_longer_among_all_the_communes(client):
    offices = [province() for _number in range(OFFICES)]
    made = bulletins(BULLETINS)
    few = communes_of(offices, TEN)
    put_into_lists(made, few)
    address = f"/loa/{make_token(few[3])}/"
    list_page(client, address)
    alone, queries = list_page(client, address)
    put_into_lists(made, communes_of(offices, COMMUNES - TEN))
    among_all, queries_among_all = list_page(client, address)

    tell(
        f"a list of {BULLETINS} bulletins: {alone * 1000:.1f} ms with {TEN} communes,"
        f" {among_all * 1000:.1f} ms with {COMMUNES}, in {queries_among_all} queries;"
        f" {among_all / alone:.2f} times"
    )
    assert queries_among_all == queries
    assert among_all < alone * AT_MOST_TIMES_AMONG_TEN
    tell_of_reach(made[0][0])


def tell_of_reach(release: Release) -> None:
    """The table of communes for one bulletin, and for all of a month."""
    now = timezone.now()
    month = {"since": now - timedelta(days=30), "until": now + timedelta(days=1)}
    looks = {
        "one bulletin": lambda: of_bulletin(
            Delivery.objects.all(), work=release.work_id, language="vi"
        ),
        "a month": lambda: of_period(Delivery.objects.all(), **month),
    }
    for name, look in looks.items():
        with asked() as queries:
            took = processor(lambda look=look: look())
        tell(f"{name} in {COMMUNES} communes: {took:.2f} s in {len(queries)} queries")
        assert len(queries) <= MOST_QUERIES
