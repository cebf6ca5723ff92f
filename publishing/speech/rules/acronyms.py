"""Acronyms, titles of persons, abbreviations of places, headlines in capitals, codes of letters and digits."""

import re
from functools import lru_cache

from ..context import LETTER, LOWER, UPPER, Context, Rule
from ..spans import GUESS, LIKELY, SURE, Doubt, Said
from .pieces import LISTED

_TOKEN = re.compile(rf"[{LETTER}][\w]*(?:[-&./][{LETTER}]\w*)*(?:(?<=\.\w)\.)*")
_SIMPLE = re.compile(r"[^\W\d_]+")
_HAS_TWO_CAPITALS = re.compile(rf"[{UPPER}].*[{UPPER}]")
_PLACE = re.compile(
    rf"(?:(?P<short>TP|Tp|tp|TX|Tx|TT|Tt|TDP|KP|KV|ĐL)\.\s?(?=[{UPPER}\d])"
    rf"|(?P<letter>[HQPXTĐ])\.\s?(?=[{UPPER}][{LETTER}]|\d)|(?P<part>KP|TDP)\s?(?=\d))"
)
_ROAD = re.compile(
    r"(?P<kind>QL|ĐT|TL|CT|HL)[. ]{0,2}(?P<n>\d{1,3})(?P<letter>[A-D])?(?![\w]|[. -]\d)"
)
_ROADS = {"QL": "quốc lộ", "ĐT": "đường tỉnh", "TL": "tỉnh lộ", "CT": "cao tốc", "HL": "hương lộ"}
_MILESTONE = re.compile(r"[Kk][Mm]\s?(?P<n>\d+)(?:\+(?P<rest>\d+))?(?![\w.,])")
_TITLES = re.compile(
    rf"(?P<all>(?:(?:PGS|GS|TSKH|TS|ThS|Ths|BSCKII|BSCKI|BSCK|BSNT|BS|Bs|CKII|CKI|KS|DSĐH|DS|ĐD|LS|"
    rf"CN|NSND|NSƯT|TTND|TTƯT|NGND|NGƯT|PV|BTV)[.,]\s?)+)"
    rf"(?=[{UPPER}])"
)
_SMALL_INITIAL = re.compile(rf"(?:[{UPPER}][{LOWER}]+)\s$")
_CAPITALS = re.compile(rf"[{UPPER}]+(?:[ ,]+(?:[{UPPER}]+))*(?!\w)")
_WORD = re.compile(rf"[{UPPER}]+")
_SYLLABLE = re.compile(
    "(?:NGH|NG|GH|GI|KH|NH|PH|QU|TH|TR|CH|[BCDĐGHKLMNPQRSTVX])?"
    "[AĂÂEÊIOÔƠUƯYÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ]{1,3}"
    "(?:CH|NG|NH|[CMNPT])?"
)
_MARKED = re.compile("[ĂÂÊÔƠƯĐÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ]")
_VOWEL_MARKED = re.compile("[ÂÊÔƠÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ]")
_STOP = re.compile("(?:CH|[CPT])$")
_RISING_OR_HEAVY = re.compile("[ÁẮẤÉẾÍÓỐỚÚỨÝẠẶẬẸỆỊỌỘỢỤỰỴ]")
_CODE = re.compile(
    rf"(?P<code>[{UPPER}]{{1,6}}\d+\w*(?:[-./][{UPPER}\d]+)*|"
    rf"\d+[{UPPER}]{{1,5}}\w*(?:[-./][{UPPER}\d]+)*|[{UPPER}]+-\d+)(?!\w)"
)
_CODE_BEFORE = re.compile(
    r"\b(?:mẫu|mẫu số|mã|mã số|tờ khai|biểu|biểu mẫu|biển số|phòng|số|thẻ|sổ|quầy|cửa|ô|lô|tòa|nhà|"
    r"khu|bảng|mã thẻ|ký hiệu|khối|tổ hợp|cúm|chuyến|chuyến bay|tàu|đường|quốc lộ|tỉnh lộ|"
    r"vitamin|nhóm|virus|vi rút|lớp|hàng|tầng|block|xe|tuyến|mã đơn vị|"
    r"mã số thuế)"
    r"(?: (?:bhxh|bhyt|hồ sơ|thẻ|số|thuế|đơn vị|định danh|khai|xe|máy|hiệu|phòng|quầy|biểu))?(?: là)?\s*[:“\"]?$"
)
_FLU = re.compile(r"(?:[AB]/)?H\d{1,2}N\d{1,2}(?!\w)")
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"\d{2,3}K")
_LOWER_RUN = re.compile(rf"[{LETTER}][{LOWER}]+(?!\w)")
_CITY = re.compile(rf"T\.\s?P\.?\s?(?=[{UPPER}])")
_WITH_NUMBER = re.compile(r"-\d")
_TELEPHONE, _SUNDAY = "ĐT", "CN"
_ADDRESS_OR_COMRADE = ("Đ/c", "đ/c")
_FAMILIES = (
    "An|Âu|Bạch|Bàn|Bế|Bùi|Cao|Châu|Chu|Cù|Đàm|Đào|Đặng|Đinh|Đoàn|Đỗ|Đồng|Đường|Dương|Giàng|Giáp|Hà|Hồ|Hoa|"
    "Hoàng|Hứa|Huỳnh|Kiều|Kim|La|Lã|Lại|Lâm|Lê|Lò|Lộc|Lù|Lục|Lưu|Lương|Lý|Ma|Mã|Mạc|Mai|Nghiêm|Ngô|Nguyễn|Nông|"
    "Ong|Phạm|Phan|Phùng|Quách|Sùng|Tạ|Thạch|Thái|Thân|Thào|Tô|Tôn|Tống|Trần|Triệu|Trịnh|Trương|Từ|Vàng|Văn|"
    "Vi|Viên|Võ|Vũ|Vương"
)
_PERSON_AHEAD = re.compile(
    rf"\s+(?:{_FAMILIES})\s[{UPPER}]"
)  # CN Tuyên Quang is a branch of a bank
_NAME_AHEAD = re.compile(rf"\s+[{UPPER}][{LOWER}]")
_WEEKDAY_BEFORE = re.compile(
    r"\b(?:thứ (?:\d|hai|ba|tư|năm|sáu|bảy)|t[2-7])\s?(?:,|và|đến|[-–/&])?$"
)
_PLACE_AHEAD = re.compile(r"\s*:|\s+(?:số\s*)?\d")
_NUMBER_OF_KIND = re.compile(rf"\s*(?:số\s*)?\d+(?:/\d{{4}})?[/-](?P<kind>[{UPPER}]+)-")
_PHONE_AHEAD = re.compile(r"(?:/\w+)?[.:]*\s*(?:số\s*)?[(+\d]")


