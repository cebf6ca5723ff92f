"""Dates and their ranges, months with years, quarters, years and school years."""

import datetime
import re

from ..context import Context, Rule
from ..spans import GUESS, LIKELY, Doubt, Said
from .pieces import BESIDE_DATE, COUNTED, DAY, LISTED, MONTH, PERHAPS_DATE, SAID_DAY, TO, YEAR

_END = r"(?![\w]|[./,-]\d)"
_DMY = re.compile(
    rf"(?P<d>{DAY})(?P<by>\s?[-/.]\s?)(?P<m>{MONTH})(?P=by)(?P<y>{YEAR}|\d\d)(?!\w|[./]\d)"
)
_YMD = re.compile(rf"(?P<y>{YEAR})(?P<by>[-/.])(?P<m>{MONTH})(?P=by)(?P<d>{DAY}){_END}")
_DM_TO_DMY = re.compile(
    rf"(?P<d>{DAY})(?P<by>[/.])(?P<m>{MONTH}){TO}(?P<d2>{DAY})(?P=by)(?P<m2>{MONTH})(?:(?P=by)(?P<y>{YEAR}))?{_END}"
)
_D_TO_DMY = re.compile(
    rf"(?P<d>{DAY}){TO}(?P<d2>{DAY})(?P<by>[/.])(?P<m>{MONTH})(?:(?P=by)(?P<y>{YEAR}))?{_END}"
)
_DM = re.compile(rf"(?P<d>{DAY})(?P<by>[-/.])(?P<m>{MONTH}){_END}")
_TO_DOTTED_DATE = re.compile(rf"\s(?:đến|tới)\s(?:hết )?(?:ngày )?{DAY}\.{MONTH}\.{YEAR}")
_NOTHING_COUNTED = re.compile(r"\s|[,;:!?)]|\.(?!\w)|$")
_MY_TO_MY = re.compile(rf"(?P<m>{MONTH})/(?P<y>{YEAR}){TO}(?P<m2>{MONTH})/(?P<y2>{YEAR}){_END}")
_M_TO_MY = re.compile(rf"(?P<m>{MONTH}){TO}(?P<m2>{MONTH})(?:[-/.](?P<y>{YEAR}))?{_END}")
_MY = re.compile(rf"(?P<m>{MONTH})(?P<by>\s?[-/.]\s?|\s)(?P<y>{YEAR}){_END}")
_YM = re.compile(rf"(?P<y>{YEAR})[-/.](?P<m>{MONTH}){_END}")
_NUMBER_OF_YEAR = re.compile(rf"(?P<n>\d{{1,3}})[/-](?P<y>{YEAR}){_END}")
_MONTH_ONLY = re.compile(rf"(?P<m>{MONTH})(?!\w|[.,/]\d)")
_YEARS = re.compile(rf"(?P<y>{YEAR})(?:{TO}|(?P<by>/))(?P<y2>{YEAR}){_END}")
_QUARTER = r"(?P<q{0}>IV|I{{1,3}}|0?[1-4])"
_QUARTERS = re.compile(
    rf"{_QUARTER.format(1)}(?:(?P<by>{TO}|, ?| và )(?:quý )?{_QUARTER.format(2)})?(?:[/-](?P<y>{YEAR}))?{_END}"
)
_Q = re.compile(
    rf"[Qq](?:(?P<q>[1-4])(?:/(?P<y>{YEAR}))?|\.?\s?(?P<r>IV|I{{1,3}}|[1-4])/(?P<z>{YEAR}))(?!\w)"
)
_ROMAN_OF_YEAR = re.compile(rf"(?P<q>IV|I{{1,3}})/(?P<y>{YEAR}){_END}")
_T = re.compile(rf"T(?P<m>{MONTH})(?P<by>[-/.](?P<y>{YEAR}))?(?!\w|[./]\d)")
_MONTHS_BEFORE = re.compile(r"\btháng$|\btháng [\d, và]+$")
_EVERY_MONTH = re.compile(r"\s(?:hàng|hằng|mỗi|của|trong|đầu|cuối|tháng|[Tt]ết)\b")
_PLAIN_DAY = re.compile(r"\b(?:ngày|lễ|dịp|tết|mừng|mùng|mồng|hôm|sáng|chiều|tối|trưa|đêm)$")
_SCORE = re.compile(r"\b(?:tỷ số|tỉ số|thắng|thua|hòa)$")
_SCHOOL = re.compile(r"\b(?:năm học|niên khóa|niên học)$")


