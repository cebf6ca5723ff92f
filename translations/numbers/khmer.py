"""Khmer: dates, hours and numbers in words. Words stand without spaces; digits are folded before."""

import re

from .dates import date, hour, is_day, month_in
from .forms import written_in
from .grammar import Form, Match, Scene, Words, any_of
from .number import Family, Number, one
from .spelling import Role, Spelled, spelled_without_spaces

_NAMES = (
    *("មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា"),
    *("កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"),
)
MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
MONTHS |= {"កុម្ភះ": 2, "មិនា": 3}
_NAMED = any_of(MONTHS)
_YEAR = r"(?:\s*,?\s*(?:ឆ្នាំ)\s*|\s+|\s*/\s*)"


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text]


def _read_date(match: Match, scene: Scene) -> list[Number]:
    month = _month(match["date_number"] or match["date_name"])
    day = int(match["date_day"])
    year = int(match["date_year"]) if match["date_year"] else None
    text = written_in(match, scene)
    if is_day(year, month, day):
        return [date(text, match.start(), year=year, month=month, day=day)]
    return [Number(text, match.start(), match.end(), one(Family.RATIO, (day, month, year)))]


DATE = Form(
    "date",
    r"(?<![\d.,/])(?:ថ្ងៃ\s*(?:ទី)?\s*)?(?P<date_day>\d{1,2})\s*,?\s*"
    rf"(?:ខែ\s*(?P<date_number>\d{{1,2}})(?![\d.,/]*\d)(?!\s*ថ្ងៃ)|(?:ខែ\s*)?(?P<date_name>{_NAMED}))"
    rf"(?:{_YEAR}(?P<date_year>\d{{4}})(?![\d.,]*\d))?",
    _read_date,
)


def _read_month(match: Match, scene: Scene) -> list[Number]:
    month = _month(match["month_number"] or match["month_name"])
    year = int(match["month_year"]) if match["month_year"] else None
    return month_in(written_in(match, scene), match.start(), month, year)


MONTH = Form(
    "month",
    rf"ខែ\s*(?:(?P<month_number>\d{{1,2}})(?!\d|[.,]\d|\s*/\s*\d{{1,3}}(?!\d))|(?P<month_name>{_NAMED}))"
    rf"(?:{_YEAR}(?P<month_year>\d{{4}})(?![\d.,]*\d))?",
    _read_month,
)


def _read_hours(match: Match, scene: Scene) -> list[Number]:
    minutes = match["hours_minutes"] or match["hours_spoken"]
    is_late = match["hours_part"] in ("រសៀល", "ល្ងាច", "យប់")
    full = int(match["hours_full"])
    text = written_in(match, scene)
    return [hour(text, match.start(), full, int(minutes) if minutes else None, is_late=is_late)]


HOURS = Form(
    "hours",
    r"ម៉ោង\s*(?P<hours_full>\d{1,2})(?!\d|[.,]\d{3}|\s*នាទី)"
    r"(?:\s?[:.៖]\s?(?P<hours_minutes>[0-5]\d)(?:\s*នាទី)?"
    r"|\s*(?:និង\s*)?(?P<hours_spoken>[0-5]?\d)\s*នាទី)?"
    r"(?:\s*(?P<hours_part>ព្រឹក|រសៀល|ល្ងាច|យប់))?",
    _read_hours,
)

_WEEKDAYS = {
    "ចន្ទ": 2,
    "ច័ន្ទ": 2,
    "អង្គារ": 3,
    "ពុធ": 4,
    "ព្រហស្បតិ៍": 5,
    "សុក្រ": 6,
    "សៅរ៍": 7,
}


def _read_weekday(match: Match, scene: Scene) -> list[Number]:
    readings = one(Family.WEEKDAY, _WEEKDAYS[match["weekday_name"]])
    return [Number(match[0], match.start(), match.end(), readings, is_optional=True)]


WEEKDAY = Form("weekday", rf"ថ្ងៃ\s*(?P<weekday_name>{any_of(_WEEKDAYS)})", _read_weekday)

_UNITS = (*("មួយ", "ពីរ", "បី", "បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន"),)
_TENS = ("ដប់", "ម្ភៃ", "សាមសិប", "សែសិប", "ហាសិប", "ហុកសិប", "ចិតសិប", "ប៉ែតសិប", "កៅសិប")
SCALES = {
    "រយ": 100,
    "ពាន់": 1000,
    "ម៉ឺន": 10**4,
    "សែន": 10**5,
    "លាន": 10**6,
    "កោដិ": 10**7,
    "ប៊ីលាន": 10**9,
}
LEXICON = {
    **{word: (Role.UNIT, value) for value, word in enumerate(_UNITS, start=1)},
    **{word: (Role.BASE, 10 * value) for value, word in enumerate(_TENS, start=1)},
    **{word: (Role.SCALE, value) for word, value in SCALES.items() if value > 100},
    "រយ": (Role.PLACE, 100),
}
_WORD = re.compile(rf"{any_of(LEXICON)}|[^\s\u200b]")


def read_words(text: str) -> list[Spelled]:
    return spelled_without_spaces(text, _WORD, LEXICON, not_alone=SCALES)


KHMER = Words(
    forms=(DATE, MONTH, HOURS, WEEKDAY),
    starts="ថខមភ",
    scales=SCALES,
    not_scale=r"(?![ៈៃ])",
    percent=("ភាគរយ",),
    percent_before=("ភាគរយ",),
    has_spaces=False,
    read_words=read_words,
)