def _acronym(found: re.Match[str], ctx: Context) -> Said | None:
    """The longest reviewed reading that starts here; else an unknown one is flagged."""
    if _WITH_NUMBER.match(ctx.text, found.end()):
        return None  # TX-0 is a code
    token = found[0].rstrip(".") if found[0] not in ctx.lexicon.acronyms else found[0]
    for end in _ends(token):
        if _DIGIT.search(token, 0, end):
            continue  # BĐ2 is for the codes
        readings = ctx.lexicon.acronym(token[:end])
        if readings:
            ctx.end = found.start() + end
            return _reviewed(token[:end], readings, ctx)
    return None


def _ends(token: str) -> list[int]:
    """Where a known one may end: the whole run first, then before each of its joints."""
    return [len(token), *(at for at in range(len(token) - 1, 0, -1) if token[at] in "-&./")]


def _reviewed(token: str, readings: tuple[str, ...], ctx: Context) -> Said:
    if len(readings) > 1:
        readings = _by_what_follows(token, readings, ctx.after(ctx.end), ctx)
    if len(readings) == 1:
        return Said(readings[0], SURE)
    return Said(readings[0], GUESS, readings[1:], Doubt.AMBIGUOUS)


def _by_what_follows(
    token: str, readings: tuple[str, ...], after: str, ctx: Context
) -> tuple[str, ...]:
    """TT 15/2025/TT-BYT names its kind twice; ĐT is a telephone before its number."""
    number = _NUMBER_OF_KIND.match(after)
    if number and number["kind"] == token:
        kinds = [one for one in ctx.lexicon.suffixes.get(token, ()) if one.part == "kind"]
        return kinds[0].spoken if kinds else readings
    if token in ctx.lexicon.titles and _PERSON_AHEAD.match(after):
        return (ctx.lexicon.titles[token],)
    if token == _SUNDAY and _WEEKDAY_BEFORE.search(ctx.before):
        return readings[:1]
    if token == _TELEPHONE and _PHONE_AHEAD.match(after):
        return readings[:1]
    if token in _ADDRESS_OR_COMRADE and _NAME_AHEAD.match(after):
        return ("đồng chí",)
    if token in _ADDRESS_OR_COMRADE and _PLACE_AHEAD.match(after):
        return ("địa chỉ",)
    return readings


