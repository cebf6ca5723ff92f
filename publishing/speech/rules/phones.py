"""Telephone numbers and codes, digit by digit in the groups of the writer; IP addresses, versions."""

import re

from ..context import Context, Rule
from ..spans import GUESS, LIKELY, Doubt, Said
from .pieces import COUNTED, DAY, MONTH

_GAP = r"[ .\-\u00a0]"
_ENDS = r"(?![\w]|\.\d|/\d(?!\d{3}))"
_ABROAD = re.compile(
    rf"\+(?P<n>\d{{1,3}}(?:{_GAP}?\(?\d{{1,4}}\)?)(?:{_GAP}?\d{{2,4}}){{1,4}}){_ENDS}"
)
_BRACKETED = re.compile(
    rf"\((?P<n>\+?\d{{2,4}}\){_GAP}?\d{{1,4}}(?:{_GAP}?\d{{2,4}}){{1,3}}){_ENDS}"
)
_SERVICE = re.compile(rf"(?P<n>1[89]00(?:{_GAP}?\d{{2,4}}){{1,3}}){_ENDS}")
_JOINED_SERVICE = re.compile(r"^(1[89]00)(\d{4,})$")
_GROUPS = re.compile(rf"(?P<n>0\d{{1,4}}(?:(?:{_GAP}\d{{2,4}}){{1,4}}|{_GAP}\d{{5,8}})){_ENDS}")
_RUN = re.compile(r"(?P<n>0\d{7,}(?:-\d{3})?)(?!\w|[.,]\d)")
_CARD = re.compile(rf"(?P<n>\d{{4}}(?: \d{{4}}){{2,3}}){_ENDS}")
_TO_NUMBER = re.compile(r"\b(?:gửi|nhắn tin|đầu số)(?: (?:đến|tới|về|số|tổng đài|đầu số))*$")
_SHORT_NUMBER = re.compile(r"[5-9]\d{3}")
_AFTER_WORD = re.compile(
    rf"(?P<n>\d{{3,}}(?:{_GAP}\d{{2,8}})*|\d{{1,4}}(?:{_GAP}\d{{2,8}}){{1,4}}){_ENDS}"
)
_PHONE_BEFORE = re.compile(
    r"(?:điện thoại|\bđtdđ|\bđt|\bsđt|\bđ/t|hotline|tổng đài|số máy|zalo|\bfax|liên hệ|đường dây nóng|di động|"
    r"\btel|cấp cứu|nhánh|\bgọi)(?: (?:số|theo số|qua số|máy|tới|đến|hỗ trợ|miễn phí|cố định|tư vấn|là))*\s*:?$"
)
_CODE_BEFORE = re.compile(
    r"(?:\bmã(?: số)?|tài khoản|\bstk|\bcccd|\bcmnd|căn cước(?: công dân)?|định danh(?: cá nhân)?|"
    r"\bmst|số thẻ|số sổ|"
    r"\bsổ|mã đơn vị|số seri|số hiệu|\botp)(?: (?:bhxh|bhyt|thuế|số|thẻ|hộ gia đình|đơn vị|hồ sơ|"
    r"định danh|là|mới|cũ|"
    r"xác thực|tra cứu|bảo hiểm xã hội|bảo hiểm y tế|ngân hàng|công dân))*\s*:?$"
)
_COUNTED = re.compile(r"\s?(?:giờ|phút|lượt|cuộc|người|lần|ngày|tháng|năm|%|đồng|/)")
_LISTED = re.compile(r"\s*(?:,|;|,?\s(?:và|hoặc|hay))\s(?:số )?")
_SHORT_DATE = re.compile(rf"{DAY}\.{MONTH}\.\d\d")
_SECTION = re.compile(r"\d{1,2}\.\d{1,2}(?!\w|[.,]\d)")
_SECTION_BEFORE = re.compile(
    r"\b(?:mục|tiểu mục|bảng|hình|biểu|phiên bản|mẫu|điều|tiêu chí|điểm|khoản|phần|bước|công nghiệp|công nghệ|"
    r"cách mạng công nghiệp|phòng|căn hộ|version|android|ios)"
    r"(?: số)?$"
)
_LETTERED = re.compile(rf"(?P<letters>[A-ZĐ]{{1,3}})(?P<n>(?:{_GAP}\d{{1,10}}){{2,}}){_ENDS}")
_DOTTED = re.compile(r"\d+(?:\.\d+){2,}(?!\w)")


