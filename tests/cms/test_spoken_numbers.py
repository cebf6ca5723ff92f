"""Numbers as a Vietnamese announcer reads them."""

import pytest

from cms.spoken_numbers import CENTRAL, NORTH, SOUTH, one_by_one, said


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "không"),
        ("10", "mười"),
        ("15", "mười lăm"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("55", "năm mươi lăm"),
        ("100", "một trăm"),
        ("105", "một trăm linh năm"),
        ("1.005", "một nghìn không trăm linh năm"),
        ("1.240", "một nghìn hai trăm bốn mươi"),
        ("1.762.678", "một triệu bảy trăm sáu mươi hai nghìn sáu trăm bảy mươi tám"),
        ("2.000.000.000", "hai tỷ"),
        ("2.000.000.015", "hai tỷ không trăm mười lăm"),
        ("93,31", "chín mươi ba phẩy ba mươi mốt"),
        ("8,5", "tám phẩy năm"),
        ("3,05", "ba phẩy không năm"),
        ("0,125", "không phẩy một hai năm"),
        ("-3", "âm ba"),
        (
            "1.234.567.000.000.000",
            "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy tỷ",
        ),
        ("1.000.000.000.000.000.000", "một tỷ tỷ"),
    ],
)
def test_a_number_is_read_in_words(number, words):
    assert said(number) == words


@pytest.mark.parametrize("text", ["", "khoảng 5", "1.23", "5%"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        said(text)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1900 9068", "một chín không không, chín không sáu tám"),
        ("(0207) 3.822.123", "không hai không bảy, ba, tám hai hai, một hai ba"),
        ("0912345678 (nhánh 2)", "không chín một hai ba bốn năm sáu bảy tám (nhánh hai)"),
        ("+84 24", "cộng tám bốn, hai bốn"),
    ],
)
def test_a_telephone_number_is_read_digit_by_digit_with_pauses(written, words):
    assert one_by_one(written) == words


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (NORTH, "hai mươi tư nghìn một trăm linh bốn"),
        (CENTRAL, "hai mươi tư nghìn một trăm lẻ bốn"),
        (SOUTH, "hai mươi bốn ngàn một trăm lẻ bốn"),
    ],
)
def test_each_region_says_numbers_in_its_own_words(profile, words):
    assert said("24.104", profile) == words


@pytest.mark.parametrize("profile", [NORTH, CENTRAL, SOUTH])
def test_decimals_too_are_said_as_the_region_does(profile):
    assert said("0,24", profile) == f"không phẩy hai mươi {profile.four}"
