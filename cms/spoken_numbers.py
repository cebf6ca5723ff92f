"""Numbers in Vietnamese words, as announcers read them: 93,31 is “chín mươi ba phẩy ba mươi mốt”.

Any size: above a thousand million the words are those of the part above, with “tỷ” behind. How the
regions differ (nghìn/ngàn, linh/lẻ, tư/bốn) is a profile; without one it is the north's.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()
BILLION = "tỷ"
_RUN = re.compile(r"\d+")
_GROUP_PAUSE = re.compile(r"(?<=\d)\s*[ .\-–\u00a0\u202f]\s*(?=\d)")
_AREA_CODE = re.compile(r"\((\d+)\)\s*")
_COUNTRY_SIGN = re.compile(r"\+\s*(?=\w)")
_NUMBER = re.compile(r"([-−]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")


@dataclass(frozen=True)
class Profile:
    """How numbers are said in a part of the country."""

    name: str
    thousand: str = "nghìn"
    nought: str = "linh"  # a hundred “linh” five
    four: str = "tư"  # the last of twenty-four and above


NORTH = Profile("north")
CENTRAL = Profile("central", nought="lẻ")
SOUTH = Profile("south", thousand="ngàn", nought="lẻ", four="bốn")


def said(number: str, profile: Profile = NORTH) -> str:
    """A number as people here write it (`1.234,5`, `-3`), in words. Raises ValueError."""
    found = _NUMBER.fullmatch(number.strip())
    if found is None:
        raise ValueError(number)
    sign, whole, decimals = found.groups()
    words = ["âm"] if sign else []
    words.append(cardinal(whole.replace(".", ""), profile))
    if decimals:
        words += ["phẩy", decimals_said(decimals, profile)]
    return " ".join(words)


def is_number(text: str) -> bool:
    """Whether `said` takes it."""
    return _NUMBER.fullmatch(text.strip()) is not None


@lru_cache(maxsize=4096)
def cardinal(digits: str, profile: Profile = NORTH) -> str:
    """A whole number, of digits only."""
    value = int(digits)
    if not value:
        return DIGITS[0]
    billions, rest = divmod(value, 10**9)
    words = []
    if billions:
        words += [cardinal(str(billions), profile), BILLION]
    if rest:
        words.append(_below_billion(rest, profile, leading=not billions))
    return " ".join(words)


def digit_by_digit(digits: str) -> str:
    return " ".join(DIGITS[int(one)] for one in digits)


def one_by_one(text: str) -> str:
    """Digits for telephone numbers; a space, dot or hyphen between groups is a pause."""
    grouped = _AREA_CODE.sub(r"\1, ", _GROUP_PAUSE.sub(", ", text))
    words = _RUN.sub(lambda run: digit_by_digit(run[0]), grouped)
    return _COUNTRY_SIGN.sub("cộng ", words)


def decimals_said(digits: str, profile: Profile = NORTH) -> str:
    """Two as a number; after a nought, and three or more, one by one."""
    if len(digits) > 2 or digits.startswith("0"):
        return digit_by_digit(digits)
    return cardinal(digits, profile)


def _below_billion(value: int, profile: Profile, *, leading: bool) -> str:
    words: list[str] = []
    for place, scale in ((2, "triệu"), (1, profile.thousand), (0, "")):
        group = value // 1000**place % 1000
        if group:
            words.append(_group(group, profile, leading=leading and not words))
            words += [scale] if scale else []
    return " ".join(words)


def _group(value: int, profile: Profile, *, leading: bool) -> str:
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    words = [] if leading and not hundreds else [DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [DIGITS[tens], "mươi"]
        words += [_after_twenty(units, profile)] if units else []
    elif tens:
        words += ["mười"]
        words += ["lăm" if units == 5 else DIGITS[units]] if units else []
    elif units:
        words += [profile.nought, DIGITS[units]] if words else [DIGITS[units]]
    return " ".join(words)


def _after_twenty(units: int, profile: Profile) -> str:
    return {1: "mốt", 4: profile.four, 5: "lăm"}.get(units, DIGITS[units])
