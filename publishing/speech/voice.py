"""Says numbers for the rules, and remembers which words said which digits, for the guards."""

import re
from itertools import pairwise

from .numbers import Profile, cardinal, decimals_said, digit_by_digit

_PARTS = re.compile(r"([-−–+±]?)\s*([\d., \u00a0\u202f]+)")
_VIETNAMESE = re.compile(r"(\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+)(?:,(\d+))?")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+)(\.\d+)?")
_POINT = re.compile(r"(\d+)\.(\d+)")
SIGNS = {"-": "âm", "−": "âm", "–": "âm", "+": "cộng", "±": "cộng trừ"}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def roman_value(letters: str) -> int | None:
    """Of a well-formed Roman numeral in capitals; None if it is none."""
    if not letters or not _ROMAN.fullmatch(letters):
        return None
    values = [ROMAN[one] for one in letters] + [0]
    return sum(-one if one < after else one for one, after in pairwise(values))


class Voice:
    """One for each reading; `taken()` empties what it remembers."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._said: list[tuple[str, str]] = []

    def taken(self) -> tuple[tuple[str, str], ...]:
        said, self._said = tuple(self._said), []
        return said

    def forget(self) -> None:
        """What was said so far is said in another way, or by another rule."""
        self._said = []

    def minus(self, words: str) -> str:
        """The sign before what was said last but has none: a fraction."""
        self._said.append(("-", "âm"))
        return f"âm {words}"

    def _keep(self, written: str, words: str) -> str:
        self._said.append((written, words))
        return words

    def whole(self, digits: str) -> str:
        return self._keep(digits, cardinal(digits, self.profile))

    def silent(self, noughts: str) -> None:
        """Noughts that nobody says: 17h00 is “mười bảy giờ”."""
        self._keep(noughts, "")

    def each(self, digits: str) -> str:
        return self._keep(digits, digit_by_digit(digits))

    def grouped(self, written: str) -> str:
        """Digit by digit, with a pause where the writer has a space, dot or hyphen."""
        return ", ".join(self.each(run) for run in re.findall(r"\d+", written))

    def code(self, digits: str) -> str:
        """Part of a code: short ones as numbers, the rest and those with a nought in front singly."""
        if len(digits) > 2 or digits.startswith("0"):
            return self.each(digits)
        return self.whole(digits)

    def month(self, digits: str) -> str:
        return self._fourth(digits)

    def weekday(self, digits: str) -> str:
        return self._fourth(digits)

    def ordinal(self, digits: str) -> str:
        return self._keep(digits, "nhất") if int(digits) == 1 else self._fourth(digits)

    def _fourth(self, digits: str) -> str:
        return self._keep(digits, "tư") if int(digits) == 4 else self.whole(digits)

    def denominator(self, digits: str) -> str:
        return self._fourth(digits)

    def roman(self, letters: str) -> str:
        """Of letters of which `roman_value` is known. Four is “bốn”: chương bốn."""
        return self._keep(letters, cardinal(str(roman_value(letters)), self.profile))

    def roman_ordinal(self, letters: str) -> str:
        """thứ I is “thứ nhất”, thứ IV “thứ tư”."""
        return self._keep(letters, {1: "nhất", 4: "tư"}[roman_value(letters) or 0])

    def power(self, digit: str, words: str) -> str:
        """The 2 of m2 in words of its own."""
        return self._keep(digit, words) if digit in "23" else words

    def number(self, written: str) -> str:
        """A number as written, sign, grouping and decimals included. Raises ValueError."""
        found = _PARTS.fullmatch(written)
        if found is None:
            raise ValueError(written)
        sign, body = found.groups()
        words = self._unsigned(body)
        if sign:
            words = f"{SIGNS[sign]} {words}"
        return self._keep(written, words)

    def _unsigned(self, body: str) -> str:
        if found := _VIETNAMESE.fullmatch(body):
            whole, decimals = re.sub(r"\D", "", found[1]), found[2]
        elif found := _ENGLISH.fullmatch(body):
            whole, decimals = found[1].replace(",", ""), (found[2] or "")[1:]
        elif found := _POINT.fullmatch(body):
            whole, decimals = found.groups()
        else:
            raise ValueError(body)
        words = cardinal(whole, self.profile)
        return f"{words} phẩy {decimals_said(decimals, self.profile)}" if decimals else words
