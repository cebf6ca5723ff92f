"""Whatever form a number takes, it is the same number; whichever digit changes, it is another."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.languages import BY_CODE, Numbers
from translations.numbers import Problem, compare
from translations.numbers.figures import written

VIETNAMESE = BY_CODE["vi"].numbers[0]
WAYS = [
    (language.code, way)
    for language in BY_CODE.values()
    if language.code != "vi"
    for way in language.numbers
]
LATIN = "0123456789"

amounts = st.one_of(
    st.integers(min_value=0, max_value=10**12),
    st.decimals(min_value=0, max_value=10**6, places=2).filter(lambda value: value % 1 != 0),
)
ways = st.sampled_from(WAYS)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))


def ungrouped(value: Decimal | int, way: Numbers) -> str:
    return written(value, way).replace(way.grouping, "")


def in_digits(text: str, way: Numbers) -> str:
    return text.translate(str.maketrans(LATIN, way.digits))


def another(text: str, place: int, digit: int) -> str:
    """The text with another digit at the place-th of its digits; of the same script."""
    places = [number for number, letter in enumerate(text) if letter.isdecimal()]
    at = places[place % len(places)]
    base = ord(text[at]) - int(text[at])
    assume(int(text[at]) != digit)
    return text[:at] + chr(base + digit) + text[at + 1 :]


def problems(source: str, target: str, language: str) -> set[Problem]:
    return {difference.problem for difference in compare(source, target, language)}


@given(value=amounts, language_and_way=ways, unit=st.sampled_from(["", "%", " đồng"]))
def test_a_number_in_the_separators_and_digits_of_the_language_is_the_same(
    value, language_and_way, unit
):
    language, way = language_and_way
    source = f"a {written(value, VIETNAMESE)}{unit} b"
    sign = unit if unit == "%" else ""
    for target in (written(value, way), ungrouped(value, way)):
        assert problems(source, f"{target}{sign}.", language) == set()


@given(
    value=amounts,
    language_and_way=ways,
    unit=st.sampled_from(["", "%"]),
    place=st.integers(0, 20),
    digit=st.integers(0, 9),
)
def test_another_digit_is_another_number(value, language_and_way, unit, place, digit):
    language, way = language_and_way
    target = another(written(value, way), place, digit)
    assert problems(f"{written(value, VIETNAMESE)}{unit}", f"{target}{unit}", language)


@given(day=days, language_and_way=ways, zeros=st.booleans())
def test_a_date_in_the_digits_of_the_language_is_the_same(day, language_and_way, zeros):
    language, way = language_and_way
    source = f"từ ngày {day.day:02}/{day.month}/{day.year}"
    month = f"{day.month:02}" if zeros else str(day.month)
    target = in_digits(f"{day.day}/{month}/{day.year}", way)
    assert problems(source, target, language) == set()
    assert problems(source, day.isoformat(), language) == set()


@given(day=days, language_and_way=ways, place=st.integers(0, 7), digit=st.integers(0, 9))
def test_another_digit_is_another_date(day, language_and_way, place, digit):
    language, way = language_and_way
    source = f"từ ngày {day.day:02}/{day.month:02}/{day.year}"
    target = another(in_digits(f"{day.day:02}/{day.month:02}/{day.year}", way), place, digit)
    assert problems(source, target, language)


@given(day=days)
def test_day_and_month_do_not_change_places(day):
    assume(day.day <= 12 and day.day != day.month)
    for language in ("en", "km", "rad", "yue-hant"):
        assert problems(f"{day.day}/{day.month}", f"{day.month}/{day.day}", language)


@given(
    number=st.from_regex(r"\A0[2-9][0-9]{8}\Z|\A1[89]00[0-9]{4}\Z"),
    language_and_way=ways,
    sign=st.sampled_from(["", " ", ".", "-"]),
    place=st.integers(0, 9),
    digit=st.integers(0, 9),
)
def test_a_telephone_number_may_be_grouped_anew_and_not_changed(
    number, language_and_way, sign, place, digit
):
    language, way = language_and_way
    source = f"Gọi {number[:4]} {number[4:7]} {number[7:]}"
    target = in_digits(sign.join((number[:4], number[4:])), way)
    assert problems(source, target, language) == set()
    assume(place > 0)  # without its nought it is no telephone number, and still another
    assert problems(source, another(target, place, digit), language)


@given(
    number=st.integers(1, 9999),
    year=st.integers(1990, 2030),
    body=st.sampled_from(["NĐ-CP", "QH15", "TT-BNV", "QĐ-TTg"]),
    language_and_way=ways,
    place=st.integers(0, 6),
    digit=st.integers(0, 9),
)
def test_a_document_keeps_its_number(number, year, body, language_and_way, place, digit):
    language, way = language_and_way
    source = f"theo {number}/{year}/{body}"
    target = f"{in_digits(f'{number}/{year}', way)}/{body}"
    assert problems(source, target, language) == set()
    assert problems(source, another(target, place, digit), language)


@given(
    numbers=st.lists(st.integers(11, 10**6), min_size=2, max_size=8, unique=True),
    data=st.data(),
)
def test_a_number_that_is_dropped_is_missed(numbers, data):
    source = "; ".join(f"a {written(value, VIETNAMESE)}" for value in numbers)
    dropped = data.draw(st.sampled_from(numbers))
    target = "; ".join(f"b {written(v, VIETNAMESE)}" for v in numbers if v != dropped)
    assert problems(source, target, "rad") == {Problem.MISSING}


@given(numbers=st.permutations([8, 15, 20, 46]))
def test_another_order_is_no_more_than_a_question(numbers):
    source, target = "8 a 15 b 20 c 46", " b ".join(map(str, numbers))
    expected = set() if numbers == [8, 15, 20, 46] else {Problem.ORDER}
    assert problems(source, target, "rad") == expected


def test_the_order_of_numbers_of_two_kinds_is_the_languages_affair():
    assert compare("Từ 01/7/2025 đóng 8%", "8% from July 1, 2025", "en") == []


def test_an_answer_says_how_the_number_is_to_be_written():
    (found,) = compare("46.800.000,5 đồng", "46.800.000,5 ដុង", "km")
    assert (found.problem, found.advice) == (Problem.SEPARATORS, "46,800,000.5")
    (found,) = compare("46.800.000 đồng", "៤៦,៨០០,០០០ ដុង", "km")
    assert found.advice == "៤៦.៨០០.០០០"


@pytest.mark.parametrize(
    "text",
    [
        "1" * 20_000,
        "1." * 20_000,
        "0 " * 20_000,
        "1/" * 20_000,
        "tháng " + " " * 20_000,
        "A" * 20_000 + "1",
        "(0" * 10_000,
        "١٢٣" * 5_000,
        " ".join(map(str, range(5_000))),
        "July " * 5_000,
        "I" * 20_000,
        "một " * 10_000,
    ],
    ids=range(12),
)
@pytest.mark.parametrize("language", ["km", "en", "rad", "yue-hant"])
def test_a_hostile_text_is_read_to_its_end(text, language):
    assert compare(text, text, "vi") == []
    assert compare(text, "8%", language)
