"""Understands spoken numbers again, written apart from what says them: the guards' second opinion.

Every way of saying them is understood here (nghìn and ngàn, linh and lẻ, tư and bốn).
"""

import re
from decimal import Decimal
from functools import lru_cache

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "nhất": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5,
    "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}
_BILLION = {"tỷ", "tỉ"}
_NEGATIVE = {"âm", "trừ"}
_POWERS = {"vuông": 2, "khối": 3}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_GROUPED = re.compile(r"\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?")
_IN_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


class NotUnderstood(ValueError):
    """These words are no number."""


def heard(words: str) -> Decimal:
    """The number that these words say. Raises NotUnderstood."""
    parts = words.split()
    negative = bool(parts) and parts[0] in _NEGATIVE
    if parts and (negative or parts[0] == "cộng"):
        parts = parts[2 if parts[:2] == ["cộng", "trừ"] else 1 :]
    whole, decimals = parts, []
    if "phẩy" in parts:
        at = parts.index("phẩy")
        whole, decimals = parts[:at], parts[at + 1 :]
        if not decimals:
            raise NotUnderstood(words)
    value = Decimal(_whole(whole))
    if decimals:
        value += Decimal(f"0.{_tail(decimals)}")
    return -value if negative else value


def agrees(written: str, words: str) -> bool:
    """Whether the words say the number that stands there, digit by digit or as a whole."""
    return _agrees(written, words)


@lru_cache(maxsize=4096)
def _agrees(written: str, words: str) -> bool:
    if not words:
        return bool(written) and not written.strip("0")
    if written == "-":
        return words in _NEGATIVE
    if words in _POWERS:
        return written == str(_POWERS[words])
    digits = re.sub(r"\D", "", written)
    singly = [_UNITS.get(word) for word in words.split()]
    if len(digits) > 1 and digits == "".join(map(str, singly)):
        return written == digits
    try:
        return heard(words) == _value(written)
    except NotUnderstood:
        return False


def _whole(words: list[str]) -> int:
    """Everything before the last “tỷ” counts thousands of millions."""
    for at in range(len(words) - 1, 0, -1):
        if words[at] in _BILLION:
            rest = words[at + 1 :]
            return _whole(words[:at]) * 10**9 + (_below_billion(rest) if rest else 0)
    return _below_billion(words)


def _below_billion(words: list[str]) -> int:
    value, group, last = 0, [], 10**9
    for word in words:
        scale = _SCALES.get(word)
        if scale is None:
            group.append(word)
            continue
        if scale >= last:
            raise NotUnderstood(" ".join(words))
        value, group, last = value + _group(group) * scale, [], scale
    if group or not value:
        value += _group(group)
    return value


def _group(words: list[str]) -> int:
    rest, value = list(words), 0
    if len(rest) > 1 and rest[1] == "trăm":
        value, rest = _unit(rest[0]) * 100, rest[2:]
        if not rest:
            return value
        if rest[0] in ("linh", "lẻ"):
            return value + _only(rest[1:])
    if rest and rest[0] == "mười":
        return value + 10 + (_only(rest[1:]) if rest[1:] else 0)
    if len(rest) > 1 and rest[1] == "mươi":
        return value + _unit(rest[0]) * 10 + (_only(rest[2:]) if rest[2:] else 0)
    return value + _only(rest)


def _only(words: list[str]) -> int:
    if len(words) != 1:
        raise NotUnderstood(" ".join(words))
    return _unit(words[0])


def _unit(word: str) -> int:
    if word not in _UNITS:
        raise NotUnderstood(word)
    return _UNITS[word]


def _tail(words: list[str]) -> str:
    if all(word in _UNITS for word in words):
        return "".join(str(_UNITS[word]) for word in words)
    return str(_group(words))


def _value(written: str) -> Decimal:
    """What stands there, by the grouping that it has."""
    sign = "-" if written[:1] in "-−–" else ""
    body = written.lstrip("-−–+± ")
    if body and all(one in _ROMAN for one in body):
        return Decimal(_roman(body))
    if _GROUPED.fullmatch(body):
        body = re.sub(r"[.\s]", "", body).replace(",", ".")
    elif _IN_ENGLISH.fullmatch(body) and (body.count(",") > 1 or "." in body):
        body = body.replace(",", "")
    else:
        body = body.replace(",", ".")
    try:
        return Decimal(sign + body)
    except ArithmeticError as error:
        raise NotUnderstood(written) from error


def _roman(letters: str) -> int:
    total = 0
    for at, letter in enumerate(letters):
        value = _ROMAN[letter]
        after = _ROMAN[letters[at + 1]] if at + 1 < len(letters) else 0
        total += -value if value < after else value
    return total
