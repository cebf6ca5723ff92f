"""Numbers of persons in a text: insurance, identity, private telephone, bank account.

Pure. What is published (hotlines, land lines, tax codes) and what only looks alike (amounts, dates,
numbers of documents) is left out; `known` are numbers that an office publishes on purpose.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .marked_excerpts import excerpt
from .number_labels import Label, carries_on, label_before, names_amount
from .spelled_numbers import Group, Run, digits_of, runs_in

LEAST_ACCOUNT, MOST_DIGITS = 8, 19  # digits


class Kind(StrEnum):
    HEALTH_INSURANCE = "health_insurance"
    SOCIAL_INSURANCE = "social_insurance"
    CITIZEN_ID = "citizen_id"
    MOBILE_PHONE = "mobile_phone"
    BANK_ACCOUNT = "bank_account"


@dataclass(frozen=True)
class Finding:
    """`value` is the number itself, for comparing only: never shown, logged or stored.

    `excerpt` marks the number and hides most digits of it and of every other long number near.
    """

    kind: str
    start: int
    end: int
    excerpt: str
    value: str

    def __repr__(self) -> str:
        return f"Finding({self.kind}, {self.start}–{self.end})"


# Where a word says that it is something else, ten digits are not taken for a number of insurance.
NO_INSURANCE = ("phone", "bank", "other")
# Numbers of the provinces on identity cards, as the ministry gave them out.
PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035"
    " 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072"
    " 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096".split()
)
# Letters of the groups of insured on cards of the old form.
CARD_LETTERS = (
    "DN HX CH NN TK HC XK HT TB NO CT XB TN CS QN CA CY XN MS CC CK CB KC HD TE BT HN DT DK XD TS"
    " TC TQ TA TY HG LS PV HS SV GB GD TH TV TD TU BA XV ND TG"
).replace(" ", "|")
_CARD = re.compile(rf"(?:^|[^a-z])({CARD_LETTERS.lower()})[ .\-]*$")
_MOBILE = re.compile(r"(?:84|0)(3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}")
_LAND_LINE = re.compile(r"(?:84|0)2\d{8,9}")
_HOTLINE = re.compile(r"1[89]00\d{4}(?:\d\d)?")
_CITIZEN = re.compile(r"(?:[01](?:[2-9]\d)|[23][0-4]\d)\d{6}")  # century and sex, year of birth
_IN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
SIGNS_OF_CODES = ("/", "#", "=", "_", "@")
_AFTER_NUMBER = re.compile(r"(?<!\d)\d[\d .]{7,}/$")
_NAMES_PHONE = re.compile(r"(?:zalo\.me/|tel:|wa\.me/)\+?$")


def find(text: str, *, known: Iterable[str] = ()) -> tuple[Finding, ...]:
    """In the order of the text. `known` is spelled as it likes, or comes from `numbers_in`."""
    passed = known if isinstance(known, frozenset) else numbers_in(known)
    return tuple(
        found
        for run in runs_in(text)
        for found in _in_run(text, run)
        if national(found.value) not in passed
    )


def numbers_in(texts: Iterable[str]) -> frozenset[str]:
    """Every long number of these texts, as `find` compares them."""
    return frozenset(national(number) for text in texts for number in _numbers(text))


def national(number: str) -> str:
    """A telephone number with or without the country's is the same."""
    if number.startswith("0084"):
        return "0" + number[4:]
    return "0" + number[2:] if re.fullmatch(r"84[235789]\d{8,9}", number) else number


def _numbers(text: str) -> Iterator[str]:
    yield digits_of(text)
    for run in runs_in(text):
        for first in range(len(run.groups)):
            for last in range(first, min(len(run.groups), first + 8)):
                yield "".join(group.digits for group in run.groups[first : last + 1])


def _in_run(text: str, run: Run) -> Iterator[Finding]:
    """The longest number from each group on; what was found is not looked at again."""
    if _is_thousands(run.groups) and names_amount(run.right):
        return  # nor is any part of the amount one
    first, after_find = 0, True
    while first < len(run.groups):
        last, kind, value = _longest(run, first, after_find)
        if kind:
            start, end = run.groups[first].start, run.groups[last].end
            if kind is Kind.HEALTH_INSURANCE and first == 0:
                start = _with_letters(text, start, len(value))
            yield Finding(kind, start, end, excerpt(text, start, end), value)
            first, after_find = last + 1, True
        else:
            first, after_find = first + 1, False


def _longest(run: Run, first: int, after_find: bool) -> tuple[int, Kind | None, str]:
    best: tuple[int, Kind | None, str] = (first, None, "")
    digits = ""
    for last in range(first, len(run.groups)):
        digits += run.groups[last].digits
        if len(digits) > MOST_DIGITS:
            break
        groups = run.groups[first : last + 1]
        if _stands_alone(run, first, last, after_find) and (kind := _kind(run, groups, digits)):
            best = (last, kind, digits)
    return best


