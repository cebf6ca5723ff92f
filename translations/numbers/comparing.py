"""The numbers of a text beside those of its translation, as multisets by value and family.

No difference is invented where a language may write a number in another way; a number that stands
in words, or whose words nobody knows here, is a difference that a person must look at, no error.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cms.languages import DEFAULT

from .digits import has_digits, way_of
from .figures import written
from .matching import Sides, match_equal, match_parts
from .number import Family, Number
from .reading import grammar_of, read, read_roman, read_words
from .spelling import Spelled


class Problem(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    REPEATED = "repeated"  # the source has it less often
    OTHER_KIND = "other_kind"  # 8% became 8
    OTHER_CURRENCY = "other_currency"
    SEPARATORS = "separators"
    IN_WORDS = "in_words"
    ORDER = "order"


@dataclass(frozen=True)
class Difference:
    """`source` and `target` are written as in the texts, `advice` as the number should be."""

    problem: Problem
    source: str = ""
    target: str = ""
    advice: str = ""


SMALL = 10  # numbers up to it are often written in words
_SCALES = (10**3, 10**6, 10**9)
_WORD_FOLLOWS = re.compile(r"\s?[^\W\d_]")


def compare(
    source: str, target: str, language: str, *, source_language: str = DEFAULT
) -> list[Difference]:
    """Without marks and placeholders. Pure."""
    comparison = _Comparison(source, target, language, source_language)
    return [*comparison.differences()]


class _Comparison:
    def __init__(self, source: str, target: str, language: str, source_language: str) -> None:
        self.source, self.target = source, target
        self.language, self.source_language = language, source_language
        self.knows_words = grammar_of(language).knows_words
        # Names of months and days alone say nothing where there are no figures at all.
        has_figures = has_digits(source) or has_digits(target)
        self.of_source = read(source, source_language) if has_figures else ()
        self.of_target = read(target, language) if has_figures else ()
        self.sides = Sides([*self.of_source], [*self.of_target])

    def differences(self) -> Iterator[Difference]:
        match_equal(self.sides)
        if self.sides.source or self.sides.target:
            self._match_days()
            match_parts(self.sides)
        yield from self._written_otherwise()
        yield from self._of_pairs()
        self._drop_optional()
        yield from self._roman()
        if self.sides.source or self.sides.target:
            yield from self._in_words()
            yield from self._left()

    # --- what is the same --------------------------------------------------------------------

    def _match_days(self) -> None:
        """01/7 and July 1, 2025, where the year stands somewhere else in the text without it."""
        for one in self.sides.take_all(lambda one, other: self._is_same_day(one, other)):
            years = {year for number in one for year, _month, _day in number.dates}
            for year in filter(None, years):
                self._drop_year(year)

    def _is_same_day(self, source: Number, target: Number) -> bool:
        for year, month, day in source.dates:
            for other, *same in target.dates:
                if day and same == [month, day] and bool(year) != bool(other):
                    without = self.of_target if year else self.of_source
                    return _says_year(without, year or other)
        return False

    def _drop_year(self, year: int | None) -> None:
        """One that is left over stood for the whole range."""
        for number in (*self.sides.source, *self.sides.target):
            if (Family.NUMBER, year) in number.readings:
                self.sides.drop(number)
                return

    def _drop_optional(self) -> None:
        self.sides.drop(
            *(one for one in (*self.sides.source, *self.sides.target) if one.is_optional)
        )

    # --- what a person must look at ------------------------------------------------------------

    def _written_otherwise(self) -> Iterator[Difference]:
        """Words for million or percent that nobody knows here."""
        if self.knows_words or not (self.sides.source and self.sides.target):
            return
        self.sides.take_all(
            lambda one, other: one.bare in other.readings and self._word_follows(other)
        )
        for one, other in self.sides.take_all(self._may_be_scaled):
            yield Difference(Problem.IN_WORDS, one.text, other.text)

    def _may_be_scaled(self, source: Number, target: Number) -> bool:
        if not self._word_follows(target):
            return False
        if Family.PERCENT in source.families:
            return bool({*source.amounts(Family.PERCENT)} & {*target.amounts()})
        return any(
            amount == other * scale
            and (scale > _SCALES[0] or other == int(other))  # 1,234 is not 1.234
            for amount in source.amounts()
            for other in target.amounts()
            for scale in _SCALES
        )

    def _word_follows(self, number: Number) -> bool:
        return _WORD_FOLLOWS.match(self.target, number.end) is not None

    def _in_words(self) -> Iterator[Difference]:
        yield from self._in_words_of(self.sides.source, self.target, self.language, in_target=True)
        yield from self._in_words_of(
            self.sides.target, self.source, self.source_language, in_target=False
        )

    def _in_words_of(
        self, numbers: list[Number], text: str, language: str, *, in_target: bool
    ) -> Iterator[Difference]:
        words = read_words(text, language) if numbers else []
        for number in numbers:
            values = {value for family, value in number.readings if family in _SAID_IN_WORDS}
            found = _said(values, words) or _said_by_parts(number, words)
            if found:
                self.sides.drop(number)
                both = (number.text, found) if in_target else (found, number.text)
                yield Difference(Problem.IN_WORDS, *both)

    # --- what is wrong -------------------------------------------------------------------------

    def _of_pairs(self) -> Iterator[Difference]:
        for source, target in self.sides.pairs:
            if source.currency and target.currency and source.currency != target.currency:
                yield Difference(Problem.OTHER_CURRENCY, source.text, target.text)
            if target.is_foreign and not source.is_foreign:
                yield Difference(Problem.SEPARATORS, source.text, target.text, self._advice(target))
        yield from self._order()

    def _advice(self, number: Number) -> str:
        digit = next(letter for letter in number.text if letter.isdigit())
        value = (number.bare or next(iter(number.readings)))[1]
        assert isinstance(value, int | Decimal)
        return written(value, way_of(self.language, digit))

    def _order(self) -> Iterator[Difference]:
        """Within a family: where a percentage stands among the sums is the language's affair."""
        last: dict[Family, tuple[Number, Number]] = {}
        for source, target in sorted(self.sides.pairs, key=lambda pair: pair[0].start):
            family = min(source.families & target.families, default=Family.NUMBER)
            before = last.get(family)
            if source.amounts() and source.amounts()[0] in _YEARS:
                continue  # where the year stands is the language's affair too
            if before and target.start < before[1].start:
                yield Difference(Problem.ORDER, before[0].text, source.text)
                return
            last[family] = (source, target)

    def _roman(self) -> Iterator[Difference]:
        sides = Sides(read_roman(self.source), read_roman(self.target))
        if not sides.source and not sides.target:
            return
        match_equal(sides)
        for mine, other in ((sides.source, self.sides.target), (sides.target, self.sides.source)):
            for roman in [*mine]:
                digits = next((one for one in other if one.readings & roman.readings), None)
                if digits is not None:
                    self.sides.drop(digits)
                    sides.drop(roman)
        for source, target in zip(sides.source, sides.target, strict=False):
            yield Difference(Problem.CHANGED, source.text, target.text)

    def _left(self) -> Iterator[Difference]:
        for source, target in self.sides.take_all(_is_other_kind):
            yield Difference(Problem.OTHER_KIND, source.text, target.text)
        for source, target in self.sides.take_all(lambda one, other: one.family is other.family):
            yield Difference(Problem.CHANGED, source.text, target.text)
        for source, target in self.sides.take_all(lambda one, other: True):
            yield Difference(Problem.CHANGED, source.text, target.text)
        for number in self.sides.source:
            problem = Problem.IN_WORDS if self._may_be_in_words(number) else Problem.MISSING
            yield Difference(problem, number.text)
        for number in self.sides.target:
            is_known = any(number.readings & other.readings for other in self.of_source)
            yield Difference(Problem.REPEATED if is_known else Problem.ADDED, target=number.text)

    def _may_be_in_words(self, number: Number) -> bool:
        is_counted = number.families == {Family.NUMBER} and not number.currency
        is_small = all(amount in _SMALL_NUMBERS for amount in number.amounts())
        return not self.knows_words and is_counted and is_small


_SAID_IN_WORDS = frozenset((Family.NUMBER, Family.PERCENT, Family.WEEKDAY))
_YEARS = range(1900, 2101)
_SMALL_NUMBERS = frozenset(range(1, SMALL + 1))


def _says_year(numbers: Iterable[Number], year: int | None) -> bool:
    return any(
        (Family.NUMBER, year) in number.readings or any(date[0] == year for date in number.dates)
        for number in numbers
    )


def _said(values: Collection[object], words: list[Spelled]) -> str:
    """The words for one of these values, which are then used up."""
    found = next((word for word in words if word[0] in values), None)
    if found is None:
        return ""
    words.remove(found)
    return found[1]


def _said_by_parts(number: Number, words: list[Spelled]) -> str:
    """“two thirds” for 2/3."""
    left, said = [*words], []
    for part in number.parts:
        values = {value for _family, value in part}
        if not (found := _said(values, left)):
            return ""
        said.append(found)
    words[:] = left
    return " ".join(said)


def _is_other_kind(source: Number, target: Number) -> bool:
    values = {value for _family, value in source.readings}
    return any(value in values for _family, value in target.readings)
