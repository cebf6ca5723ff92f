import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from publishing.speech import PROFILES, read
from publishing.speech.hearing import heard

days = some.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31))


def understood(spoken):
    """The date that somebody hears."""
    day, rest = spoken.removeprefix("ngày ").split(" tháng ")
    month, year = rest.split(" năm ", 1) if not rest.startswith("năm ") else ("năm", rest[8:])
    return datetime.date(int(heard(year)), int(heard(month)), int(heard(day)))


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d"])
@pytest.mark.parametrize("profile", PROFILES)
@given(day=days)
def test_a_date_is_heard_as_it_was_written(profile, form, day):
    reading = read(f"Hạn là ngày {day.strftime(form)}.", profile=profile)
    assert reading.flags == ()
    assert understood(reading.spoken.removeprefix("Hạn là ").rstrip(".")) == day


@given(day=days)
def test_so_is_one_without_noughts_and_without_the_word_before(day):
    reading = read(f"Hết hạn {day.day}/{day.month}/{day.year}")
    assert understood(reading.spoken.removeprefix("Hết hạn ")) == day


@pytest.mark.parametrize("written", ["30/02/2026", "31/04/2025", "29/02/2025"])
def test_a_day_that_there_is_not_is_flagged(written):
    assert read(f"ngày {written}").blocked


def test_a_leap_day_is_a_day():
    assert not read("ngày 29/02/2024").blocked
    assert not read("ngày 29/2").blocked
