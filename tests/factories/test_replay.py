"""What is written again is what the factory would write, and only where that is certain."""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from wagtail.models import Page, PageLogEntry

from cms.models import Office, Topic
from publishing.models import Destination
from tests.fakes.clock import Clock

from . import offices, replay
from .offices import make_centre, make_province

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="elsewhere nothing is replayed"),
]


@pytest.fixture
def ran(monkeypatch):
    """Numbers of the factories that ran as they are, kept or not."""
    numbers = []

    def record(number, write):
        numbers.append(number)
        return original(number, write)

    original = replay.record
    monkeypatch.setattr(replay, "record", record)
    monkeypatch.setattr(replay.place, "untouched", replay.State(replay.given()))
    replay.place.begin()
    return numbers


def again(make):
    """What it gives; the database and the test are then as they were."""
    replay.place.begin()
    with transaction.atomic():
        result = make()
        transaction.set_rollback(True)
    replay.place.begin()
    return result


def rows() -> dict[str, list]:
    """The whole database, but for what is another each time."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {
            table: sorted(map(_comparable, cursor.execute(f'SELECT * FROM "{table}"').fetchall()))
            for table in tables
        }


def _comparable(row: tuple) -> str:
    return repr([None if _is_new(value) else value for value in row])


def _is_new(value) -> bool:
    identifier = isinstance(value, str) and replay.IDENTIFIER.fullmatch(value)
    return bool(identifier) or isinstance(value, timezone.datetime)


def offices_of_a_test(centre, province) -> dict[str, list]:
    centre(5001)
    province(5002, "", "", 1)
    province(5003, "TQ", "BHXH tỉnh Tuyên Quang", 1)
    return rows()


def test_offices_that_are_written_again_are_those_that_the_factory_makes(ran):
    kept = (offices._write_centre, offices._write_province)
    really = [write.__wrapped__ for write in kept]

    made = again(lambda: offices_of_a_test(*really))
    recorded = again(lambda: offices_of_a_test(*kept))
    repeated = again(lambda: offices_of_a_test(*kept))

    assert ran == ["5001", "5002", "5003"]
    assert recorded == made
    assert repeated == made


def test_a_number_is_the_one_that_is_given_now(ran):
    again(make_province)

    province = make_province()

    assert len(ran) == 2
    assert [province.name.endswith(province.code[1:]), province.code[1:] in ran] == [True, False]
    assert province.home.slug == f"tinh-{province.code.lower()}"
    assert not Page.objects.filter(title__contains=ran[-1]).exists()


def test_identifiers_are_new_and_moments_are_of_now(ran, monkeypatch):
    clock = Clock(monkeypatch)

    def made() -> set:
        make_province()
        keys = Page.objects.exclude(depth=1).values_list("translation_key", flat=True)
        return {*keys, *Destination.objects.values_list("uuid", flat=True)}

    first = again(made)
    clock.forward(days=3)

    assert first & made() == set()
    assert len(ran) == 2
    assert set(PageLogEntry.objects.values_list("timestamp", flat=True)) == {clock.now}


def test_where_something_else_was_written_the_factory_runs(ran):
    again(make_province)
    make_centre()
    Topic.objects.create(slug="muc-dong", name="Mức đóng")

    make_province()

    assert replay.place.now() is None
    assert Office.objects.count() == 2


@pytest.mark.parametrize("change", [{"name": "Khác"}, {"slug": "khac"}])
def test_a_row_that_was_changed_is_something_else(ran, change):
    make_province()
    assert replay.place.now()

    Office.objects.filter(code="VN").update(**change)

    assert replay.place.now() is None


def test_what_was_rolled_back_is_made_again(ran):
    with transaction.atomic():
        make_province()
        transaction.set_rollback(True)

    province = make_province()

    assert list(Office.objects.order_by("pk")) == [province.parent, province]


@replay.replayed
def write_what_is_set(number: int) -> None:
    Topic.objects.create(
        slug=f"muc-{number}", name=f"{settings.LOA_WORDS} {translation.gettext('Centre')}"
    )


def test_what_was_written_under_other_settings_is_not_repeated(ran, settings):
    def name() -> str:
        write_what_is_set(7001)
        return Topic.objects.get().name

    settings.LOA_WORDS = "một"
    one = [again(name), again(name)]
    settings.LOA_WORDS = "hai"

    assert one == ["một Trung ương"] * 2
    assert again(name) == "hai Trung ương"
    with translation.override("en"):
        assert again(name) == "hai Centre"
    assert len(ran) == 3


@replay.replayed
def write_a_hash(number: int) -> None:
    Topic.objects.create(slug=f"muc-{number}", name=f"P{number}, md5$ac9001$9001d")


def test_a_number_within_a_hash_is_none(ran):
    for number in (9001, 9002):
        with transaction.atomic():
            replay.place.begin()
            write_a_hash(number)
            assert Topic.objects.get().name == f"P{number}, md5$ac9001$9001d"
            transaction.set_rollback(True)

    assert ran == ["9001"]


@replay.replayed
def write_in_vain(number: int) -> None:
    with transaction.atomic():
        Topic.objects.create(slug=f"muc-{number}", name="Mức đóng")
        transaction.set_rollback(True)
    Topic.objects.create(slug=f"khac-{number}", name="Khác")


def test_what_a_factory_takes_back_is_never_written(ran):
    for _time in range(2):
        assert again(lambda: [write_in_vain(8001), Topic.objects.get().name][1]) == "Khác"

    assert len(ran) == 2