def is_day(day: str, month: str, year: str | None = None) -> bool:
    """Without a year it may be the 29th of February."""
    try:
        datetime.date(int(year or 2024), int(month), int(day))
    except ValueError:
        return False
    return True


def day_said(ctx: Context, day: str, month: str | None = None, year: str | None = None) -> str:
    """“một tháng một năm hai nghìn …”, without “ngày”."""
    words = ctx.voice.whole(day)
    if month:
        words += f" tháng {ctx.voice.month(month)}"
    return f"{words} năm {ctx.voice.whole(year)}" if year else words


def _with_day(ctx: Context, words: str) -> str:
    return words if SAID_DAY.search(ctx.before) else f"ngày {words}"


def _date(ctx: Context, day: str, month: str, year: str | None, confidence: float = 1.0) -> Said:
    words = _with_day(ctx, day_said(ctx, day, month, year))
    if is_day(day, month, year):
        return Said(words, confidence)
    return Said(words, GUESS, (), Doubt.AMBIGUOUS)


def _dmy(found: re.Match[str], ctx: Context) -> Said | None:
    day, month, year = found["d"], found["m"], found["y"]
    if len(year) == 4:
        return _date(ctx, day, month, year)
    if found["by"].strip() == "." or not (
        BESIDE_DATE.search(ctx.before) or day[0] == "0" or month[0] == "0"
    ):
        return None
    said = _date(ctx, day, month, year)
    in_full = said.words.rpartition(" năm ")[0] + f" năm {ctx.plain(f'20{year}')}"
    return Said(said.words, GUESS, (in_full,), Doubt.AMBIGUOUS)


def _ymd(found: re.Match[str], ctx: Context) -> Said:
    return _date(ctx, found["d"], found["m"], found["y"])


def _dm_to_dmy(found: re.Match[str], ctx: Context) -> Said | None:
    first, second = (found["d"], found["m"]), (found["d2"], found["m2"])
    if not (is_day(*first) and is_day(*second, found["y"])):
        return None
    start = _with_day(ctx, day_said(ctx, *first))
    words = f"{start} đến ngày {day_said(ctx, *second, found['y'])}"
    sure = found["y"] or BESIDE_DATE.search(ctx.before)
    return Said(words) if sure else Said(words, LIKELY)


def _d_to_dmy(found: re.Match[str], ctx: Context) -> Said | None:
    if not (is_day(found["d"], found["m"]) and is_day(found["d2"], found["m"], found["y"])):
        return None
    if int(found["d"]) >= int(found["d2"]):
        return None
    start = _with_day(ctx, day_said(ctx, found["d"]))
    words = f"{start} đến ngày {day_said(ctx, found['d2'], found['m'], found['y'])}"
    if found["y"] or BESIDE_DATE.search(ctx.before):
        return Said(words)
    if PERHAPS_DATE.search(ctx.before) and not COUNTED.match(ctx.after(found.end())):
        return Said(words, LIKELY)
    return Said(words, GUESS, (), Doubt.AMBIGUOUS)


def _dm_after_day(found: re.Match[str], ctx: Context) -> Said | None:
    if not BESIDE_DATE.search(ctx.before) or not is_day(found["d"], found["m"]):
        return None
    if "/" not in found[0] and not _PLAIN_DAY.search(ctx.before):
        return None  # thứ 2-6, dịp 2-9: for the ranges
    if "-" in found[0] and _EVERY_MONTH.match(ctx.after(found.end())):
        word = "mùng" if ctx.before.endswith(("mùng", "mồng")) else "ngày"
        return Said(f"{day_said(ctx, found['d'])} đến {word} {day_said(ctx, found['m'])}", LIKELY)
    return _date(ctx, found["d"], found["m"], None)


