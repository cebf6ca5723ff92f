import pytest

from cms.spoken_numbers import NORTH, SOUTH
from publishing.script.quoted import CLOSE, OPEN, Quoted, unmarked


def test_a_telephone_number_and_a_figure_have_both_forms():
    quoted = Quoted("vi", NORTH)

    marked = quoted.wording("hotline", "1900 9068")
    assert unmarked(marked) == "1900 9068"
    assert quoted.said[marked] == "một chín không không, chín không sáu tám"
    assert quoted.said[quoted.wording("figure:x", "8,5 %")] == "tám phẩy năm phần trăm"


def test_an_office_says_them_in_its_region_s_way():
    quoted = Quoted("vi", SOUTH)
    assert quoted.said[quoted.wording("figure:x", "2.004")] == "hai ngàn không trăm lẻ bốn"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("office_address", "150 phố Vọng"),  # read as any text
        ("hotline", "1900 9068 (nhánh 1)"),
        ("figure:x", "10 m2"),
    ],
)
def test_what_would_still_have_digits_or_signs_is_left_to_the_rules(key, value):
    assert Quoted("vi", NORTH).wording(key, value) == value


def test_other_languages_have_the_value_as_they_write_it():
    assert Quoted("km", NORTH).wording("figure:x", "93,35 %") == "93.35%"


def test_marks_that_somebody_typed_count_for_nothing():
    quoted = Quoted("vi", NORTH)
    real = quoted.wording("hotline", "1900 9068")
    typed = f"{OPEN}mười{CLOSE} {CLOSE}hai {real} {OPEN}ba"

    assert quoted.genuine(typed) == (f"mười hai {real} ba", {real: quoted.said[real]})
