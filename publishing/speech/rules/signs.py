"""Signs: brackets and dashes are pauses, those of sums are words; emoji, hashtags, markup are left out."""

import re

from ..context import LETTER, Context, Rule
from ..spans import GUESS, LIKELY, Doubt, Said

EMOJI = (
    "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200b-\u200d\u20e3\u2190-\u2191\u2193-\u21ff"
    "\u25a0-\u25ff\U000e0000-\U000e007f\ufeff\u00ad"
)
_EMOJI = re.compile(f"[{EMOJI}]+")
_TAG = r"#(?:[^\W\d]\w*|\d+[^\W\d_]{3}\w*)"  # of letters: #5 is a number
_HASHTAG = re.compile(rf"{_TAG}(?:\s+{_TAG})*")
_PLUS_MINUS = re.compile(r"\+\s?/\s?[-–−]\s?(?=\d)")
_ROMAN_BEHIND = re.compile(r"[IVX]+\b")
_HASH_NUMBER = re.compile(r"#\s?(?=\d)")
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s+[a-zA-Z-]+=[^<>]*|\s*/)?>")  # not <mã thẻ>
_ENGLISH = re.compile(r"<(?P<tag>[a-z]+)>(?P<text>[^<>\d/@%&]*)</(?P=tag)>")
_BAR = re.compile(r"\|+")
_DROPPED = re.compile(r"[©®™`´¨]+")
_BULLET = re.compile(r"[-–—+*•●▪■◦·○✓✔➢➤»]+[ \t\u00a0]+(?=\S)|[•●▪■◦·○✓✔➢➤]")
_NUMBERED = re.compile(
    r"(?:(?P<n>\d{1,2}(?:\.\d{1,2}){0,2})(?:[.)/]|(?<=\.\d)(?=\s[A-ZĐ])|(?<=\.\d\d)(?=\s[A-ZĐ]))"
    rf"|(?P<r>[IVX]{{1,5}})(?:\.(?P<s>\d{{1,2}}))?[./]|(?P<l>[a-eghk-xđ])[.)])\s+(?=[{LETTER}“\"(])"
)
_REPEATED = re.compile(rf"\(\s*[“\"]?(?P<short>[{LETTER}& -]+?)[”\"]?\s*\)")
_OPEN = re.compile(r"(?:[(\[{]|<(?=[^\W\d_][^<>]*[^\W_]>))\s*")  # <mã thẻ>, but not x < y
_CLOSE = re.compile(r"(?:\s*[)\]}]|(?<=\w)>)(?P<stop>[.,;:!?…]?)")
_ADDED = re.compile(r"\s[-–−+]\s|\d[-–−+]\d")
_NEAR, _BRACKETED = 8, 200  # characters
_TIMES_BEFORE = re.compile(r"[×*÷]\s*$|[\d%\s]x\s*$|\d\s?[-−–/]\s*$")
_TIMES_BEHIND = re.compile(r"\s?(?:[×*÷]|x[\s\d]|/\s?\d)")
_DASH = re.compile(r"\s*[-–—−]+\s*")
_TO_BEHIND = re.compile(
    r"(?i:thứ|ngày|tháng|quý|năm|sáng|chiều|chương|khoản|điều|mục)\s(?:\d|[IVX]+\b)"
    r"|(?i:thứ\s(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|cn|nay)\b|dưới\s\d|T\d|[$€£¥]?\d|[IVX]+\b"
)
_RESULT = re.compile(r"\((?P<sign>[-−+])\)")
_SUM = re.compile(r"\s?(?P<sign>≥|>=|≤|<=|≠|≈|±|×|÷|=|\+|\*|<|>|√|∑|∞|→|⇒|&|^|~)\s?")
_TIMES = re.compile(r"\s?[x×*]\s?(?=[-−]?[\d(])|[x×]\s(?=\w)")
_SAME_WORD = re.compile(r"[\d.,]+\s([^\W\d_]+)")
_SPANS_OF_TIME = frozenset("phút giờ ngày tuần tháng năm tuổi".split())
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_POWER = re.compile(r"\^(?P<minus>[-−])?(?P<n>\d+)")
_WORDS = {
    "≥": "lớn hơn hoặc bằng", ">=": "lớn hơn hoặc bằng", "≤": "nhỏ hơn hoặc bằng", "<=": "nhỏ hơn hoặc bằng",
    "≠": "khác", "≈": "xấp xỉ", "±": "cộng trừ", "×": "nhân", "÷": "chia", "=": "bằng", "+": "cộng",
    "<": "nhỏ hơn", ">": "lớn hơn", "→": "đến", "⇒": "suy ra", "&": "và", "√": "căn", "∞": "vô cùng",
    "*": "nhân", "~": "khoảng",
}  # fmt: skip
_VULGAR = {
    "½": "một phần hai",
    "⅓": "một phần ba",
    "⅔": "hai phần ba",
    "¼": "một phần tư",
    "¾": "ba phần tư",
}
_COUNT_BEHIND = re.compile(
    r"\s?[\d.,]+\s?(?:tuổi|năm|tháng|ngày|người|triệu|nghìn|tỷ|đồng|%|km|kg|m)"
)
_BETWEEN_WORDS = re.compile(r"\s?/\s?(?=\w)")
_COLON = re.compile(r":")
_MORE = {
    ">": "trên", "<": "dưới", "≥": "không dưới", ">=": "không dưới", "≤": "không quá", "<=": "không quá",
}  # fmt: skip
_LONELY_HYPHEN = re.compile(r"[-–—](?=\w)")
_FULL_STOP = re.compile(r"[.…]+|[,;:!?]+|[“”\"'‘’«»′″]")


