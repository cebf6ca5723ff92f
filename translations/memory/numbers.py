"""Puts the numbers of a new sentence into the translation of one that differs in nothing else."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cms.languages import BY_CODE, DEFAULT, NUMBERS, Numbers
from translations.marks import Part, tokens
from translations.memory.wording import NUMBER

Value = tuple[
    str, str
]  # digits before and after the decimal sign, without noughts that say nothing
_SOURCE = NUMBERS["latn"]
_LATIN = (NUMBERS["latn"], NUMBERS["latn-point"])


@dataclass(frozen=True)
class _Written:
    value: Value
    way: Numbers
    text: str


def put_in(target: str, language: str, *, old: Sequence[str], new: Sequence[str]) -> str | None:
    """`target` with `new` in the places of `old`, the source's numbers in their order.

    In the digits and separators in which the target has the old ones. None where that is not certain:
    unless every value of `old` stands in the target exactly as often as in the source, and becomes
    one and the same new number wherever it stood.
    """
    wanted = _replacements(old, new)
    if wanted is None:
        return None
    found = Counter(
        written.value for _text, written in _parts(target, language, wanted) if written is not None
    )
    if found != Counter(_value(number, _SOURCE) for number in old):
        return None
    return "".join(
        text if written is None else _like(written, wanted[written.value])
        for text, written in _parts(target, language, wanted)
    )


def _replacements(old: Sequence[str], new: Sequence[str]) -> dict[Value, tuple[str, str]] | None:
    """By old value: how the source had it, and what it is now."""
    wanted: dict[Value, tuple[str, str]] = {}
    for before, after in zip(old, new, strict=True):
        value, pair = _value(before, _SOURCE), (before, after)
        if not before.isascii() or not after.isascii():
            return None
        if wanted.setdefault(value, pair) != pair:
            return None
    return wanted


def _parts(
    target: str, language: str, wanted: dict[Value, tuple[str, str]]
) -> Iterator[tuple[str, _Written | None]]:
    """The target piece by piece: numbers that the source has too, and all that is between them."""
    for token in tokens(target):
        if token.part is not Part.TEXT:
            yield token.text, None
            continue
        end = 0
        for found in NUMBER.finditer(token.text):
            yield token.text[end : found.start()], None
            yield found[0], _read(found[0], language, wanted)
            end = found.end()
        yield token.text[end:], None


def _read(text: str, language: str, wanted: dict[Value, tuple[str, str]]) -> _Written | None:
    """In the language's own way, else in another way with these digits, if that gives a wanted value."""
    own = BY_CODE.get(language, BY_CODE[DEFAULT]).numbers
    for way in (*own, *_LATIN):
        if set(text) <= {*way.digits, way.grouping, way.decimal}:
            value = _value(text, way)
            if value in wanted:
                return _Written(value, way, text)
    return None


def _value(text: str, way: Numbers) -> Value:
    """What is no number in this way (a version, 1.2.3) is worth what is written."""
    group, sign = re.escape(way.grouping), re.escape(way.decimal)
    shape = rf"(\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{sign}(\d+))?"
    latin = text.translate({ord(digit): str(worth) for worth, digit in enumerate(way.digits)})
    found = re.fullmatch(shape, latin)
    if found is None:
        return latin, "?"
    return found[1].replace(way.grouping, "").lstrip("0") or "0", (found[2] or "").rstrip("0")


def _like(old: _Written, pair: tuple[str, str]) -> str:
    """The new number as the target writes: its digits, separators, thousands and leading noughts."""
    before, after = pair
    if _value(after, _SOURCE)[1] == "?":
        return _in_digits(after, old.way)
    whole, _sign, rest = after.partition(_SOURCE.decimal)
    plain = whole.replace(_SOURCE.grouping, "")
    there = old.text.partition(old.way.decimal)[0]
    if _starts_with_nought(before, _SOURCE) and not _starts_with_nought(old.text, old.way):
        plain = plain.lstrip("0") or "0"
    elif _starts_with_nought(old.text, old.way) and not _starts_with_nought(before, _SOURCE):
        plain = plain.zfill(len(there))
    if _has_thousands(there, whole, old.way):
        plain = f"{int(plain):,}".replace(",", old.way.grouping)
    return _in_digits(plain + (old.way.decimal + rest if rest else ""), old.way)


def _has_thousands(there: str, whole: str, way: Numbers) -> bool:
    """As the target has them, or where it has too few digits to show it, as the new source."""
    if way.grouping in there or len(there) > 3:
        return way.grouping in there
    return _SOURCE.grouping in whole


def _starts_with_nought(text: str, way: Numbers) -> bool:
    return len(text) > 1 and text[0] == way.digits[0] and text[1] in way.digits


def _in_digits(text: str, way: Numbers) -> str:
    return text.translate({ord(str(worth)): digit for worth, digit in enumerate(way.digits)})
