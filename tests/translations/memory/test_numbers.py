import pytest

from translations.memory.numbers import put_in
from translations.memory.wording import wording


def replaced(old: str, new: str, target: str, language: str = "km") -> str | None:
    return put_in(target, language, old=wording(old).numbers, new=wording(new).numbers)


@pytest.mark.parametrize(
    ("old", "new", "target", "expected"),
    [
        ("Đủ 15 năm", "Đủ 20 năm", "គ្រប់ ១៥ ឆ្នាំ", "គ្រប់ ២០ ឆ្នាំ"),
        ("Đủ 15 năm", "Đủ 20 năm", "គ្រប់ 15 ឆ្នាំ", "គ្រប់ 20 ឆ្នាំ"),
        ("Mức 8%", "Mức 10,5%", "អត្រា ៨%", "អត្រា ១០,៥%"),
        ("Mức 8%", "Mức 10,5%", "អត្រា 8%", "អត្រា 10.5%"),
        ("46.800.000 đồng", "50.600.000 đồng", "៤៦.៨០០.០០០ ដុង", "៥០.៦០០.០០០ ដុង"),
        ("46.800.000 đồng", "50.600.000 đồng", "46,800,000 ដុង", "50,600,000 ដុង"),
        ("46.800.000 đồng", "50.600.000 đồng", "46800000 ដុង", "50600000 ដុង"),
        ("500 đồng", "1.500 đồng", "500 ដុង", "1,500 ដុង"),
        ("01/7/2025", "15/8/2026", "០១/៧/២០២៥", "១៥/៨/២០២៦"),
        ("ngày 01 tháng 7", "ngày 05 tháng 9", "១ ៧", "៥ ៩"),
        ("từ 10 đến 20", "từ 20 đến 10", "១០ ២០", "២០ ១០"),
        ("từ 10 đến 20", "từ 30 đến 40", "20 ← 10", "40 ← 30"),
        ("Gọi 1900 9068", "Gọi 1900 9086", "1900 9068", "1900 9086"),
        ("Mục 1.2.3 và 5", "Mục 1.2.4 và 6", "៥: ១.២.៣", "៦: ១.២.៤"),
    ],
)
def test_numbers_go_in_with_the_digits_and_separators_of_the_translation(
    old, new, target, expected
):
    assert replaced(old, new, target) == expected


def test_cham_digits_stay_cham_digits():
    assert replaced("15 năm", "20 năm", "꩑꩕ ꨔꨗꨮ", "cjm-cham") == "꩒꩐ ꨔꨗꨮ"


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ("Đủ 15 năm", "Đủ 20 năm", "គ្រប់ដប់ប្រាំឆ្នាំ"),  # written as a word
        ("Đủ 15 năm", "Đủ 20 năm", "១៥ (១៥)"),  # once too often
        ("15 năm, 8%", "20 năm, 8%", "១៥ ឆ្នាំ"),  # one is missing
        ("từ 5 đến 5", "từ 5 đến 6", "៥ ៥"),  # nobody knows which is which
        ("Mức 8%", "Mức 10%", "18%"),  # part of another number
    ],
)
def test_nothing_is_put_in_where_it_is_not_certain(old, new, target):
    assert replaced(old, new, target) is None


def test_what_stands_twice_and_changes_alike_is_put_in_twice():
    assert replaced("5 và 5", "6 và 6", "៥ ៥") == "៦ ៦"


def test_numbers_of_marks_and_placeholders_are_left_alone():
    target = "⟨15⟩១៥⟨/15⟩ {{figure:n_15}}"
    assert replaced("⟨15⟩15⟨/15⟩", "⟨15⟩20⟨/15⟩", target) == "⟨15⟩២០⟨/15⟩ {{figure:n_15}}"


def test_a_number_that_the_source_never_had_is_no_hindrance():
    assert replaced("Đủ 15 năm", "Đủ 20 năm", "១៥ ឆ្នាំ (ច្បាប់ 41)") == "២០ ឆ្នាំ (ច្បាប់ 41)"