def _hyphened_day(found: re.Match[str], ctx: Context) -> Said | None:
    """“từ 1-7”: a date, or one to seven of something. Nobody can tell."""
    after = ctx.after(found.end())
    downwards = int(found["d"]) > int(found["m"]) > 9 and not _SCORE.search(ctx.before)
    if "-" not in found[0] or COUNTED.match(after):
        return None
    if not PERHAPS_DATE.search(ctx.before) and not downwards:
        return None
    if not is_day(found["d"], found["m"]):
        return None
    said = _date(ctx, found["d"], found["m"], None)
    as_range = " đến ".join(ctx.plain(one) for one in (found["d"], found["m"]))
    return Said(said.words, GUESS, (as_range,), Doubt.AMBIGUOUS)


def _dotted_day(found: re.Match[str], ctx: Context) -> Said | None:
    """“từ 1.7 đến 31.12.2025” names a day; “từ 1.7” alone may be a decimal."""
    after = ctx.after(found.end())
    if "." not in found[0] or not is_day(found["d"], found["m"]):
        return None
    if not PERHAPS_DATE.search(ctx.before):
        return None
    if _TO_DOTTED_DATE.match(after):
        return _date(ctx, found["d"], found["m"], None)
    if COUNTED.match(after) or not _NOTHING_COUNTED.match(after):
        return None
    as_date = f"ngày {ctx.plain(found['d'])} tháng {ctx.plain(found['m'])}"
    return Said(ctx.voice.number(found[0]), GUESS, (as_date,), Doubt.AMBIGUOUS)


def _another_day(found: re.Match[str], ctx: Context) -> Said | None:
    """“ngày 30-4 và 1-5”: listed behind a date that is written in a like way."""
    last = ctx.last
    if last is None or last.rule != "date" or not is_day(found["d"], found["m"]):
        return None
    signs = {found["by"], *re.sub(r"\d", "", last.written)}
    alike = _DM.fullmatch(last.written) and (len(signs) == 1 or signs == {"-", "/"})
    if not alike or not LISTED.fullmatch(ctx.text, last.end, ctx.pos):
        return None
    return _date(ctx, found["d"], found["m"], None)


def _month_said(ctx: Context, month: str, year: str | None = None) -> str:
    words = f"tháng {ctx.voice.month(month)}"
    return f"{words} năm {ctx.voice.whole(year)}" if year else words


def _without_month(ctx: Context, words: str) -> str:
    return words.removeprefix("tháng ") if _MONTHS_BEFORE.search(ctx.before) else words


def _my_to_my(found: re.Match[str], ctx: Context) -> Said:
    first = _without_month(ctx, _month_said(ctx, found["m"], found["y"]))
    return Said(f"{first} đến {_month_said(ctx, found['m2'], found['y2'])}")


def _m_to_my(found: re.Match[str], ctx: Context) -> Said | None:
    if not _MONTHS_BEFORE.search(ctx.before):
        return None
    first = _without_month(ctx, _month_said(ctx, found["m"]))
    return Said(f"{first} đến {_month_said(ctx, found['m2'], found['y'])}")


def _my(found: re.Match[str], ctx: Context) -> Said | None:
    after_month = bool(_MONTHS_BEFORE.search(ctx.before))
    if not after_month and (found["by"] == " " or "." in found["by"]):
        return None
    words = _month_said(ctx, found["m"], found["y"])
    if after_month:
        return Said(words.removeprefix("tháng "))
    if SAID_DAY.search(ctx.before) or _NUMBERED.search(ctx.before) or " " in found["by"]:
        return None
    return Said(words, LIKELY)


_NUMBERED = re.compile(
    r"\b(?:số|đợt|kỳ|lần|khóa|học kỳ|nghị quyết|nghị định|thông tư|quyết định|luật|kế hoạch|chỉ thị|công văn|"
    r"thông báo|tờ trình|hướng dẫn|báo cáo)$"
)


def _number_of_year(found: re.Match[str], ctx: Context) -> Said | None:
    if "-" in found[0] and not _NUMBERED.search(ctx.before):
        return None
    return Said(f"{ctx.voice.code(found['n'])} năm {ctx.voice.whole(found['y'])}", LIKELY)


