"""Numbers with or without a unit, and ranges of them: money, percentages, measures, temperatures."""

import re
from typing import NamedTuple

from ..context import Context, Rule
from ..lexicon import Unit
from ..spans import GUESS, LIKELY, SURE, Doubt, Said
from .pieces import COUNTED, DAY, MONTH, NUMBER, OFFICIAL, TO

_START = re.compile(rf"(?P<sign>[-−+±])?(?P<money>[$€£¥₫])?(?P<n>{NUMBER})")
_UNIT = re.compile(
    r"(?P<gap>[ \u00a0]?)(?P<unit>[%‰]|[°º˚]\s?[CFKcfk]?(?!\w)|[$€£¥₫]|"
    r"(?:[^\W\d_]{1,5}[²³23]?)(?![\w]))"
)
_BARE = re.compile(r"(?P<unit>[^\W\d_]{1,5}[²³23]?|[%‰$€£¥₫]|°[CFK]?)(?![\w])")
_TO = re.compile(rf"(?P<by>{TO})(?=[-−+]?[$€£¥₫]?\d)")
_PER = re.compile(r"\s?/\s?(?P<per>[^\W\d_]+[²³23]?)(?!\w)")
_SHORT = re.compile(r"(?P<n>\d+)\s?(?P<unit>tr|m|k|tỷ|tỉ|triệu)(?P<rest>\d{1,3})(?![\w]|[.,]\d)")
_SHORT_APART = re.compile(r"(?P<n>\d+) (?P<unit>tr) (?P<rest>\d{3})(?![\w]|[.,]\d)")
_DAY_AND_MONTH = re.compile(rf"{DAY}-{MONTH}")
_ENGLISH_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_GROUP_BEHIND = re.compile(r" \d{3}(?!\d)")  # 15.000 000
_APART = re.compile(r"\d{1,3} (?!000)\d{3}")  # 5 234: one number, or two side by side
_SQUARE = {"2": "vuông", "²": "vuông", "3": "khối", "³": "khối"}
_ONLY_GLUED = frozenset("a s p v w k t x in min V W P S đ Đ".split())
_BELOW = {"tr": "triệu", "triệu": "triệu", "k": "nghìn", "tỷ": "tỷ", "tỉ": "tỷ"}
_IN_A_BOOK = re.compile(
    r"\b(?:cấp|điều|khoản|điểm|mục|trang|bài|câu|tổ|số|bước|chương|phần|tiết|lớp|tuổi)$"
)
_TALL = re.compile(r"\b(?:cao|dài|sâu|dày)$")
_LOWER_SCALE = {"triệu": "nghìn", "tỷ": "triệu"}
_PADDED = re.compile(r"0\d+[.,]")  # 0243.936: no number
_VOLTS = frozenset("3 5 6 9 12 24 36 48 110 220 380".split())
_IN_FRONT = re.compile(rf"(?P<money>USD|VND|VNĐ|EUR|GBP|JPY)\s?(?P<n>{NUMBER})(?!\w)")
_CHAIN = re.compile(r"\d{1,4}(?:[-–]\d{1,4}){2,}(?![\w]|[-–.,/]\d)")
_PRODUCT = re.compile(r"x\d")  # 3x4m
_MINUTES = 3  # digits: longer is no time
_LONG_RUN = 7  # digits: longer without grouping is perhaps a code
_SCALE_BEFORE = re.compile(
    r"\b(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm|chục|vạn|mươi|mười|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mỗi|từng|theo|"
    r"tính bằng|đơn vị|là|\d)$"
)


class Amount(NamedTuple):
    number: str  # as written, with its sign
    unit: Unit | None
    power: str  # the 2 of m2
    end: int


def amount_at(ctx: Context, pos: int) -> Amount | None:
    """A number with its unit. A word that is no unit is left where it stands."""
    found = _START.match(ctx.text, pos)
    if found is None:
        return None
    number, end = (found["sign"] or "") + found["n"], found.end()
    if found["money"]:
        return Amount(number, ctx.lexicon.unit(found["money"]), "", end)
    behind = _UNIT.match(ctx.text, end)
    if behind and not (behind["gap"] and behind["unit"] in _ONLY_GLUED):
        unit, power = unit_of(ctx, behind["unit"])
        if behind["unit"] == "v" and found["n"] not in _VOLTS:
            unit = None
        if behind["unit"] == "p" and len(found["n"]) > _MINUTES:
            unit = None  # 1080p
        if unit and not (behind["gap"] and unit.kind == "scale" and len(behind["unit"]) == 1):
            return Amount(number, unit, power, behind.end())
    return Amount(number, None, "", end)