def _unknown(found: re.Match[str], ctx: Context) -> Said | None:
    token = found[0]
    if not _HAS_TWO_CAPITALS.search(token) or _looks_spoken(token):
        return None
    ctx.end = found.end()
    return Said(ctx.spelt(token), GUESS, (token,), Doubt.UNKNOWN)


def _looks_spoken(written: str) -> bool:
    """A syllable with a mark of a vowel is a word in capitals: KHÔNG."""
    return bool(
        _SYLLABLE.fullmatch(written)
        and _VOWEL_MARKED.search(written)
        and not _toneless_stop(written)
    )


def _toneless_stop(written: str) -> bool:
    """No syllable ends in c, ch, p or t without the tone sắc or nặng: ƯT is no word."""
    return bool(_STOP.search(written)) and not _RISING_OR_HEAVY.search(written)


def _place(found: re.Match[str], ctx: Context) -> Said | None:
    """“H. Thanh Oai”; but the H of “bà Nguyễn Thị H.” is a name."""
    short = found["short"] or found["letter"] or found["part"]
    if len(short) == 1 and _SMALL_INITIAL.search(ctx.text[max(0, ctx.pos - 12) : ctx.pos]):
        return None
    if short == "P" and re.match(r"\d{3}", ctx.after(found.end())):
        return Said("phòng", LIKELY)
    return Said(ctx.lexicon.places[short], SURE if len(short) > 1 else LIKELY)


def _titles(found: re.Match[str], ctx: Context) -> Said:
    parts = [one.strip() for one in re.split(r"[.,]", found["all"]) if one.strip()]
    return Said(" ".join(ctx.lexicon.titles[one] for one in parts))


def _capitals(found: re.Match[str], ctx: Context) -> Said | None:
    """Words in capitals that are no acronyms, as far as they follow each other."""
    words, end, marked = [], found.start(), False
    for one in _WORD.finditer(ctx.text, found.start(), found.end()):
        if not _is_word(one[0], ctx):
            break
        words.append(one)
        end, marked = one.end(), marked or bool(_MARKED.search(one[0]))
    if not words or not (marked or len(words) > 2 or _in_headline(ctx)):
        return None
    if len(words[0][0]) == 1 and len(words) == 1:
        return None
    ctx.end = end
    told = ctx.text[found.start() : end].lower()
    return Said(told.capitalize() if ctx.starts_line else told)


def _is_word(token: str, ctx: Context) -> bool:
    if token in ctx.lexicon.acronyms and not _VOWEL_MARKED.search(token):
        return False
    if _MARKED.search(token) and _toneless_stop(token) and not _in_headline(ctx):
        return False
    return _SYLLABLE.fullmatch(token) is not None and not re.fullmatch("[IVX]{2,}", token)


def _in_headline(ctx: Context) -> bool:
    """Most letters of the line are capitals, and more than one word has a vowel's mark."""
    return _is_headline(ctx.text)


@lru_cache(maxsize=8)
def _is_headline(line: str) -> bool:
    capitals = sum(one.isupper() for one in line)
    letters = sum(one.isalpha() for one in line)
    return capitals * 10 > letters * 7 and len(re.findall(rf"[{UPPER}]{{2,}}", line)) > 2


