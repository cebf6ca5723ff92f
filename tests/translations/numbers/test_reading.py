import pytest

from translations.numbers import Family, read
from translations.numbers.reading import read_roman, read_words

D, N, P, T = Family.DATE, Family.NUMBER, Family.PERCENT, Family.TIME


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("46.800.000,5", "vi", [(N, "46800000.5")]),
        ("46,800,000.5", "km", [(N, "46800000.5")]),
        ("៤៦.៨០០.០០០,៥", "km", [(N, "46800000.5")]),
        ("46,800,000.5", "en", [(N, "46800000.5")]),
        ("꩔꩖.꩘꩐꩐", "cjm-cham", [(N, "46800")]),
        ("1.234", "vi", [(N, "1234")]),
        ("1.234", "km", [(N, "1.234")]),
        ("១.២៣៤", "km", [(N, "1234")]),
        ("៨ភាគរយ", "km", [(P, "8")]),
        ("百分之8.5", "yue-hant", [(P, "8.5")]),
        ("2 điểm phần trăm", "vi", [(P, "2")]),
        ("2 nghìn tỷ đồng", "vi", [(N, "2000000000000")]),
        ("ថ្ងៃទី ០១ ខែ កក្កដា ឆ្នាំ ២០២៥", "km", [(D, "(2025, 7, 1)")]),
        ("2025年7月1日", "yue-hant", [(D, "(2025, 7, 1)")]),
        ("1st of July, 2025", "en", [(D, "(2025, 7, 1)")]),
        ("7/25/2025", "en", [(D, "(2025, 7, 25)")]),
        ("7h30", "vi", [(T, "450")]),
        ("ម៉ោង ៧៖៣០ ព្រឹក", "km", [(T, "450")]),
        ("7:30 p.m.", "en", [(T, "1170")]),
        ("下午5時30分", "yue-hant", [(T, "1050")]),
        ("+84 912 345 678", "vi", [(Family.PHONE, "0912345678")]),
        ("115/2015/NĐ-CP", "vi", [(Family.DOCUMENT, "115/2015/ND-CP")]),
        ("28-NQ/TW", "vi", [(Family.DOCUMENT, "28-NQ/TW")]),
        ("QH16", "vi", [(Family.CODE, "QH16")]),
        ("001099012345", "vi", [(Family.CODE, "001099012345")]),
        ("200 m2", "vi", [(N, "200")]),
        ("1/40", "vi", [(Family.RATIO, "(1, 40)")]),
    ],
)
def test_a_number_is_read_as_the_language_means_it(text, language, expected):
    found = read(text, language)
    assert [(f, str(v)) for number in found for f, v in number.readings] == expected


def test_parts_of_a_sum_are_one_number():
    (number,) = read("46 triệu 800 nghìn đồng", "vi")
    assert (number.amounts(), number.currency) == ((46_800_000,), "VND")


def test_what_is_said_once_holds_for_both_ends_of_a_range():
    first, _last = read("từ 5 đến 10%", "vi")
    assert (P, 5) in first.readings
    first, _last = read("từ 01 đến 15/7/2025", "vi")
    assert (D, (2025, 7, 1)) in first.readings
    _first, last = read("2025年7月15日至30日", "yue-hant")
    assert (D, (2025, 7, 30)) in last.readings
    first, second, _third = read("tháng 7, 8 và 9/2025", "vi")
    assert (D, (2025, 7, None)) in first.readings
    assert (D, (2025, 8, None)) in second.readings


def test_a_full_hour_may_be_a_number_of_hours():
    (number,) = read("8 giờ", "vi")
    assert number.readings == {(N, 8), (T, 480)}


def test_monday_is_the_second_day_and_may_be_the_second_of_anything():
    (number,) = read("thứ 2", "vi")
    assert number.families == {N, Family.WEEKDAY}
    (name,) = read("Monday", "en")
    assert name.is_optional


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("hai mươi lăm người", "vi", [25]),
        ("một trăm linh năm", "vi", [105]),
        ("hai triệu ba trăm bốn mươi nghìn đồng", "vi", [2_340_000]),
        ("mỗi năm, tư nhân", "vi", []),
        ("năm ngày", "vi", [5]),
        ("twenty-five people", "en", [25]),
        ("one million two hundred and fifty thousand", "en", [1_250_000]),
        ("the third", "en", [3]),
        ("ម្ភៃប្រាំឆ្នាំ", "km", [25]),
        ("មួយរយហាសិប", "km", [150]),
        ("十五年", "yue-hant", [15]),
        ("二百五十萬", "yue-hant", [2_500_000]),
        ("dua čô", "rad", []),
    ],
)
def test_a_number_in_words_is_known_where_the_words_are(text, language, expected):
    assert [value for value, _words in read_words(text, language)] == expected


def test_roman_numerals_are_read_where_they_number_something():
    found = read_roman("quý III, Chương V, khóa XV; tôi, I, VND, VI.")
    assert [number.text for number in found] == ["III", "V", "XV", "VI"]
