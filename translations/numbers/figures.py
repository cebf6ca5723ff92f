"""What one run of digits with dots and commas means in a language."""

import re
from decimal import Decimal
from functools import cache

from cms.languages import Numbers

from .digits import way_of
from .number import Family, Reading

LONGEST = 18  # digits of a number that counts something; more of them are a code
_SHORTEST_CODE = 5  # digits, when the first is a nought
_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")
POINT = Numbers("latn", "0123456789", ",", ".")
COMMA = Numbers("latn", "0123456789", ".", ",")


@cache
def _patterns(grouping: str, decimal: str) -> re.Pattern[str]:
    group, comma = re.escape(grouping), re.escape(decimal)
    return re.compile(rf"(?P<whole>[1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)(?:{comma}(?P<rest>\d+))?")


def figure(folded: str, digit: str, language: str) -> tuple[Reading, bool]:
    """Its meaning, and whether it is written with separators that the language does not have.

    Where they are the language's, they mean what they mean there, nothing else: 1.234 is not 1,234.
    """
    text = _SPACES.sub("", folded)
    if text.isdigit():
        return _of_digits(text), False
    way = way_of(language, digit)
    others = (POINT, COMMA) if way.decimal == "," else (COMMA, POINT)
    for number, separators in enumerate((way, *others)):
        if found := _patterns(separators.grouping, separators.decimal).fullmatch(text):
            return _value(found, separators), number > 0
    return (Family.CODE, text.replace(",", ".")), False


def _of_digits(text: str) -> Reading:
    is_code = len(text) > LONGEST or (text[0] == "0" and len(text) >= _SHORTEST_CODE)
    return (Family.CODE, text) if is_code else (Family.NUMBER, int(text))


def _value(found: re.Match[str], way: Numbers) -> Reading:
    whole, rest = found["whole"].replace(way.grouping, ""), found["rest"] or ""
    if len(whole) + len(rest) > LONGEST:
        return Family.CODE, f"{whole}.{rest}"
    return (Family.NUMBER, Decimal(f"{whole}.{rest}") if rest else int(whole))


def written(value: Decimal | int, way: Numbers) -> str:
    """The value as the language writes it, with these digits."""
    text = f"{Decimal(value):,f}"
    return text.translate(
        {ord(","): way.grouping, ord("."): way.decimal}
        | {ord("0") + number: digit for number, digit in enumerate(way.digits)}
    )
