"""Dates and times of the day, out of their figures."""

from .number import Family, Number, Readings, one, plain

MONTHS, DAYS, HOURS, MINUTES = 12, 31, 24, 60
CENTURY = 2000  # of years that are written with two figures


def is_day(year: int | None, month: int | None, day: int | None) -> bool:
    return (
        (month is None or 1 <= month <= MONTHS)
        and (day is None or 1 <= day <= DAYS)
        and (year is None or 1000 <= year <= 9999)
    )


def date(
    text: str, start: int, *, year: int | None = None, month: int, day: int | None = None
) -> Number:
    readings: Readings = one(Family.DATE, (year, month, day))
    if year is None and day is None:
        readings |= one(Family.NUMBER, month)  # “tháng 7”, but also “6 tháng 7 ngày”
    figures = [value for value in (day, month, year) if value is not None]
    parts = plain(*figures) if len(figures) > 1 else ()
    return Number(text, start, start + len(text), readings, parts)


def month_in(text: str, start: int, month: int, year: int | None) -> list[Number]:
    """A month with or without its year; numbers, where there is no such month."""
    if is_day(year, month, None):
        return [date(text, start, year=year, month=month)]
    values = [month] if year is None else [month, year]
    end = start + len(text)
    return [Number(text, start, end, one(Family.NUMBER, value)) for value in values]


def hour(
    text: str, start: int, hours: int, minutes: int | None, *, is_late: bool = False
) -> Number:
    """`is_late`: after noon. A full hour may also be a number alone: “8 giờ”."""
    later = hours + 12 if is_late and hours < 12 else hours
    readings: Readings = frozenset()
    if later <= HOURS:
        readings = one(Family.TIME, later * 60 + (minutes or 0))
    if not minutes:
        readings |= one(Family.NUMBER, hours)
    parts = () if minutes is None else plain(hours, minutes)
    if not readings:
        readings = one(Family.RATIO, (hours, minutes))
    return Number(text, start, start + len(text), readings, parts)
