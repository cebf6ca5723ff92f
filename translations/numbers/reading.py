"""Every number of a text."""

import re
from dataclasses import replace
from functools import cache

from .chinese import CHINESE
from .digits import fold
from .english import ENGLISH
from .forms import shared
from .grammar import Grammar, Scene, Words, grammar
from .khmer import KHMER
from .number import Amount, Family, Number, Reading, Readings, one
from .vietnamese import BORROWED, VIETNAMESE

_WORDS = {"vi": VIETNAMESE, "en": ENGLISH, "km": KHMER, "yue-hant": CHINESE}
MOST = 2000  # numbers of one text that are read; no segment has as many
_BETWEEN = re.compile(
    r"\s*(?:–|—|-|~|,|、|đến|tới|to|until|through|,?\s*and|và|ដល់|និង|至|到|和)"
    r"\s*(?:ngày\s*|ថ្ងៃ(?:ទី)?\s*|ម៉ោង\s*)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:và|and|និង)?\s*", re.IGNORECASE)
_ROMAN = re.compile(r"(?<![\w.\-/])(?=[IVX])(?P<roman>X{0,3}(?:IX|IV|V?I{0,3}))(?!\w|['’.]\w)")
_NUMBERED = re.compile(
    r"(?<!\w)(?:quý|chương|mục|phần|hạng|bậc|cấp|loại|kỳ|khóa|nhóm|phụ lục|quarter|chapter|part"
    r"|section|class|grade|appendix|annex|vùng|khu vực|đợt|mức|region|area|level|group|phase)\s+\Z",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 12  # characters of such a word, with its space
_HALF = re.compile(r"\d\s?[ap]\.?\s?m\b", re.IGNORECASE)
_AFTER_NOON = re.compile(r"\d\s?p\.?\s?m\b", re.IGNORECASE)
NOON = 12 * 60  # minutes
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@cache
def grammar_of(language: str) -> Grammar:
    words: Words = _WORDS.get(language, BORROWED)
    return grammar((*words.forms, *shared(words)), words)


def read(text: str, language: str) -> tuple[Number, ...]:
    """In the order of the text. Pure; a code that the registry does not know is read as Vietnamese."""
    scene = Scene(text, fold(text), language, grammar_of(language))
    found: list[Number] = []
    for match in scene.grammar.pattern.finditer(scene.folded):
        found += scene.grammar.readers[match.lastgroup or ""](match, scene)
        if len(found) > MOST:
            break
    return tuple(_ranged(_added(found, scene.folded), scene.folded))


def read_words(text: str, language: str) -> list[tuple[int, str]]:
    """Numbers that are written in words, with their words."""
    reader = grammar_of(language).words.read_words
    return reader(text) if reader else []


def read_roman(text: str) -> list[Number]:
    """II, IV and what follows a word like “quý”; a lone I or V may be anything else."""
    return [
        Number(
            match["roman"],
            match.start("roman"),
            match.end("roman"),
            one(Family.NUMBER, _roman(match["roman"])),
        )
        for match in _ROMAN.finditer(text)
        if len(match["roman"]) > 1 or _is_numbered(text[: match.start()])
    ]


def _is_numbered(before: str) -> bool:
    return _NUMBERED.search(before[-_LONGEST_BEFORE:]) is not None


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def _added(numbers: list[Number], folded: str) -> list[Number]:
    """“46 triệu 800 nghìn” is one number of two parts."""
    result: list[Number] = []
    for number in numbers:
        before = result[-1] if result else None
        if before is not None and _continues(before, number, folded):
            result[-1] = _sum(before, number)
        else:
            result.append(number)
    return result


def _continues(before: Number, number: Number, folded: str) -> bool:
    if before.scale == 1 or before.currency:
        return False
    amounts, parts = before.amounts(), number.amounts()
    return (
        len(amounts) == len(parts) == 1
        and before.families == number.families == {Family.NUMBER}
        and parts[0] < before.scale
        and (number.scale > 1 or bool(number.currency))
        and _AND.fullmatch(folded, before.end, number.start) is not None
    )


def _sum(before: Number, number: Number) -> Number:
    (first,), (second,) = before.amounts(), number.amounts()
    return replace(
        number,
        text=f"{before.text} {number.text}",
        start=before.start,
        readings=one(Family.NUMBER, first + second),
        parts=((before.parts or (_with_bare(before),)) + (_with_bare(number),)),
        bare=None,
        is_foreign=before.is_foreign or number.is_foreign,
    )


def _with_bare(number: Number) -> Readings:
    return number.readings | ({number.bare} if number.bare else set())


def _ranged(numbers: list[Number], folded: str) -> list[Number]:
    """“từ 5 đến 10%”, “01–15/7/2025”: what is said once holds for both ends."""
    for place in range(len(numbers) - 2, -1, -1):
        first, last = numbers[place], numbers[place + 1]
        carried = _carried_dates(first, last) | _carried_amounts(first, last)
        if _AFTER_NOON.search(last.text) and not _HALF.search(first.text):
            carried |= _carried_noon(first.readings | carried)
        if carried and _joins(first, last, folded):
            numbers[place] = replace(first, readings=first.readings | carried)
    for place, last in enumerate(numbers[1:], start=1):
        days = _days_after(numbers[place - 1], last)
        if days and _joins(numbers[place - 1], last, folded):
            numbers[place] = replace(last, readings=last.readings | days)
    return numbers


def _joins(first: Number, last: Number, folded: str) -> bool:
    if first.end > last.start:
        return False
    return _BETWEEN.fullmatch(folded, first.end, last.start) is not None


def _carried_dates(first: Number, last: Number) -> set[Reading]:
    found: set[Reading] = set()
    for year, month, day in last.dates:
        if first.dates:
            found |= {(Family.DATE, (year, *rest)) for none, *rest in first.dates if none is None}
        elif day:
            found |= {(Family.DATE, (year, month, amount)) for amount in _days(first)}
        elif year:  # “tháng 7, 8 và 9/2025”
            months = [amount for amount in first.amounts() if amount in range(1, 13)]
            found |= {(Family.DATE, (year, amount, None)) for amount in months}
    return found


def _carried_noon(readings: Readings) -> set[Reading]:
    """“from 1:30 to 5 p.m.”"""
    times = (value for family, value in readings if family is Family.TIME)
    return {(Family.TIME, time + NOON) for time in times if isinstance(time, int) and time < NOON}


def _days_after(first: Number, last: Number) -> set[Reading]:
    """“7月15日至30日”"""
    dates = [(year, month) for year, month, day in first.dates if day]
    return {(Family.DATE, (*date, amount)) for date in dates for amount in _days(last)}


def _days(number: Number) -> list[Amount]:
    return [amount for amount in number.amounts() if amount in range(1, 32)]


def _carried_amounts(first: Number, last: Number) -> set[Reading]:
    found: set[Reading] = set()
    for amount in first.amounts():
        if Family.PERCENT in last.families:
            found.add((Family.PERCENT, amount))
        if last.scale > 1 and first.scale == 1 and not last.parts:
            found.add((Family.NUMBER, amount * last.scale))
        if Family.TIME in last.families and amount in range(25):
            found.add((Family.TIME, int(amount) * 60))
    return found
