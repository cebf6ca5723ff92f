"""Time that counts: weekends and days off do not; days are Vietnam's."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cms.working_time import after_office_hours, day_of, today, working_time_between
from tests.fakes.clock import VIETNAM

HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In March 2027, whose first day is a Monday."""
    return datetime(2027, 3, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(1, 9), at(1, 17), 8),
        (at(1, 9), at(3, 9), 48),
        (at(5, 17), at(8, 9), 7 + 9),  # from Friday's evening to Monday's morning
        (at(6, 8), at(7, 20), 0),
        (at(6, 8), at(8, 1), 1),
        (at(1, 0), at(15, 0), 240),
        (at(3, 9), at(1, 9), 0),
    ],
)
def test_saturdays_and_sundays_do_not_count(start, end, hours):
    assert working_time_between(start, end) == hours * HOUR


def test_days_off_do_not_count(settings):
    settings.LOA_DAYS_OFF = {date(2027, 3, 2)}

    assert working_time_between(at(1, 12), at(3, 12)) == 24 * HOUR


def test_the_weekend_begins_at_midnight_in_vietnam_whatever_zone_the_times_are_in():
    friday_evening = at(5, 23).astimezone(UTC)

    assert working_time_between(friday_evening, at(6, 5).astimezone(UTC)) == HOUR


def test_today_is_vietnams_even_where_somebody_chose_another_zone(clock):
    clock.set("00:30")

    with timezone.override(ZoneInfo("America/New_York")):
        assert today() == clock.today


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(1, 8), 8, at(1, 17)),
        (at(1, 9), 8, at(2, 9)),
        (at(1, 11), 2, at(1, 14)),  # noon does not count
        (at(1, 12, 30), 1, at(1, 14)),
        (at(5, 16), 8, at(8, 16)),  # over a weekend
        (at(6, 10), 4, at(8, 12)),
        (at(1, 22), 1, at(2, 9)),  # asked at night
        (at(1, 3), 1, at(1, 9)),
        (at(1, 8), 40, at(5, 17)),
    ],
)
def test_who_is_asked_within_office_hours_has_as_many_of_them(start, hours, end):
    assert after_office_hours(start, hours) == end
    assert after_office_hours(start.astimezone(UTC), hours) == end


def test_days_off_are_no_office_hours(settings):
    settings.LOA_DAYS_OFF = {date(2027, 3, 2)}

    assert after_office_hours(at(1, 16), 2) == at(3, 9)


def test_the_day_of_a_moment_is_vietnams():
    assert day_of(datetime(2027, 3, 1, 16, 59, tzinfo=UTC)) == date(2027, 3, 1)
    assert day_of(datetime(2027, 3, 1, 17, 0, tzinfo=UTC)) == date(2027, 3, 2)