def _phone(found: re.Match[str], ctx: Context) -> Said | None:
    if not 8 <= sum(one.isdecimal() for one in found["n"]) <= 15:
        return None
    plus = "cộng " if "+" in found[0] else ""
    number = _JOINED_SERVICE.sub(r"\1 \2", found["n"])
    return Said(plus + ctx.voice.grouped(number))


def _digits(found: re.Match[str], ctx: Context) -> Said:
    return Said(ctx.voice.grouped(found["n"]))


def _after_word(found: re.Match[str], ctx: Context) -> Said | None:
    after = ctx.after(found.end())
    if _COUNTED.match(after):
        return None
    short = _SHORT_NUMBER.fullmatch(found["n"]) and _TO_NUMBER.search(ctx.before)
    if short and not COUNTED.match(after):
        return Said(ctx.voice.grouped(found["n"]), LIKELY)
    if _PHONE_BEFORE.search(ctx.before) or _another(ctx):
        return Said(ctx.voice.grouped(found["n"]))
    if _CODE_BEFORE.search(ctx.before) and sum(map(str.isdecimal, found["n"])) >= 5:
        return Said(ctx.voice.grouped(found["n"]))
    return None


def _another(ctx: Context) -> bool:
    """Whether it follows a telephone number in a list: 113, 114 hoặc 115."""
    last = ctx.last
    return (
        last is not None
        and last.rule in ("phone", "digits")
        and bool(_LISTED.fullmatch(ctx.text, last.end, ctx.pos))
    )


def _dotted(found: re.Match[str], ctx: Context) -> Said | None:
    """192.168.1.1 or version 1.25.3; 1.234.567 is a number unless an address is spoken of."""
    groups = found[0].split(".")
    number = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if number and not re.search(r"\b(?:ip|phiên bản)(?: là)?:?$", ctx.before):
        return None
    words = " chấm ".join(ctx.voice.each(group) for group in groups)
    if _SHORT_DATE.fullmatch(found[0]):
        return Said(words, GUESS, (), Doubt.AMBIGUOUS)  # 1.7.25
    return Said(words, LIKELY)


def _lettered(found: re.Match[str], ctx: Context) -> Said | None:
    """A card's number in groups: GD 4 01 22 12345678."""
    if not _CODE_BEFORE.search(ctx.before):
        return None
    letters = ctx.letters(found["letters"])
    return Said(f"{letters} {ctx.voice.grouped(found['n'])}")


RULES = (
    Rule("digits", "l", _LETTERED, _lettered),
    Rule("phone", "s", _ABROAD, _phone),
    Rule("phone", "s", _BRACKETED, _phone),
    Rule("phone", "d", _SERVICE, _phone),
    Rule("phone", "d", _GROUPS, _phone),
    Rule("digits", "d", _RUN, _digits),
    Rule("digits", "d", _CARD, _digits),
    Rule("digits", "d", _AFTER_WORD, _after_word),
)


def _section(found: re.Match[str], ctx: Context) -> Said | None:
    """mục 3.2, phiên bản 2.0, công nghiệp 4.0: numbers of places and versions, no decimals."""
    if not _SECTION_BEFORE.search(ctx.before):
        return None
    return Said(" chấm ".join(ctx.voice.code(one) for one in found[0].split(".")))


DOTTED = (
    Rule("section", "d", _SECTION, _section, "."),
    Rule("dotted", "d", _DOTTED, _dotted, "."),
)
