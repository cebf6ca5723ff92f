import time
from datetime import date

from publishing.airing.clashes import Wanted, clashes
from publishing.airing.wishes import Wishes


def wanted(key, *times, once=60, last_day=None, **wishes):
    read = Wishes.read({"times": list(times), **wishes})
    return Wanted(key, str(key), once, read, last_day)


def found(*listed):
    return [(c.one.key, c.other.key, c.clock, c.days) for c in clashes(listed)]


def test_two_bulletins_at_the_same_time_clash_on_the_days_that_they_share():
    assert found(wanted("a", "06:00 135"), wanted("b", "06:00 345")) == [
        ("a", "b", "06:00", (3, 5))
    ]


def test_one_that_is_still_running_clashes_with_what_begins():
    long = wanted("a", "06:00 1", once=60, repeats="3", pause="60")  # 5 minutes
    assert found(long, wanted("b", "06:04 1")) == [("a", "b", "06:04", (1,))]
    assert found(long, wanted("b", "06:05 1")) == []


def test_the_order_of_the_list_stays_whoever_begins_first():
    assert found(wanted("late", "06:01 1"), wanted("early", "06:00 1", once=120)) == [
        ("late", "early", "06:01", (1,))
    ]


def test_a_week_is_a_circle():
    sunday = wanted("a", "23:59 7", once=180)
    assert found(sunday, wanted("b", "00:01 1")) == [("a", "b", "00:01", (1,))]


def test_a_bulletin_that_clashes_with_itself_only_is_none():
    assert found(wanted("a", "06:00 1", "06:01 1", once=300)) == []


def test_bulletins_of_different_weeks_do_not_meet():
    now = wanted("a", "06:00 1", last_day=date(2026, 12, 6))
    later = wanted("b", "06:00 1", first_day="2026-12-07")
    assert found(now, later) == []
    assert found(now, wanted("b", "06:00 1", first_day="2026-12-06")) != []


def test_without_a_wanted_time_nothing_clashes():
    assert found(wanted("a"), wanted("b")) == []


def test_fifty_bulletins_of_a_commune_are_looked_through_at_once():
    listed = [
        wanted(n, *(f"{hour:02}:{n % 60:02} 1234567" for hour in (5, 6, 11, 17, 18, 19)))
        for n in range(50)
    ]
    begun = time.perf_counter()
    clashes(listed)
    assert time.perf_counter() - begun < 1
