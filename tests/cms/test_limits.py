"""Counting what goes wrong."""

from cms.limits import Limit

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