def unit_of(ctx: Context, written: str) -> tuple[Unit | None, str]:
    written = written.replace("º", "°").replace("˚", "°").replace(" ", "").replace("μ", "µ")
    unit = ctx.lexicon.unit(written)
    if unit is None and written[-1] in _SQUARE:
        unit = ctx.lexicon.unit(written[:-1])
        if unit and unit.kind == "measure":
            return unit, written[-1]
        return None, ""
    return unit, ""


def _unit_words(ctx: Context, unit: Unit | None, power: str) -> str:
    if unit is None:
        return ""
    spoken = ctx.voice.profile.thousand if unit.spoken == "nghìn" else unit.spoken
    return f" {spoken} {ctx.voice.power(power, _SQUARE[power])}" if power else f" {spoken}"


def _amount(found: re.Match[str], ctx: Context) -> Said | None:
    if found["sign"] and ctx.is_joined:
        return None
    first = amount_at(ctx, found.start())
    if first is None or not _whole_word(ctx, first.end):
        return None
    ctx.end = first.end
    second = _second(first, ctx)
    if second:
        return _range(first, second, ctx)
    words = _number_words(first, ctx) + _unit_words(ctx, first.unit, first.power)
    words += _per(ctx, first.unit)
    if _BEATS.search(ctx.text, first.end - 1, ctx.end):
        return Said(words, GUESS, (words.replace("lít trên", "lần một"),), Doubt.AMBIGUOUS)
    return Said(words, *_certainty(first, ctx))


def _chain(found: re.Match[str], ctx: Context) -> Said:
    """12-34-56: a series rather than a range, of what nobody can tell."""
    said = ", ".join(ctx.voice.whole(one) for one in re.findall(r"\d+", found[0]))
    return Said(said, GUESS, (), Doubt.AMBIGUOUS)


def _money_in_front(found: re.Match[str], ctx: Context) -> Said:
    unit = ctx.lexicon.unit(found["money"])
    amount = Amount(found["n"], unit, "", found.end())
    return Said(ctx.voice.number(found["n"]) + _unit_words(ctx, unit, ""), *_certainty(amount, ctx))


def _whole_word(ctx: Context, end: int) -> bool:
    if _PRODUCT.match(ctx.text, end):
        return True
    return not (ctx.text[end : end + 1].isalpha() or ctx.text[end : end + 1] in ("_", "@"))


def _number_words(amount: Amount, ctx: Context) -> str:
    number = amount.number
    padded = number[0] == "0" and number.isdecimal() and len(number) > 1 and not amount.unit
    if padded and OFFICIAL.search(ctx.before):
        return ctx.voice.each(number)
    return ctx.voice.number(number)


def _certainty(amount: Amount, ctx: Context) -> tuple[float, tuple[str, ...], Doubt | None]:
    number, after = amount.number.lstrip("-−+±"), ctx.after(ctx.end)
    share = amount.unit is not None and amount.unit.kind == "percent"
    if _ENGLISH_GROUP.fullmatch(number) and not share:
        return GUESS, (ctx.plain(number.replace(",", "")),), Doubt.AMBIGUOUS
    if _PADDED.match(number) or ("." in number and _GROUP_BEHIND.match(after)):
        return GUESS, (), Doubt.AMBIGUOUS
    if _APART.fullmatch(number) and not (amount.unit and amount.unit.kind == "money"):
        first, second = number.split()
        return GUESS, (f"{ctx.plain(first)} {ctx.plain(second)}",), Doubt.AMBIGUOUS
    if amount.unit:
        return SURE, (), None
    if number.isdecimal() and len(number) > _LONG_RUN and not COUNTED.match(after):
        return GUESS, (ctx.singly(number),), Doubt.AMBIGUOUS
    bullet = amount.number[0] in "-−" and ctx.starts_line and re.match(r"\s[^\W\d_]", after)
    if bullet:
        return GUESS, (ctx.plain_number(number),), Doubt.AMBIGUOUS
    return LIKELY if "." in number else SURE, (), None


