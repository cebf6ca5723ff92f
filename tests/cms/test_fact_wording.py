"""A fact as each language writes it, and as the loudspeaker says it."""

import pytest

from cms.fact_wording import aloud, in_language, unit_left_out

FIGURE = "figure:bhyt_coverage"


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("vi", "1.762.678 người", "1.762.678 người"),
        ("vi", "1762678", "1762678"),
        ("en", "1.762.678 người", "1,762,678"),
        ("en", "1762678", "1,762,678"),
        ("en", "2024", "2024"),
        ("en", "93,35 %", "93.35%"),
        ("en", "-0,5 °C", "-0.5 °C"),
        ("en", "12 m²", "12 m²"),
        ("en", "1,2 triệu người", "1,200,000"),
        ("en", "2,5 tỷ đồng", "2,500,000,000 VND"),
        ("en", "1,5 nghìn tỷ đồng", "1,500,000,000,000 VND"),
        ("en", "2 nghìn triệu", "2,000,000,000"),
        ("en", "12,3456 nghìn người", "12,345.6"),
        ("hmn", "93,35 %", "93,35 %"),
        ("km", "1.240 điểm thu", "1,240"),
    ],
)
def test_numbers_follow_the_language_and_words_for_units_stay_vietnamese(language, value, written):
    assert in_language(language)(FIGURE, value) == written


@pytest.mark.parametrize("value", ["khoảng 5.000", "80–90 %", "30/6/2025", "1 triệu 200 nghìn"])
def test_what_is_no_single_number_stays_as_it_is(value):
    assert in_language("en")(FIGURE, value) == value
    assert aloud("vi")(FIGURE, value) == value


def test_what_is_no_figure_is_the_same_in_every_language():
    assert in_language("en")("hotline", "1900 9068") == "1900 9068"
    assert in_language("en")("bank", "1.234") == "1.234"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (FIGURE, "93,35 %", "chín mươi ba phẩy ba mươi lăm phần trăm"),
        (FIGURE, "1.240 điểm thu", "một nghìn hai trăm bốn mươi điểm thu"),
        (FIGURE, "1,5 nghìn tỷ đồng", "một phẩy năm nghìn tỷ đồng"),
        ("hotline", "1900 9068", "một chín không không, chín không sáu tám"),
        ("working_hours", "8 giờ đến 17 giờ", "8 giờ đến 17 giờ"),
    ],
)
def test_a_vietnamese_bulletin_says_figures_and_telephones_in_words(key, value, words):
    assert aloud("vi")(key, value) == words


def test_bulletins_of_other_languages_keep_digits():
    assert aloud("km")(FIGURE, "93,35 %") == "93.35%"
    assert aloud("km")("hotline", "1900 9068") == "1900 9068"


def test_words_for_units_that_a_language_has_to_say_itself_are_named():
    assert unit_left_out("en", FIGURE, "1.240 điểm thu") == "điểm thu"
    assert unit_left_out("en", FIGURE, "1,2 triệu người") == "người"
    assert unit_left_out("en", FIGURE, "1,5 nghìn tỷ lượt") == "lượt"
    assert unit_left_out("en", FIGURE, "8,5 %") == ""
    assert unit_left_out("vi", FIGURE, "1.240 điểm thu") == ""
    assert unit_left_out("en", "hotline", "1900 9068") == ""
