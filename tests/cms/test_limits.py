"""Counting what goes wrong."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from cms.limits import Limit, tidy
from cms.models import Tally
from tests.publishing.delivery.databases import own_database

pytestmark = pytest.mark.django_db
LIMIT = Limit("test", most=2, seconds=60)


def test_it_is_reached_after_so_many_times():
    LIMIT.count("a", "b")
    assert not LIMIT.is_reached("a", "b")
    LIMIT.count("a", "b")
    assert LIMIT.is_reached("a", "b")


def test_others_are_counted_apart():
    for _n in range(LIMIT.most):
        LIMIT.count("ab", "c")
    assert not LIMIT.is_reached("a", "bc")
    assert not Limit("other", most=2, seconds=60).is_reached("ab", "c")


def test_it_ends_with_its_time_or_when_it_is_forgotten():
    brief, long = Limit("brief", most=1, seconds=0), Limit("long", most=1, seconds=60)
    for limit in (brief, long):
        limit.count("a")
    assert long.is_reached("a")
    long.forget("a")
    assert not long.is_reached("a")
    assert not brief.is_reached("a")


def test_what_is_counted_first_admits_no_more_than_the_limit():
    assert [LIMIT.admits("a") for _try in range(4)] == [True, True, False, False]


def test_what_did_not_go_wrong_is_taken_back():
    for _try in range(5):
        assert LIMIT.admits("a")
        LIMIT.take_back("a")
    LIMIT.take_back("a")
    LIMIT.count("a")
    assert not LIMIT.is_reached("a")


def test_of_many_at_once_no_more_than_the_limit_are_admitted(tmp_path):
    few = Limit("few", most=3, seconds=60)

    def ask(_n):
        try:
            return few.admits("a")
        finally:
            connections.close_all()

    with own_database(tmp_path), ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(16))) == few.most


def test_no_two_processes_count_as_one(tmp_path):
    many = Limit("many", most=40, seconds=60)

    def count(_n):
        try:
            for _time in range(10):
                many.count("a")
        finally:
            connections.close_all()

    with own_database(tmp_path), ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(4)))
        assert Tally.objects.get().number == 40
        assert many.is_reached("a")


def test_its_time_is_fixed_by_the_first_count():
    """A cache's own time, five minutes in Django's, or a new one with each count would be wrong."""
    hour = Limit("hour", most=2, seconds=3600)
    began = timezone.now()
    hour.count("a")
    Tally.objects.update(ends_at=began + timedelta(seconds=600))
    hour.count("a")
    assert hour.is_reached("a")
    assert Tally.objects.get().ends_at == began + timedelta(seconds=600)


def test_after_its_time_a_new_count_begins():
    for _n in range(LIMIT.most):
        LIMIT.count("a")
    Tally.objects.update(ends_at=timezone.now())
    LIMIT.count("a")
    assert Tally.objects.get().number == 1
    assert not LIMIT.is_reached("a")
    assert Tally.objects.get().ends_at > timezone.now() + timedelta(seconds=50)


def test_a_flood_of_others_pushes_nobody_out():
    for _n in range(LIMIT.most):
        LIMIT.count("a")
    for number in range(400):
        LIMIT.count(str(number))
    cache.clear()
    assert LIMIT.is_reached("a")


def test_what_has_ended_is_tidied_away():
    LIMIT.count("a")
    Limit("brief", most=1, seconds=0).count("b")
    tidy()
    assert [one.number for one in Tally.objects.all()] == [1]
    assert Tally.objects.get().key.startswith("test-")