def _second(first: Amount, ctx: Context) -> Amount | None:
    between = _TO.match(ctx.text, first.end)
    if between is None:
        return None
    spaced = between["by"] != between["by"].strip()
    if spaced and (between["by"][0] != " " or between["by"][-1] != " " or ctx.in_sum):
        return None
    second = amount_at(ctx, between.end())
    if second is None or not _whole_word(ctx, second.end):
        return None
    if re.match(r"[-./]\d", ctx.after(second.end)):
        return None
    if spaced and not second.unit and not first.unit and not COUNTED.match(ctx.after(second.end)):
        return second if _value(first) < _value(second) else None
    if first.unit and second.unit and first.unit.kind != second.unit.kind:
        return None
    if first.unit and not second.unit:
        return None if spaced else second
    return second


def _value(amount: Amount) -> float:
    body = (
        re.sub(r"[.\s]", "", amount.number).replace(",", ".")
        if "," in amount.number
        else re.sub(r"\s", "", amount.number)
    )
    try:
        return float(body.replace("−", "-").lstrip("±"))
    except ValueError:
        return 0.0


def _range(first: Amount, second: Amount, ctx: Context) -> Said:
    ctx.end = second.end
    start = _number_words(first, ctx) + _unit_words(ctx, first.unit, first.power)
    end = _number_words(second, ctx) + _unit_words(ctx, second.unit, second.power)
    words = f"{start} đến {end}{_per(ctx, second.unit)}"
    if first.unit or second.unit or COUNTED.match(ctx.after(ctx.end)):
        return Said(words)
    if _value(first) >= _value(second):
        apart = f"{ctx.plain_number(first.number)}, {ctx.plain_number(second.number)}"
        return Said(words, GUESS, (apart,), Doubt.AMBIGUOUS)
    if _IN_A_BOOK.search(ctx.before):
        return Said(words)
    as_date = _DAY_AND_MONTH.fullmatch(ctx.text[ctx.pos : ctx.end]) is not None
    if as_date:
        day, month = first.number, second.number
        other = f"ngày {ctx.plain(day)} tháng {ctx.plain(month)}"
        return Said(words, GUESS, (other,), Doubt.AMBIGUOUS)
    return Said(words, LIKELY)


def _per(ctx: Context, unit: Unit | None) -> str:
    """“/tháng” after money or people is “một tháng”, after a measure “trên”."""
    told = _per_amount(ctx, unit)
    while found := _PER.match(ctx.text, ctx.end):
        other, power = unit_of(ctx, found["per"])
        written = (
            "tháng"
            if found["per"] == "th"
            else other.spoken
            if other and other.kind != "scale"
            else found["per"]
        )
        measured = unit is not None and unit.kind == "measure" and len(written) > 1
        if other is None and not measured and not _PER_WORDS.match(written):
            if unit is None or unit.kind != "money" or not (noun := _noun(written, ctx)):
                break
            written = noun
        rate = unit and (
            unit.kind == "measure" or (unit.kind == "money" and other and other.kind == "money")
        )
        by = "trên" if rate and not _EACH.match(written) else "một"
        told += f" {by} {written}"
        if power:
            told += f" {ctx.voice.power(power, _SQUARE[power])}"
        ctx.end = found.end()
    return told


def _per_amount(ctx: Context, unit: Unit | None) -> str:
    """3 l/100 km; 7,5/10."""
    if unit is None and (whole := _OUT_OF.match(ctx.text, ctx.end)):
        if "," not in ctx.text[ctx.pos : ctx.end]:
            return ""
        ctx.end = whole.end()
        return f" trên {ctx.voice.whole(whole['n'])}"
    if (
        unit is None
        or unit.kind not in ("measure", "money")
        or ctx.text[ctx.end : ctx.end + 1] != "/"
    ):
        return ""
    behind = amount_at(ctx, ctx.end + 1)
    if behind is None or behind.unit is None:
        return ""
    ctx.end = behind.end
    by = "," if unit.spoken == _VOLT else " trên"  # 220V/50Hz are two values, no ratio
    return f"{by} {_number_words(behind, ctx)}{_unit_words(ctx, behind.unit, behind.power)}"


def _noun(written: str, ctx: Context) -> str:
    """What money or time is counted by, in words: “lượng”, “ét em ét” for SMS. Empty if nobody knows."""
    readings = ctx.lexicon.acronym(written)
    if len(readings) == 1:
        return readings[0]
    return written if written.islower() and len(written) > 1 else ""


