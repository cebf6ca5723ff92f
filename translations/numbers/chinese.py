"""Chinese characters: dates, hours and numbers in words."""

import re

from .dates import date, hour, is_day
from .forms import written_in
from .grammar import Form, Match, Scene, Words
from .number import Family, Number, one
from .spelling import Role, Spelled, spelled_without_spaces


def _read_date(match: Match, scene: Scene) -> list[Number]:
    year, month, day = (
        int(match[name]) if match[name] else None
        for name in ("date_year", "date_month", "date_day")
    )
    assert month is not None
    text = written_in(match, scene)
    if is_day(year, month, day):
        return [date(text, match.start(), year=year, month=month, day=day)]
    return [Number(text, match.start(), match.end(), one(Family.RATIO, (day, month, year)))]


DATE = Form(
    "date",
    r"(?:(?<!\d)(?P<date_year>\d{4})\s*年\s*)?(?<![\d.,])(?P<date_month>\d{1,2})\s*月(?!份?間)"
    r"(?:\s*(?P<date_day>\d{1,2})\s*[日號号])?",
    _read_date,
)


def _read_hours(match: Match, scene: Scene) -> list[Number]:
    minutes = match["hours_minutes"] or match["hours_clock"]
    is_late = match["hours_part"] in ("下午", "晚上", "傍晚")
    text = written_in(match, scene)
    full = int(match["hours_full"])
    return [hour(text, match.start(), full, int(minutes) if minutes else None, is_late=is_late)]


HOURS = Form(
    "hours",
    r"(?P<hours_part>上午|下午|早上|晚上|傍晚|中午)?\s*(?<![\d.,])(?P<hours_full>\d{1,2})\s*"
    r"(?:[時时點点]\s*(?:(?P<hours_minutes>[0-5]?\d)\s*分)?|:(?P<hours_clock>[0-5]\d)(?![\d:]))",
    _read_hours,
)

_WEEKDAYS = "一二三四五六"


def _read_weekday(match: Match, scene: Scene) -> list[Number]:
    value = _WEEKDAYS.index(match["weekday_name"]) + 2
    return [
        Number(match[0], match.start(), match.end(), one(Family.WEEKDAY, value), is_optional=True)
    ]


WEEKDAY = Form(
    "weekday", rf"(?:星期|禮拜|礼拜|週|周)(?P<weekday_name>[{_WEEKDAYS}])", _read_weekday
)

LEXICON = {
    **{letter: (Role.UNIT, value) for value, letter in enumerate("一二三四五六七八九", start=1)},
    "兩": (Role.UNIT, 2),
    "两": (Role.UNIT, 2),
    "零": (Role.FILLER, 0),
    "〇": (Role.FILLER, 0),
    "十": (Role.PLACE, 10),
    "百": (Role.PLACE, 100),
    "千": (Role.PLACE, 1000),
    "萬": (Role.SCALE, 10**4),
    "万": (Role.SCALE, 10**4),
    "億": (Role.SCALE, 10**8),
    "亿": (Role.SCALE, 10**8),
}
_NOT_ALONE = frozenset("百千萬万億亿")
_WORD = re.compile(r"百分之|\S")


def read_words(text: str) -> list[Spelled]:
    return spelled_without_spaces(text, _WORD, LEXICON, not_alone=_NOT_ALONE)


CHINESE = Words(
    forms=(DATE, HOURS, WEEKDAY),
    starts="上下早晚傍中星禮礼週周百",
    scales={
        "百": 100,
        "千": 1000,
        "萬": 10**4,
        "万": 10**4,
        "億": 10**8,
        "亿": 10**8,
    },
    not_scale=r"(?!分|瓦|米|克)",
    percent=("個百分點", "个百分点"),
    percent_before=("百分之",),
    has_spaces=False,
    read_words=read_words,
)
