"""Ordinals, Roman numerals, weekdays and legal references with a letter: thứ 2, Đại hội XIV, Điều 64b."""

import re

from ..context import Context, Rule
from ..spans import GUESS, LIKELY, Doubt, Said
from ..voice import roman_value

_NUMBER = re.compile(r"(?P<n>\d{1,4})(?!\w|[.,/]\d)")
_ORDINAL_BEFORE = re.compile(r"\bthứ$")
_RANK_BEFORE = re.compile(r"\b(?:hạng|giải)$")
_ROMAN = re.compile(r"(?P<r>[IVXLCDM]+)(?!\w|/\d)")
_SHORT_ROMAN = re.compile(r"[IVX]{2,}")
_SMALL_ROMAN = re.compile(r"(?P<r>[ivxl]{2,}|[ivx](?=\)))(?!\w|[./-]\w)")  # c, d, m are units, too
_ROMAN_LIST = re.compile(r"(?:^|[\s(])i[iv]\)")
_SYLLABLES = frozenset(
    ("vi", "xi", "li")
)  # khoản vi phạm, khối xi măng: numerals at a clause's end only
_CLAUSE_END = re.compile(r"\s*(?:$|[.,;:)])")
_LETTERS = frozenset("LCDM")  # by themselves they are letters: độ C, nhóm D
_ROMAN_BEFORE = re.compile(
    r"\b(?:thế k[ỷỉ]|chương|mục|phần|đoạn|hồi|tập|quyển|cuốn|khóa|khoá|kỳ|số|năm|thứ|đại hội|quý|"
    r"loại|hạng|cấp|bậc|bảng|phụ lục|"
    r"biểu|nhóm|vùng|khu vực|tiết|điều|khoản|điểm|lần|lần thứ|giai đoạn|độ|mức|tuyến|khối|tiểu mục|"
    r"vua|đời|kỷ|chuyên khoa|"
    r"đảng|hội nghị|thi đua|khu|hộ lý|đợt|học kỳ|trung ương)$"
)
_WITH_LETTER = re.compile(r"(?P<n>\d{1,3})(?P<letter>[a-eghk-ođ])(?!\w)")
_LEGAL_BEFORE = re.compile(
    r"\b(?:điều|khoản|điểm|mục|chương|phụ lục|mẫu|mẫu số|biểu|số|lớp|tổ|khu|ngõ|nhà|đường)"
    r"(?: [\da-zđ]{1,4}(?:,| và| hoặc))*$"
)
_WEEKDAYS = re.compile(r"(?P<a>[2-7])[-–—](?P<b>[2-7])(?!\w|[.,/]\d)")
_WEEKDAY_LIST = re.compile(r"[2-7](?:[-–—][2-7]){2,}(?!\w|[.,/]\d)")
_FURTHER = re.compile(r"\s*(?:,|,?\s(?:và|hoặc))\s")
_ROMAN_RANGE = re.compile(r"(?P<a>[IVX]+)\s?[-–—]\s?(?P<b>[IVX]+)(?!\w)")


def _ordinal(found: re.Match[str], ctx: Context) -> Said | None:
    if _ORDINAL_BEFORE.search(ctx.before):
        return Said(ctx.voice.ordinal(found["n"]))
    if _RANK_BEFORE.search(ctx.before) and int(found["n"]) == 1:
        return Said(ctx.voice.ordinal(found["n"]))
    last = ctx.last
    if last and last.rule == "ordinal" and found["n"] == "4":
        listed = _FURTHER.fullmatch(ctx.text, last.end, ctx.pos)
        return Said(ctx.voice.weekday("4"), LIKELY) if listed else None
    return None


def _roman(found: re.Match[str], ctx: Context) -> Said | None:
    letters = found["r"]
    if roman_value(letters) is None:
        return None
    if _ROMAN_BEFORE.search(ctx.before) and letters not in _LETTERS:
        return Said(_after_heading(letters, ctx))
    if _SHORT_ROMAN.fullmatch(letters):
        return Said(ctx.voice.roman(letters), LIKELY)
    return None


def _small_roman(found: re.Match[str], ctx: Context) -> Said | None:
    letters, is_clause = found["r"], _CLAUSE_END.match(ctx.text, found.end())
    if roman_value(letters.upper()) is None or (letters in _SYLLABLES and not is_clause):
        return None
    if ctx.text.startswith(")", found.end()) and _ROMAN_LIST.search(ctx.text):
        return Said(ctx.voice.roman(letters.upper()), LIKELY)  # (i) … (ii) …
    if len(letters) > 1 and _ROMAN_BEFORE.search(ctx.before):
        return Said(_after_heading(letters.upper(), ctx))
    if len(letters) == 1 or letters in _SYLLABLES:
        return None
    return Said(letters, GUESS, (ctx.voice.roman(letters.upper()),), Doubt.UNKNOWN)


def _after_heading(letters: str, ctx: Context) -> str:
    if letters in ("I", "IV") and _ORDINAL_BEFORE.search(ctx.before):
        return ctx.voice.roman_ordinal(letters)
    return ctx.voice.roman(letters)


def _roman_range(found: re.Match[str], ctx: Context) -> Said | None:
    if not _ROMAN_BEFORE.search(ctx.before) or None in map(roman_value, found.group("a", "b")):
        return None
    return Said(f"{ctx.voice.roman(found['a'])} đến {ctx.voice.roman(found['b'])}")


def _with_letter(found: re.Match[str], ctx: Context) -> Said | None:
    if not _LEGAL_BEFORE.search(ctx.before):
        return None
    return Said(f"{ctx.voice.whole(found['n'])} {found['letter']}")


def _weekdays(found: re.Match[str], ctx: Context) -> Said | None:
    if not _ORDINAL_BEFORE.search(ctx.before):
        return None
    return Said(f"{ctx.voice.weekday(found['a'])} đến thứ {ctx.voice.weekday(found['b'])}")


def _weekday_list(found: re.Match[str], ctx: Context) -> Said | None:
    """thứ 3-5-7 are three days, no range."""
    if not _ORDINAL_BEFORE.search(ctx.before):
        return None
    return Said(", ".join(ctx.voice.weekday(one) for one in re.findall(r"\d", found[0])))


RULES = (
    Rule("ordinal", "d", _WEEKDAY_LIST, _weekday_list, "-–—"),
    Rule("ordinal", "d", _WEEKDAYS, _weekdays, "-–—"),
    Rule("legal", "d", _WITH_LETTER, _with_letter),
    Rule("ordinal", "d", _NUMBER, _ordinal),
    Rule("roman", "l", _ROMAN_RANGE, _roman_range),
    Rule("roman", "l", _ROMAN, _roman),
    Rule("roman", "l", _SMALL_ROMAN, _small_roman),
)
