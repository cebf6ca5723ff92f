"""Days and working time of the house: Vietnam's, whatever clock a browser or a person's profile has."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

SATURDAY = 5
# When people are asked for an answer within some hours: eight of these are one working day.
OFFICE_HOURS = ((time(8), time(12)), (time(13), time(17)))


def today() -> date:
    """The present day in Vietnam: what is dated begins and ends with it."""
    return day_of(timezone.now())


def day_of(moment: datetime) -> date:
    """The day in Vietnam."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in settings.LOA_DAYS_OFF


def working_time_between(start: datetime, end: datetime) -> timedelta:
    """What passed without Saturdays, Sundays and days off; a working day counts 24 hours."""
    zone = timezone.get_default_timezone()
    here, end = start.astimezone(zone), end.astimezone(zone)
    passed = timedelta()
    while here < end:
        midnight = datetime.combine(here.date() + timedelta(days=1), time(), zone)
        until = min(midnight, end)
        if is_working_day(here.date()):
            passed += until - here
        here = until
    return passed


def after_office_hours(start: datetime, hours: int) -> datetime:
    """When so many of `OFFICE_HOURS` have passed since `start`: whoever is asked at night, or before
    a weekend, has as long as everybody else."""
    zone = timezone.get_default_timezone()
    left, day = timedelta(hours=hours), start.astimezone(zone).date()
    while True:
        for opens, closes in OFFICE_HOURS if is_working_day(day) else ():
            begins = max(datetime.combine(day, opens, zone), start)
            open_for = datetime.combine(day, closes, zone) - begins
            if left <= open_for:
                return begins + left
            left -= max(open_for, timedelta())
        day += timedelta(days=1)