def _stands_alone(run: Run, first: int, last: int, after_find: bool) -> bool:
    """Whether these groups are a number of their own and no middle of a longer one."""
    inside = {group.before for group in run.groups[first + 1 : last + 1]}
    ahead = run.groups[first].before if first else None
    behind = run.groups[last + 1].before if last + 1 < len(run.groups) else None
    begins = ahead is None or after_find or ahead == " " or (" " in ahead and ahead not in inside)
    ends = behind is None or " " in behind or (behind not in inside and _may_end(run, first, last))
    return begins and ends and not (behind in inside and behind != " ")


def _may_end(run: Run, first: int, last: int) -> bool:
    """Glued to the next number: one in groups with another sign between, or a long one."""
    return first < last or (len(run.groups[last].digits) > 8 and run.groups[last + 1].before == "-")


def _kind(run: Run, groups: tuple[Group, ...], digits: str) -> Kind | None:
    first, last = groups[0] is run.groups[0], groups[-1] is run.groups[-1]
    left, right = (run.left if first else ""), (run.right if last else "")
    if len(digits) == 13 and first and _CARD.search(left) and digits[0] in "12345":
        return Kind.HEALTH_INSURANCE
    label = label_before(run.left)
    if (last and carries_on(right)) or (first and _is_part_of_a_code(left, label)):
        return None
    amount = _is_thousands(groups) and not label.precise and not (first and run.plus)
    if amount or names_amount(right):
        return None
    return _labelled(label, groups, digits) or _unlabelled(run, label, groups, digits)


def _labelled(label: Label, groups: tuple[Group, ...], digits: str) -> Kind | None:
    number = len(digits)
    match label.name:
        case "bank" if number >= LEAST_ACCOUNT and not _HOTLINE.fullmatch(digits):
            return Kind.BANK_ACCOUNT
        case "identity" if number in (9, 12) or (number == 11 and "0" + digits[:2] in PROVINCES):
            return Kind.CITIZEN_ID
        case "health" | "social" if number == 10 and label.precise:
            return _insurance(label)
        case "phone" if (
            number == 9 and _MOBILE.fullmatch("0" + digits) and not _is_thousands(groups)
        ):
            return Kind.MOBILE_PHONE  # as spreadsheets keep it, without its nought
    return None


def _unlabelled(run: Run, label: Label, groups: tuple[Group, ...], digits: str) -> Kind | None:
    if label.name == "tax":
        return None
    if _is_mobile(run, label, groups, digits):
        return Kind.MOBILE_PHONE
    if len(digits) == 12 and digits[:3] in PROVINCES and _CITIZEN.fullmatch(digits[3:]):
        return Kind.CITIZEN_ID
    whole = len(groups) == 1 or {len(group.digits) for group in groups} == {1}
    published = _LAND_LINE.fullmatch(digits) or _HOTLINE.fullmatch(digits)
    if len(digits) == 10 and whole and not published and label.name not in NO_INSURANCE:
        return _insurance(label) if "01" <= digits[:2] <= "97" else None
    return None


def _insurance(label: Label) -> Kind:
    return Kind.HEALTH_INSURANCE if label.name == "health" else Kind.SOCIAL_INSURANCE


def _is_mobile(run: Run, label: Label, groups: tuple[Group, ...], digits: str) -> bool:
    """Of the country's number with `+`, `00` or a word near only: 84 may begin an amount, too."""
    abroad = (run.plus and groups[0] is run.groups[0]) or label.name == "phone"
    if digits.startswith("0084"):
        digits = digits[2:]
    elif digits.startswith("84") and not abroad:
        return False
    digits = re.sub(r"^840(?=\d{9}$)", "84", digits)  # +84 (0)912 …
    rest = groups[2:] if [one.digits for one in groups[:2]] == ["84", "0"] else groups[1:]
    sizes = {len(group.digits) for group in rest}
    grouped = len(groups) == 1 or sizes <= {2, 3, 4, 5, 9, 10} or sizes == {1}
    return grouped and _MOBILE.fullmatch(digits) is not None


def _is_thousands(groups: tuple[Group, ...]) -> bool:
    """`1.234.567.890`: an amount or a count, since a number of a person begins anyhow."""
    return (
        len(groups) > 2
        and len({group.before for group in groups[1:]}) == 1
        and len(groups[0].digits) <= 3
        and not groups[0].digits.startswith("0")
        and all(len(group.digits) == 3 for group in groups[1:])
    )


def _is_part_of_a_code(left: str, label: Label) -> bool:
    """Glued to letters or digits before it, or part of an address of the web."""
    address = _IN_ADDRESS.search(left)
    if _NAMES_PHONE.search(left):
        return False
    if address or (left[-1:] in SIGNS_OF_CODES and not _AFTER_NUMBER.search(left)):
        return True
    return left[-1:].isalnum() and not label.touches


def _with_letters(text: str, start: int, digits: int) -> int:
    """Where the two letters of an old card begin."""
    if digits != 13:
        return start
    letters = [place for place in range(max(0, start - 12), start) if text[place].isalpha()]
    return letters[-2] if len(letters) > 1 else start
