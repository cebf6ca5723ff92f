"""What understands spoken numbers, against what says them and against ICU's rule-based reader."""

import random
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icu4py.messageformat import MessageFormat

from cms.spoken_numbers import CENTRAL, NORTH, SOUTH, cardinal, said
from publishing.speech.hearing import NotUnderstood, agrees, heard

PROFILES = (NORTH, CENTRAL, SOUTH)
BY_ICU = 100_000
LARGEST = 10**15
NOUGHT_AHEAD = re.compile(r"\b(tỷ|triệu|nghìn) không trăm (?:linh )?")


def loosely(words: str) -> str:
    """Where CLDR's house style differs: “lẻ”, and no hundreds of nought at the head of a group."""
    return NOUGHT_AHEAD.sub(r"\1 ", words.replace(" lẻ ", " linh "))


def numbers(count: int) -> list[int]:
    """Of every length alike: most numbers below a bound are as long as the bound."""
    chance = random.Random(20260101)
    return [chance.randrange(10 ** chance.randint(1, 15)) for _number in range(count)]


def test_the_reader_agrees_with_icu():
    spell_out = MessageFormat("{n, spellout}", "vi")
    wrong = [
        (number, cardinal(str(number)), theirs)
        for number in (*range(1200), LARGEST, *numbers(BY_ICU))
        if loosely(cardinal(str(number))) != loosely(theirs := spell_out.format({"n": number}))
    ]
    assert wrong[:5] == []


@pytest.mark.parametrize("profile", PROFILES)
@given(number=some.integers(min_value=0, max_value=10**40))
def test_a_whole_number_is_heard_as_it_was_said(profile, number):
    assert heard(cardinal(str(number), profile)) == number


@pytest.mark.parametrize("profile", PROFILES)
@given(number=some.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_so_is_one_with_a_sign_and_decimals(profile, number):
    written = f"{number:f}".rstrip("0").rstrip(".").replace(".", ",")
    assert heard(said(written, profile)) == Decimal(written.replace(",", "."))


@pytest.mark.parametrize(
    "words",
    ["", "mươi", "hai ba", "một nghìn triệu", "một trăm linh", "năm phẩy", "mười mươi", "bảo hiểm"],
)
def test_other_words_are_no_number(words):
    with pytest.raises(NotUnderstood):
        heard(words)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("05", "không năm"),
        ("05", "năm"),
        ("XIV", "mười bốn"),
        ("-3,5", "âm ba phẩy năm"),
        ("1.234.567", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
        ("1,234.50", "một nghìn hai trăm ba mươi tư phẩy năm mươi"),
        ("2", "vuông"),
        ("00", ""),
    ],
)
def test_words_that_say_what_is_written(written, words):
    assert agrees(written, words)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("-3,5", "ba phẩy năm"),
        ("3,5", "ba mươi lăm"),
        ("1.234", "một phẩy hai ba bốn"),
        ("30", "ba mươi mốt"),
        ("05", "không sáu"),
        ("XIV", "mười sáu"),
        ("2", "khối"),
        ("17", ""),
        ("5", "bảo hiểm"),
    ],
)
def test_words_that_say_something_else(written, words):
    assert not agrees(written, words)
