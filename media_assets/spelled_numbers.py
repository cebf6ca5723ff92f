"""Long numbers in a text, however they are spelled: with spaces, dots, hyphens, signs without width.

`runs_in` is linear in the length of the text and looks closely only at what has digits enough.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LEAST_DIGITS = 8
BEFORE = 90  # letters before a number in which a word may say what it is
AFTER = 30
# Signs that are not seen: of width nought, soft hyphen, marks of direction, selectors.
_UNSEEN = "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DOTS = ".\u00b7\u2024\u2022\u2027\u30fb\uff0e"
_HYPHENS = "\\-_\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BETWEEN = rf"[{_UNSEEN}{_SPACES}{_DOTS}{_HYPHENS}()\[\]]"
_RUN = re.compile(rf"\+?[{_UNSEEN}]*\(?\d(?:{_BETWEEN}{{0,6}}\d){{{LEAST_DIGITS - 1},}}")
_KIND_OF_SIGN = {
    **dict.fromkeys(("Cf", "Mn"), ""),
    **dict.fromkeys(("Zs",), " "),
    **dict.fromkeys(("Pd", "Pc"), "-"),
}
_DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    r"|(?:19|20)\d\d([./-])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01]))(?![.\-/]?\d)"
)


@dataclass(frozen=True)
class Group:
    """Digits in a row; `before` is what separates it from the group before, `start` and `end` its
    place in the whole text.
    """

    digits: str
    before: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """Groups of digits with nothing but separators between them.

    `left` and `right` are what stands around it, folded: small letters without marks.
    """

    groups: tuple[Group, ...]
    plus: bool
    left: str
    right: str


def runs_in(text: str) -> Iterator[Run]:
    """In their order; dates are no part of any."""
    plain = _DATE.sub(lambda found: "\n" * len(found.group()), text)
    for found in _RUN.finditer(plain):
        start, end = found.span()
        yield Run(
            tuple(_groups(text[start:end], start)),
            "+" in found.group()[:3] or text[max(0, start - 1) : start] == "＋",
            fold(text[max(0, start - BEFORE) : start]),
            fold(text[end : end + AFTER]),
        )


def fold(text: str) -> str:
    """Small letters without marks, digits as ASCII, one kind of space and hyphen; unseen signs left
    out. Lines stay.
    """
    return "".join(_folded(sign) for sign in unicodedata.normalize("NFD", text))


def digits_of(text: str) -> str:
    """Every digit of `text`, as ASCII."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def _folded(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign in "đĐ":
        return "d"
    kind = _KIND_OF_SIGN.get(unicodedata.category(sign))
    if kind is not None:
        return kind
    wide = unicodedata.normalize("NFKD", sign)
    return wide.lower() if wide != sign and wide.isascii() else sign.lower()


def _groups(spelled: str, offset: int) -> Iterator[Group]:
    """Signs without width part nothing."""
    digits, before, start, end = "", "", 0, 0
    between = ""
    for place, sign in enumerate(spelled, offset):
        if sign.isdecimal():
            if between and digits:
                yield Group(digits, before, start, end)
                digits = ""
            if not digits:
                before, start = between, place
            digits, end, between = digits + str(unicodedata.decimal(sign)), place + 1, ""
        else:
            between += _separator(sign)
    yield Group(digits, before, start, end)


def _separator(sign: str) -> str:
    if unicodedata.category(sign) in {"Cf", "Mn"} or sign in "+\u115f":
        return ""
    if unicodedata.category(sign) == "Zs":
        return " "
    return "-" if unicodedata.category(sign) in {"Pd", "Pc"} or sign == "\u2212" else "."
