"""Days and working time of the house: Vietnam's, whatever clock a browser or a person's profile has."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

SATURDAY = 5


def today() -> date:
    """The present day in Vietnam: what is dated begins and ends with it."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


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