def _short(found: re.Match[str], ctx: Context) -> Said | None:
    """1tr5 is 1.500.000, 2tr450 is 2.450.000, 1m75 is 1,75 m."""
    rest, unit = found["rest"], found["unit"]
    if unit == "m":
        square = rest in _SQUARE and not _TALL.search(ctx.before)
        return None if len(rest) > 2 or square else _metres(found, ctx)
    scale = _BELOW[unit]
    if scale not in _LOWER_SCALE:
        return None
    lower = ctx.thousand(_LOWER_SCALE[scale])
    words = f"{ctx.voice.whole(found['n'])} {scale} "
    if len(rest) == 3:
        return Said(words + f"{ctx.voice.whole(rest)} {lower}", SURE if rest[0] != "0" else LIKELY)
    if len(rest) == 1:
        return Said(words + f"{ctx.voice.whole(rest)} trăm {lower}")
    tens = "" if rest[1] == "0" else "mươi"
    hundred = f"{ctx.voice.each(rest[0])} trăm"
    return Said(
        words + f"{hundred} {ctx.voice.each(rest[1])} {tens}".strip() + f" {lower}",
        GUESS,
        (),
        Doubt.AMBIGUOUS,
    )


def _metres(found: re.Match[str], ctx: Context) -> Said:
    metres, rest = ctx.voice.whole(found["n"]), found["rest"]
    told = ctx.voice.each(rest) if rest[0] == "0" else ctx.voice.whole(rest)
    return Said(f"{metres} mét {told}")


def _bare(found: re.Match[str], ctx: Context) -> Said | None:
    """A unit without a number: “mỗi kg”, “5 triệu VND”, “mg/l”."""
    unit, power = unit_of(ctx, found["unit"])
    if unit is None or not (found["unit"] in ctx.lexicon.units or power):
        return None
    per = _PER.match(ctx.text, found.end())
    counted = _SCALE_BEFORE.search(ctx.before) or ctx.after_number
    if (
        len(found["unit"]) < 2
        and found["unit"].isalpha()
        and not counted
        and not _unit_follows(per, ctx)
    ):
        return None
    words = _unit_words(ctx, unit, power).strip()
    ctx.end = found.end()
    if unit.kind in ("scale", "time") and not counted:
        return None
    if not found["unit"][0].isalpha() and unit.kind != "percent" and not counted:
        return None
    return Said(words + _per(ctx, unit), SURE if counted else LIKELY)


def _unit_follows(per: re.Match[str] | None, ctx: Context) -> bool:
    return bool(per and unit_of(ctx, per["per"])[0])


def _per_word(found: re.Match[str], ctx: Context) -> Said | None:
    """“5 triệu đồng/tháng”: the slash behind a word."""
    unit, _power = unit_of(ctx, found["per"])
    if unit or _PER_WORDS.match(found["per"]):
        return Said(f"một {unit.spoken if unit else found['per']}", LIKELY)
    noun = _noun(found["per"], ctx) if _COUNTED_BEFORE.search(ctx.before) else ""
    return Said(f"một {noun}", LIKELY) if noun else None


_EACH = re.compile(r"(?:tháng|năm|người|hộ|lần|ngày|tuần|khẩu|em|cháu|suất|vụ)(?!\w)")
_PER_WORDS = re.compile(
    r"(?:tháng|năm|ngày|giờ|phút|giây|tuần|quý|người|hộ|lần|lượt|đợt|kỳ|em|cháu|ca|thẻ|suất|đơn vị|"
    r"học sinh|sinh viên|con|cháu|mũi|liều|viên|phòng|lớp|trường|"
    r"lao động|kg|m2|m²|ha|km|mét|lít|chiếc|cái|bộ|vụ|xã|thôn|trẻ|bệnh nhân|khẩu|nhân khẩu|buổi)(?!\w)"
)
_COUNTED_BEFORE = re.compile(r"\b(?:đồng|vnđ|vnd|usd|đô la)$|\d (?:giây|phút|giờ)$")
_OUT_OF = re.compile(r"/(?P<n>\d{1,3})(?![\w/]|[.,]\d)")
_BEATS = re.compile(r"(?<!\w)l/p$")  # litres, or beats of a heart
_VOLT = "vôn"
_WORD_PER = re.compile(r"(?<=\w)\s?/\s?(?P<per>[^\W\d_]+[²³23]?)(?!\w)")

RULES = (
    Rule("money", "d", _SHORT, _short, "trmkỷỉệ"),
    Rule("money", "d", _SHORT_APART, _short),
    Rule("money", "l", _IN_FRONT, _money_in_front),
    Rule("series", "d", _CHAIN, _chain, "-–"),
    Rule("amount", "ds", _START, _amount),
)
UNITS = (
    Rule("unit", "ls", _BARE, _bare),
    Rule("per", "s", _WORD_PER, _per_word),
)
