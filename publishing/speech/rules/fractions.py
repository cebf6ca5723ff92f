"""N/N: a fraction, a ratio, or a day and its month. Where nothing decides, a person has to."""

import re

from ..context import Context, Rule
from ..spans import GUESS, LIKELY, SURE, Doubt, Said
from .dates import day_said, is_day
from .pieces import BESIDE_DATE, COUNTED, PERHAPS_DATE, SAID_DAY
from .quantities import unit_of

_PAIR = re.compile(
    r"(?P<sign>[-−])?(?:(?P<whole>\d{1,3}) )?(?P<a>\d{1,4})/(?P<b>\d{1,4})(?![\d/]|[.,]\d)"
)
_CHAIN = re.compile(r"\d{1,4}(?:/\d{1,4}){2,}(?![\w/])")
_STREET_BEFORE = re.compile(r"\b(?:đường|phố|quảng trường|công viên|trường|đại lộ)$|\bđ\.$")
_STREET_AHEAD = re.compile(r"\s(?:đường|phố|ngõ|hẻm)\b")
_HOUSE_BEFORE = re.compile(r"\b(?:số|nhà|số nhà|ngõ|ngách|hẻm|kiệt|tổ|địa chỉ:?)$")
_RATIO = re.compile(r"(?P<a>\d{1,4}):(?P<b>\d{1,4})(?![\w:])")
_UNIT = re.compile(r"[^\W\d_]{1,4}[²³23]?(?!\w)")
_ROUND_THE_CLOCK = frozenset({("24", "24"), ("24", "7"), ("7", "7"), ("12", "12")})
_SHARE_AHEAD = re.compile(
    r"\s(?:số|tổng|mức|dân|diện tích|thời gian|lương|tiền|người|chặng|quãng|khẩu phần|suất|phần|giá|"
    r"xã|phường|huyện|tỉnh|"
    r"thôn|đơn vị|hộ|chỉ tiêu|tiêu chí|đại biểu|phiếu|thành viên|cán bộ|cơ sở|trường|sở|ngành|giờ|"
    r"ngày|điểm|trạm|bệnh viện|"
    r"viên|thẻ|hồ sơ|địa phương|lao động|doanh nghiệp|trường hợp|nhiệm vụ|mục tiêu)\b"
)
_SHARE_BEFORE = re.compile(
    r"\b(?:bằng|chiếm|khoảng|hơn|gần|đạt|có|giảm|tăng|được|hưởng|tỷ lệ|tỉ lệ|quá|ít nhất|tối thiểu|"
    r"tối đa|nửa|còn|mất|đóng)$"
)
_WHEN = re.compile(r"\b(?:hoạt động|hỗ trợ|trực|phục vụ|làm việc|tư vấn|tiếp nhận)$")


def _pair(found: re.Match[str], ctx: Context) -> Said | None:
    ctx.end = found.end()
    first, second = found["a"], found["b"]
    if found["sign"] and ctx.is_joined:
        return None
    if found["whole"] or found["sign"]:
        return _fraction_with(found, ctx)
    if ctx.text[ctx.end : ctx.end + 1].isalpha():
        return _of_unit(first, second, ctx)
    if (first, second) in _ROUND_THE_CLOCK and not SAID_DAY.search(ctx.before):
        return _clock_round(first, second, ctx)
    if _HOUSE_BEFORE.search(ctx.before):
        return Said(_over(first, second, ctx), LIKELY)
    if _STREET_BEFORE.search(ctx.before) and is_day(first, second):
        return Said(day_said(ctx, first, second), LIKELY)
    if _is_date(first, second, ctx):
        return Said(_day(first, second, ctx), LIKELY)
    if first[0] == "0" or (second[0] == "0" and len(second) > 1):
        return Said(_over(first, second, ctx), GUESS, (), Doubt.AMBIGUOUS)
    return _share(first, second, ctx)


def _is_date(first: str, second: str, ctx: Context) -> bool:
    if not is_day(first, second) or len(second) > 2 or len(first) > 2:
        return False
    last = ctx.touches()
    if BESIDE_DATE.search(ctx.before) or (last and last.rule in ("time", "time-range")):
        return True
    padded = first[0] == "0" or second[0] == "0"
    return padded or (int(first) > int(second) and bool(PERHAPS_DATE.search(ctx.before)))