def _left_out(found: re.Match[str], ctx: Context) -> Said:
    return Said("")


def _hash_number(found: re.Match[str], ctx: Context) -> Said:
    return Said("" if ctx.before.endswith("số") else "số ", LIKELY)


def _english(found: re.Match[str], ctx: Context) -> Said:
    return Said(found["text"], LIKELY)


def _bullet(found: re.Match[str], ctx: Context) -> Said | None:
    return Said("") if ctx.starts_line else None


def _numbered(found: re.Match[str], ctx: Context) -> Said | None:
    if not ctx.starts_line:
        return None
    if found["n"]:
        parts = [ctx.voice.whole(part) for part in found["n"].split(".")]
        return Said(f"{' chấm '.join(parts)},")
    if found["r"]:
        below = f" chấm {ctx.voice.whole(found['s'])}" if found["s"] else ""
        return Said(f"{ctx.voice.roman(found['r'])}{below},") if ctx.is_roman(found["r"]) else None
    return Said(f"{found['l']},")


def _repeated(found: re.Match[str], ctx: Context) -> Said | None:
    """“bảo hiểm xã hội (BHXH)” would be heard twice."""
    readings, last = ctx.lexicon.acronym(found["short"]), ctx.touches()
    if last and last.spoken.lower() == found["short"].lower():
        return Said("")  # 05 (năm)
    return Said("") if readings and ctx.before.endswith(readings[0].lower()) else None


def _result(found: re.Match[str], ctx: Context) -> Said:
    """Of a test; but it may be a mark of something else."""
    word = "dương tính" if found["sign"] == "+" else "âm tính"
    return Said(word, GUESS, ("cộng" if found["sign"] == "+" else "trừ",), Doubt.AMBIGUOUS)


def _open(found: re.Match[str], ctx: Context) -> Said:
    return Said("mở ngoặc" if _in_factor(ctx, found.end()) else ",")


def _close(found: re.Match[str], ctx: Context) -> Said | None:
    if found[0][0] == ">" and "<" not in ctx.text[: found.start()]:
        return None
    if _in_factor(ctx, found.start()):
        return Said(f"đóng ngoặc{found['stop']}")
    return Said(found["stop"] or ",")


def _in_factor(ctx: Context, at: int) -> bool:
    """Whether a sum in brackets that something is multiplied with stands here: 2 x (3 + 4).

    A pause would not tell where it ends, and so not what is to be multiplied.
    """
    start = ctx.text.rfind("(", 0, at)
    end = ctx.text.find(")", start + 1, start + _BRACKETED)
    if start < 0 or end < at - 1 or not _ADDED.search(ctx.text, start + 1, end):
        return False
    return bool(
        _TIMES_BEFORE.search(ctx.text[max(0, start - _NEAR) : start])
        or _TIMES_BEHIND.match(ctx.text, end + 1)
    )


def _dash(found: re.Match[str], ctx: Context) -> Said | None:
    """Between numbers, days or quarters “đến”, in a sum “trừ”; else a pause."""
    last = ctx.touches()
    joined = found[0] == found[0].strip()
    if last and last.numbers and _TO_BEHIND.match(ctx.text, found.end()):
        if ctx.in_sum and not joined:
            return Said("trừ")
        if last.rule in ("phone", "digits"):
            return Said(",")
        if last.written[-1].isdecimal() and _ROMAN_BEHIND.match(ctx.text, found.end()):
            return Said(",", GUESS, ("đến",), Doubt.AMBIGUOUS)  # RON 95-III is no range
        alike = joined or last.rule not in ("amount", "phone", "digits", "dotted")
        named = re.match(r"[^\W\d_]", ctx.text[found.end() :][:1])
        return Said("đến") if alike or named else Said(",", GUESS, ("đến", "trừ"), Doubt.AMBIGUOUS)
    if joined:
        return _joint(found, ctx)
    in_sum = "=" in ctx.text or _in_factor(ctx, found.start())
    if in_sum and ctx.text[found.end() : found.end() + 1].isdecimal():
        return Said("trừ", GUESS, ("đến",), Doubt.AMBIGUOUS)  # (số năm - 20) x 2% = …
    return Said("đến" if _same_word(found, ctx) else ",")