def _ym(found: re.Match[str], ctx: Context) -> Said:
    words = _month_said(ctx, found["m"], found["y"])
    return Said(_without_month(ctx, words), LIKELY)


def _month_only(found: re.Match[str], ctx: Context) -> Said | None:
    if not _MONTHS_BEFORE.search(ctx.before):
        return None
    return Said(ctx.voice.month(found["m"]))


def _years(found: re.Match[str], ctx: Context) -> Said | None:
    if int(found["y"]) >= int(found["y2"]):
        return None
    first, second = ctx.voice.whole(found["y"]), ctx.voice.whole(found["y2"])
    if found["by"] and int(found["y2"]) != int(found["y"]) + 1:
        return None
    if found["by"] or _SCHOOL.search(ctx.before):
        return Said(f"{first}, {second}", alternatives=(f"{first} đến {second}",))
    return Said(f"{first} đến {second}")


def _quarter(ctx: Context, written: str) -> str:
    return ctx.voice.roman(written) if written[0] in "IV" else ctx.voice.whole(written)


def _quarters(found: re.Match[str], ctx: Context) -> Said | None:
    if not ctx.before.endswith("quý"):
        return None
    words = _quarter(ctx, found["q1"])
    if found["q2"]:
        between = {",": ", quý", "và": " và quý"}.get(found["by"].strip(), " đến quý")
        words += f"{between} {_quarter(ctx, found['q2'])}"
    return Said(f"{words} năm {ctx.voice.whole(found['y'])}" if found["y"] else words)


def _q(found: re.Match[str], ctx: Context) -> Said:
    words, year = f"quý {_quarter(ctx, found['q'] or found['r'])}", found["y"] or found["z"]
    return Said(f"{words} năm {ctx.voice.whole(year)}" if year else words, LIKELY)


def _roman_of_year(found: re.Match[str], ctx: Context) -> Said:
    return Said(f"quý {ctx.voice.roman(found['q'])} năm {ctx.voice.whole(found['y'])}", LIKELY)


def _t(found: re.Match[str], ctx: Context) -> Said:
    """T7/2025 is July; T2 alone may be Monday or February."""
    if found["y"]:
        return Said(_month_said(ctx, found["m"], found["y"]))
    if found["m"][0] == "0" or int(found["m"]) in (1, *range(8, 13)):
        return Said(_month_said(ctx, found["m"]), LIKELY)
    day = ctx.voice.weekday(found["m"])
    return Said(f"thứ {day}", GUESS, (f"tháng {day}",), Doubt.AMBIGUOUS)


def _numbered(found: re.Match[str], ctx: Context) -> Said | None:
    return _number_of_year(found, ctx) if _NUMBERED.search(ctx.before) else None


WHOLE = (Rule("date", "d", _DMY, _dmy, "/.-"), Rule("date", "d", _YMD, _ymd, "/.-"))
RULES = (
    Rule("quarter", "dl", _QUARTERS, _quarters),
    Rule("quarter", "l", _Q, _q),
    Rule("quarter", "l", _ROMAN_OF_YEAR, _roman_of_year, "/"),
    Rule("month", "l", _T, _t),
    Rule("date-range", "d", _DM_TO_DMY, _dm_to_dmy, "/."),
    Rule("date-range", "d", _MY_TO_MY, _my_to_my, "/"),
    Rule("date-range", "d", _D_TO_DMY, _d_to_dmy),
    Rule("date-range", "d", _M_TO_MY, _m_to_my),
    Rule("number-of-year", "d", _NUMBER_OF_YEAR, _numbered, "/-"),
    Rule("month", "d", _MY, _my),
    Rule("month", "d", _YM, _ym, "-/."),
    Rule("years", "d", _YEARS, _years),
    Rule("date", "d", _DM, _dm_after_day, "/.-"),
    Rule("date", "d", _DM, _another_day, "/.-"),
    Rule("date", "d", _DM, _hyphened_day, "-"),
    Rule("date", "d", _DM, _dotted_day, "."),
    Rule("number-of-year", "d", _NUMBER_OF_YEAR, _number_of_year, "/"),
    Rule("month", "d", _MONTH_ONLY, _month_only),
)