def _is_listed(ctx: Context) -> bool:
    """“mẫu TK1-TS, D02-LT”: behind a code of which somebody said that it is one."""
    last = ctx.last
    if last is None or last.rule != "code" or last.doubt:
        return False
    return bool(LISTED.fullmatch(ctx.text, last.end, ctx.pos))


def _code(found: re.Match[str], ctx: Context) -> Said:
    number = re.match(r"[1-9]\d*", found["code"])
    told = f"{ctx.voice.whole(number[0])} " if number else ""
    told += ctx.letters(found["code"][number.end() if number else 0 :])
    if _CODE_BEFORE.search(ctx.before) or _is_listed(ctx):
        return Said(told, LIKELY)
    money = (told.replace(" ca", " nghìn"),) if _THOUSANDS.fullmatch(found["code"]) else ()
    return Said(told, GUESS, money, Doubt.UNKNOWN)


def _reviewed_code(found: re.Match[str], ctx: Context) -> Said | None:
    """5G, COVID-19, BSCK2."""
    readings = ctx.lexicon.acronym(found["code"])
    return _reviewed(found["code"], readings, ctx) if readings else None


def _small_letters(found: re.Match[str], ctx: Context) -> Said | None:
    """bhxh, vnd: without a vowel it is no word. What nobody knows is left as it stands, and flagged."""
    readings = ctx.lexicon.acronym(found[0])
    if not readings and (readings := ctx.lexicon.acronym(found[0].upper())) and len(found[0]) == 2:
        return Said(readings[0], GUESS, (*readings[1:], found[0]), Doubt.AMBIGUOUS)  # bs: bổ sung
    if readings:
        return Said(
            readings[0], LIKELY, readings[1:], Doubt.AMBIGUOUS if len(readings) > 1 else None
        )
    if re.search(
        "[aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", found[0]
    ):
        return None
    return Said(found[0], GUESS, (), Doubt.UNKNOWN)


def _and_so_on(found: re.Match[str], ctx: Context) -> Said:
    ends = not ctx.after(found.end()).strip() or re.match(rf"\s+[{UPPER}]", ctx.after(found.end()))
    return Said("vân vân." if ends else "vân vân")


def _road(found: re.Match[str], ctx: Context) -> Said | None:
    """QL1A. ĐT and CT behind a point only, since both mean other things too: ĐT.743."""
    kind = found["kind"]
    pointed = "." in found[0]
    if (kind == "CT" and not pointed) or (kind == _TELEPHONE and len(found["n"]) < 3):
        return None
    number = ctx.voice.whole(found["n"]) if len(found["n"]) > 2 else ctx.voice.code(found["n"])
    letter = f" {found['letter'].lower()}" if found["letter"] else ""
    words = f"{_ROADS[kind]} {number}{letter}"
    if kind == _TELEPHONE and not pointed:
        other = f"điện thoại {ctx.singly(found['n'])}{letter}"
        return Said(words, GUESS, (other,), Doubt.AMBIGUOUS)
    return Said(words)


def _milestone(found: re.Match[str], ctx: Context) -> Said:
    rest = f" cộng {ctx.voice.whole(found['rest'])}" if found["rest"] else ""
    return Said(f"ki lô mét {ctx.voice.whole(found['n'])}{rest}")


TITLES = (
    Rule("code", "l", _FLU, lambda found, ctx: Said(ctx.letters(found[0]))),
    Rule("place", "l", _ROAD, _road),
    Rule("place", "l", _MILESTONE, _milestone),
    Rule("place", "l", _CITY, lambda found, ctx: Said("thành phố"), "."),
    Rule("acronym", "l", re.compile(r"v\.\s?v(?:\.+|…)?(?!\w)"), _and_so_on),
    Rule("place", "l", _PLACE, _place),
    Rule("title", "l", _TITLES, _titles, ".,"),
)
RULES = (
    Rule("capitals", "l", _CAPITALS, _capitals),
    Rule("acronym", "l", _TOKEN, _acronym),
    Rule("reviewed", "ld", _CODE, _reviewed_code),
    Rule("code", "ld", _CODE, _code),
    Rule("acronym", "l", _SIMPLE, _unknown),
    Rule("acronym", "l", _LOWER_RUN, _small_letters),
)