def _same_word(found: re.Match[str], ctx: Context) -> bool:
    """“2 triệu – 3 triệu”, “6 tháng – 8 tuổi”: what is counted stands before and behind."""
    word, behind = _LAST_WORD.search(ctx.before), _SAME_WORD.match(ctx.text, found.end())
    if not (word and behind and ctx.last and ctx.last.numbers):
        return False
    return word[1] == behind[1].lower() or {word[1], behind[1].lower()} <= _SPANS_OF_TIME


def _joint(found: re.Match[str], ctx: Context) -> Said | None:
    left, right = ctx.text[ctx.pos - 1 : ctx.pos], ctx.text[found.end() : found.end() + 2]
    single = re.search(r"(?<!\w)[A-Z]$", ctx.text[max(0, ctx.pos - 2) : ctx.pos]) and re.match(
        r"[A-Z](?!\w)", right
    )
    if single:
        return Said("đến", LIKELY)
    if left.isalpha() and right[:1].isalpha():
        return Said("," if left.isupper() and right.isupper() else "", LIKELY)
    if left.isalpha() and right[:1].isdecimal():
        return Said("", LIKELY)
    return Said(",")


def _sum(found: re.Match[str], ctx: Context) -> Said | None:
    sign = found["sign"]
    if sign not in _WORDS:
        return None
    beside_number = ctx.after_number
    if sign in _MORE and not beside_number and _COUNT_BEHIND.match(ctx.text, found.end()):
        return Said(_MORE[sign], LIKELY)
    if sign == "*" or (
        (sign in "~→+" and not beside_number)
        and not (ctx.text[found.end() : found.end() + 1].isdecimal())
    ):
        if sign == "→":
            return Said("đến", LIKELY)
        return Said("", GUESS, (_WORDS[sign],), Doubt.LEFT_OVER)
    return Said(_WORDS[sign], LIKELY)


def _times(found: re.Match[str], ctx: Context) -> Said | None:
    spaced = found[0].startswith(" ") or ctx.text[ctx.pos - 1 : ctx.pos] == " "
    if not ctx.after_number and not (spaced and ctx.text[found.end() - 1] == " "):
        return None
    return Said("nhân", LIKELY)


def _power(found: re.Match[str], ctx: Context) -> Said:
    digits = ctx.voice.number(("-" if found["minus"] else "") + found["n"])
    return Said(f"mũ {digits}")


def _slash(found: re.Match[str], ctx: Context) -> Said:
    """cha/mẹ: “hoặc”, “và” or “trên”, which only a person knows."""
    last = ctx.touches()
    if last and last.rule in ("phone", "digits") and ctx.text[found.end()].isdecimal():
        return Said("hoặc", LIKELY)
    if last and last.rule == "amount" and ctx.text[found.end()].isdecimal():
        return Said("trên", GUESS, ("hoặc", "và", "mỗi"), Doubt.AMBIGUOUS)
    return Said("hoặc", GUESS, ("và", "trên", "mỗi"), Doubt.AMBIGUOUS)


def _colon(found: re.Match[str], ctx: Context) -> Said:
    return Said("chia" if ctx.after_number and ctx.in_sum else ":")


def _vulgar(found: re.Match[str], ctx: Context) -> Said:
    return Said(_VULGAR[found[0]])


MARKS = (
    Rule("fraction", "s", re.compile("[½⅓¼¾⅔]"), _vulgar),
    Rule("markup", "s", _ENGLISH, _english),
    Rule("markup", "s", _MARKUP, _left_out),
    Rule("emoji", "s", _EMOJI, _left_out),
    Rule("hashtag", "s", _HASHTAG, _left_out),
    Rule("number-sign", "s", _HASH_NUMBER, _hash_number),
    Rule("sign", "s", _PLUS_MINUS, lambda found, ctx: Said("cộng trừ ")),
    Rule("list-mark", "s", _BULLET, _bullet),
    Rule("list-mark", "dl", _NUMBERED, _numbered),
)
SUMS = (
    Rule("power", "s", _POWER, _power),
    Rule("sum", "ls", _TIMES, _times),
    Rule("result", "s", _RESULT, _result),
    Rule("repeated", "s", _REPEATED, _repeated),
    Rule("bracket", "s", _OPEN, _open),
    Rule("bracket", "s", _CLOSE, _close),
    Rule("dash", "s", _DASH, _dash),
    Rule("sum", "s", _SUM, _sum),
    Rule("slash", "s", _BETWEEN_WORDS, _slash),
    Rule("colon", "s", _COLON, _colon),
    Rule("bar", "s", _BAR, _open),
    Rule("ornament", "s", _DROPPED, _left_out),
)
