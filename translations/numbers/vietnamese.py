"""Vietnamese: dates, hours and numbers in words. Languages of Viet Nam borrow the words."""

import re

from .dates import date, hour, is_day, month_in
from .forms import written_in
from .grammar import Form, Match, Scene, Words, any_of
from .number import Family, Number, one
from .spelling import Role, spelled

MONTHS = {
    word: number
    for number, names in enumerate(
        (
            *(["một", "giêng"], ["hai"], ["ba"], ["tư", "bốn"], ["năm"], ["sáu"], ["bảy", "bẩy"]),
            *(["tám"], ["chín"], ["mười"], ["mười một"], ["mười hai", "chạp"]),
        ),
        start=1,
    )
    for word in names
}
_MONTH = rf"\d{{1,2}}|(?i:{any_of(MONTHS)})(?!\w)"
_YEAR = r"(?:\s*,?\s*năm\s+|\s*[/\-]\s*)(?P<{0}>\d{{4}})(?!\d)"


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[" ".join(text.lower().split())]


def _read_date(match: Match, scene: Scene) -> list[Number]:
    day, month = int(match["date_day"]), _month(match["date_month"])
    year = int(match["date_year"]) if match["date_year"] else None
    text = written_in(match, scene)
    if is_day(year, month, day):
        return [date(text, match.start(), year=year, month=month, day=day)]
    return [
        Number(text, match.start(), match.end(), one(Family.RATIO, (day, month, year))),
    ]


DATE = Form(
    "date",
    r"(?<![\d.,/])(?i:ngày\s+(?:mùng\s+|mồng\s+)?)?(?P<date_day>\d{1,2})\s+(?i:tháng)\s+"
    rf"(?P<date_month>{_MONTH})(?![\d.,/]*\d)(?!\s+(?i:ngày|tuổi|tháng))"
    rf"(?:{_YEAR.format('date_year')})?",
    _read_date,
)


def _read_month(match: Match, scene: Scene) -> list[Number]:
    month = _month(match["month_name"])
    year = int(match["month_year"]) if match["month_year"] else None
    return month_in(written_in(match, scene), match.start(), month, year)


MONTH = Form(
    "month",
    rf"(?<!\w)(?i:tháng)\s+(?P<month_name>\d{{1,2}}(?![\d.,/]*\d)|(?i:{any_of(MONTHS)})(?!\w)"
    rf"(?=\s*,?\s*năm\s+\d|\s*/\s*\d)|\d{{1,2}}(?=\s*[/\-]\s*\d{{4}}(?!\d)))"
    rf"(?:{_YEAR.format('month_year')})?",
    _read_month,
)


def _read_quarter(match: Match, scene: Scene) -> list[Number]:
    """“quý 3/2025” is no month."""
    return [
        Number(
            match[name],
            match.start(name),
            match.end(name),
            one(Family.NUMBER, int(match[name])),
        )
        for name in ("quarters_number", "quarters_year")
    ]


QUARTERS = Form(
    "quarters",
    r"(?i:quý)\s+(?P<quarters_number>[1-4])\s*/\s*(?P<quarters_year>\d{4})(?!\d)",
    _read_quarter,
)


def _read_hours(match: Match, scene: Scene) -> list[Number]:
    minutes = int(match["hours_minutes"]) if match["hours_minutes"] else None
    is_late = (match["hours_part"] or "").lower() in ("chiều", "tối")
    text = written_in(match, scene)
    return [hour(text, match.start(), int(match["hours_full"]), minutes, is_late=is_late)]


HOURS = Form(
    "hours",
    r"(?<![\d.,/])(?P<hours_full>\d{1,2})(?:\s?(?:h|g)|\s*(?i:giờ))(?![^\W\d_])"
    r"(?:\s?(?P<hours_minutes>[0-5]\d)(?!\d|[.,/:]\d)(?:\s?(?:phút|ph|p)(?!\w))?)?"
    r"(?:\s+(?P<hours_part>(?i:sáng|trưa|chiều|tối))(?!\w))?",
    _read_hours,
)


def _read_weekday(match: Match, scene: Scene) -> list[Number]:
    """“thứ 2” is Monday, or the second."""
    value = int(match["weekday_number"])
    readings = one(Family.NUMBER, value) | one(Family.WEEKDAY, value)
    return [Number(written_in(match, scene), match.start(), match.end(), readings)]


WEEKDAY = Form(
    "weekday", r"(?<!\w)(?i:thứ)\s+(?P<weekday_number>[2-7])(?!\d|[.,/]\d)", _read_weekday
)

_UNITS = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
LEXICON = {
    **{word: (Role.UNIT, value) for word, value in _UNITS.items()},
    "mười": (Role.BASE, 10),
    "mươi": (Role.PLACE, 10),
    "trăm": (Role.PLACE, 100),
    **dict.fromkeys(("nghìn", "ngàn"), (Role.SCALE, 1000)),
    "triệu": (Role.SCALE, 10**6),
    **dict.fromkeys(("tỷ", "tỉ"), (Role.SCALE, 10**9)),
    **dict.fromkeys(("linh", "lẻ"), (Role.FILLER, 0)),
}
# Alone these are other words (year, private, five of something) unless such a word is beside them.
_COUNTED = frozenset(
    "người ngày tháng năm tuần lần phần bước nhóm loại giờ phút tuổi tỉnh huyện xã đối trường cơ".split()
)
_AFTER = frozenset("thứ tháng quý".split())
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_NOT_ALONE = frozenset("nghìn ngàn triệu tỷ tỉ trăm mươi linh lẻ mốt lăm nhăm".split())


def read_words(text: str) -> list[tuple[int, str]]:
    words = [word.lower() for word in _WORD.findall(text)]
    kept = [word if _counts(words, place) else "·" for place, word in enumerate(words)]
    return [found for found in spelled(kept, LEXICON) if found[1] not in _NOT_ALONE]


def _counts(words: list[str], place: int) -> bool:
    word = words[place]
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if word == "năm":
        return (before in LEXICON and before in ("mươi", "mười", "trăm", "lẻ", "linh")) or (
            after in _COUNTED or after in ("mươi", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ")
        )
    return word != "tư" or before in _AFTER or before == "mươi"


SCALES = {
    "trăm": 100,
    "nghìn": 1000,
    "ngàn": 1000,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_FORMS = (QUARTERS, DATE, MONTH, HOURS, WEEKDAY)
_PERCENT = (r"điểm\s+phần\s+trăm", r"phần\s+trăm", r"điểm\s*%")
_NOT_SCALE = r"(?!\s+(?:lệ|chứng|mỉ))"
VIETNAMESE = Words(
    forms=_FORMS,
    scales=SCALES,
    not_scale=_NOT_SCALE,
    percent=_PERCENT,
    permille=(r"phần\s+(?:nghìn|ngàn)",),
    read_words=read_words,
)
BORROWED = Words(
    forms=_FORMS,
    scales=SCALES,
    not_scale=_NOT_SCALE,
    percent=_PERCENT,
    permille=(r"phần\s+(?:nghìn|ngàn)",),
)