def _day(first: str, second: str, ctx: Context) -> str:
    words = day_said(ctx, first, second)
    return words if SAID_DAY.search(ctx.before) else f"ngày {words}"


def _clock_round(first: str, second: str, ctx: Context) -> Said:
    words = f"{ctx.voice.whole(first)} trên {ctx.voice.whole(second)}"
    sure = first == second or _WHEN.search(ctx.before)
    if sure:
        return Said(words)
    return Said(words, GUESS, (_plain_day(first, second, ctx),), Doubt.AMBIGUOUS)


def _share(first: str, second: str, ctx: Context) -> Said:
    """A part of a whole (3/4 dân số); without such a word perhaps a date."""
    whole = int(first) < int(second) <= 10
    fraction = _fraction(first, second, ctx) if whole else _over(first, second, ctx)
    if not is_day(first, second):
        dated = BESIDE_DATE.search(ctx.before) or PERHAPS_DATE.search(ctx.before)
        if dated and max(len(first), len(second)) <= 2 and not COUNTED.match(ctx.after(ctx.end)):
            return Said(fraction, GUESS, (), Doubt.AMBIGUOUS)  # ngày 31/4
        return Said(fraction, LIKELY)
    after = ctx.after(ctx.end)
    part = _SHARE_AHEAD.match(after) or _SHARE_BEFORE.search(ctx.before)
    if part and not PERHAPS_DATE.search(ctx.before):
        return Said(fraction, LIKELY)
    as_date = _plain_day(first, second, ctx)
    if PERHAPS_DATE.search(ctx.before) and not COUNTED.match(after):
        ctx.voice.forget()
        return Said(_day(first, second, ctx), GUESS, (fraction,), Doubt.AMBIGUOUS)
    return Said(fraction, GUESS, (as_date,), Doubt.AMBIGUOUS)


def _plain_day(first: str, second: str, ctx: Context) -> str:
    month = "tư" if int(second) == 4 else ctx.plain(second)
    return f"ngày {ctx.plain(first)} tháng {month}"


def _fraction(first: str, second: str, ctx: Context) -> str:
    return f"{ctx.voice.whole(first)} phần {ctx.voice.denominator(second)}"


def _over(first: str, second: str, ctx: Context) -> str:
    words = [
        ctx.voice.each(one) if one[0] == "0" else ctx.voice.whole(one) for one in (first, second)
    ]
    return " trên ".join(words)


def _fraction_with(found: re.Match[str], ctx: Context) -> Said | None:
    first, second = found["a"], found["b"]
    if int(first) >= int(second) and found["whole"]:
        return None
    words = _fraction(first, second, ctx)
    if found["whole"]:
        words = f"{ctx.voice.whole(found['whole'])} và {words}"
    if found["sign"]:
        words = ctx.voice.minus(words)
    sure = found["sign"] or not is_day(first, second)
    return Said(words, LIKELY) if sure else Said(words, GUESS, (), Doubt.AMBIGUOUS)


def _of_unit(first: str, second: str, ctx: Context) -> Said | None:
    found = _UNIT.match(ctx.text, ctx.end)
    unit, power = unit_of(ctx, found[0]) if found else (None, "")
    if found is None or unit is None or power:
        return None
    ctx.end = found.end()
    part = int(first) < int(second)
    words = _fraction(first, second, ctx) if part else _over(first, second, ctx)
    return Said(f"{words} {unit.spoken}")


def _chain(found: re.Match[str], ctx: Context) -> Said:
    words = " trên ".join(ctx.voice.whole(one) for one in found[0].split("/"))
    if _HOUSE_BEFORE.search(ctx.before) or _STREET_AHEAD.match(ctx.after(found.end())):
        return Said(words, LIKELY)
    return Said(words, GUESS, (), Doubt.AMBIGUOUS)


def _ratio(found: re.Match[str], ctx: Context) -> Said:
    words = f"{ctx.voice.whole(found['a'])} trên {ctx.voice.whole(found['b'])}"
    told = re.search(r"\b(?:tỷ lệ|tỉ lệ|tỷ số|tỉ số)(?: là)?$", ctx.before)
    return Said(words, SURE) if told else Said(words, GUESS, (), Doubt.AMBIGUOUS)


RULES = (
    Rule("fraction", "ds", _PAIR, _pair),
    Rule("fraction", "d", _CHAIN, _chain, "/"),
    Rule("ratio", "d", _RATIO, _ratio, ":"),
)
