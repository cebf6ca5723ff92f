"""English: names of months and days, hours before and after noon, numbers in words."""

import re
from dataclasses import replace

from .dates import date, hour, is_day
from .forms import written_in
from .grammar import Form, Match, Scene, Words, any_of
from .number import Family, Number, one
from .spelling import Role, spelled

_NAMES = (
    "January February March April May June July August September October November December".split()
)
MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"Sept": 9}
_MONTH = rf"(?:{any_of(MONTHS)})\b\.?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_JOINER = r"\s*(?:–|—|-|to|and|&|until|through)\s*"


def _date(
    text: str,
    start: int,
    day: str | None,
    month: str,
    year: str | None,
    *,
    is_optional: bool = False,
) -> Number:
    values = (int(year) if year else None, MONTHS[month.rstrip(".")], int(day) if day else None)
    if not is_day(*values):
        return Number(text, start, start + len(text), one(Family.RATIO, values))
    made = date(text, start, year=values[0], month=values[1], day=values[2])
    if values[0] is None and values[2] is None:
        readings = one(Family.DATE, values)
        return Number(text, start, made.end, readings, is_optional=True)
    return made


def _read_month_first(match: Match, scene: Scene) -> list[Number]:
    """“July 1 to 15, 2025” are two days."""
    month, year = match["named_month"], match["named_year"]
    if not match["named_last"]:
        text = written_in(match, scene)
        return [_date(text, match.start(), match["named_day"], month, year)]
    cut, start = match.end("named_day"), match.start("named_last")
    first, last = scene.text[match.start() : cut], scene.text[start : match.end()]
    return [
        _date(first, match.start(), match["named_day"], month, year),
        _date(last, start, match["named_last"], month, year),
    ]


MONTH_FIRST = Form(
    "named",
    rf"\b(?P<named_month>{_MONTH})(?:\s+(?P<named_day>\d{{1,2}}){_ORDINAL}(?![\d.:]|,\d)"
    rf"(?:{_JOINER}(?P<named_last>\d{{1,2}}){_ORDINAL}(?![\d.:]|,\d))?)?"
    r"(?:,?\s+(?:of\s+)?(?P<named_year>\d{4})(?![\d.,]*\d))?",
    _read_month_first,
)


def _read_day_first(match: Match, scene: Scene) -> list[Number]:
    day, month, year = match["dated_day"], match["dated_month"], match["dated_year"]
    return [_date(written_in(match, scene), match.start(), day, month, year)]


DAY_FIRST = Form(
    "dated",
    rf"(?<![\d.,/])(?P<dated_day>\d{{1,2}}){_ORDINAL}(?:\s+(?:of\s+|day of\s+)?|-)"
    rf"(?P<dated_month>{_MONTH})(?:(?:,?\s+|-)(?P<dated_year>\d{{4}})(?!\d))?",
    _read_day_first,
)


def _read_noon(match: Match, scene: Scene) -> list[Number]:
    hours, minutes = int(match["noon_hours"]), match["noon_minutes"]
    is_late = match["noon_half"].lower() == "p"
    if not is_late and hours == 12:
        hours = 0
    text = written_in(match, scene)
    made = hour(text, match.start(), hours, int(minutes or 0), is_late=is_late)
    times = frozenset(reading for reading in made.readings if reading[0] is Family.TIME)
    return [replace(made, readings=times or made.readings, parts=())]


NOON = Form(
    "noon",
    r"(?<![\d:.])(?P<noon_hours>\d{1,2})(?:[:.](?P<noon_minutes>[0-5]\d))?\s?"
    r"(?P<noon_half>[AaPp])\.?\s?[Mm]\b\.?",
    _read_noon,
)


def _read_hours(match: Match, scene: Scene) -> list[Number]:
    minutes = int(match["hours_minutes"]) if match["hours_minutes"] else None
    return [hour(written_in(match, scene), match.start(), int(match["hours_full"]), minutes)]


HOURS = Form(
    "hours",
    r"(?<![\d.,/])(?P<hours_full>\d{1,2})(?:h(?P<hours_minutes>[0-5]\d)?(?!\w)|\s+o['’]clock)",
    _read_hours,
)

_WEEKDAYS = {
    name: number
    for number, name in enumerate("Monday Tuesday Wednesday Thursday Friday Saturday".split(), 2)
}


def _read_weekday(match: Match, scene: Scene) -> list[Number]:
    readings = one(Family.WEEKDAY, _WEEKDAYS[match["weekday_name"]])
    return [Number(match[0], match.start(), match.end(), readings, is_optional=True)]


WEEKDAY = Form("weekday", rf"\b(?P<weekday_name>{any_of(_WEEKDAYS)})s?\b", _read_weekday)

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
LEXICON = {
    **{word: (Role.UNIT, value) for value, word in enumerate(_SMALL, start=1)},
    **{word: (Role.UNIT, value) for value, word in enumerate(_ORDINALS, start=1)},
    **{
        f"{word}s": (Role.UNIT, value) for value, word in enumerate(_ORDINALS, start=1) if value > 2
    },
    **{word: (Role.BASE, 10 * value) for value, word in enumerate(_TENS, start=2)},
    "once": (Role.UNIT, 1),
    "twice": (Role.UNIT, 2),
    "hundred": (Role.PLACE, 100),
    "thousand": (Role.SCALE, 10**3),
    "million": (Role.SCALE, 10**6),
    "billion": (Role.SCALE, 10**9),
    "and": (Role.FILLER, 0),
}
_NOT_ALONE = frozenset(["hundred", "thousand", "million", "billion"])
_WORD = re.compile(r"[A-Za-z]+|[^\sA-Za-z\-]")


def read_words(text: str) -> list[tuple[int, str]]:
    words = [word.lower() for word in _WORD.findall(text)]
    found = spelled(words, LEXICON)
    return [
        (value, written.removesuffix(" and"))
        for value, written in found
        if written not in _NOT_ALONE
    ]


ENGLISH = Words(
    forms=(MONTH_FIRST, DAY_FIRST, NOON, HOURS, WEEKDAY),
    scales={
        "hundred": 100,
        "thousand": 1000,
        "million": 10**6,
        "billion": 10**9,
        "trillion": 10**12,
    },
    percent=("percentage points?", "percent", "per cent", "pct"),
    permille=("per mille", "per thousand"),
    read_words=read_words,
)
