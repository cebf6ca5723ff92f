"""A rule that went wrong is caught, whichever it is: readings are spoilt here on purpose."""

from dataclasses import replace

import pytest

from publishing.speech import Doubt, read
from publishing.speech.guards import broken
from publishing.speech.spoken import spoken_text

SENTENCES = [
    "Quỹ giảm -12,5 tỷ đồng trong năm 2025.",
    "Đóng 30% của 2.340.000 đồng từ 01/7/2025.",
    "Họp lúc 7h30 ngày 5/8 tại phòng 205.",
    "Đại hội XIV, quý III/2025, khoản 2 Điều 64b.",
    "Gọi 1900 9068 hoặc 0912 345 678.",
    "Diện tích 50m2, nhiệt độ -5°C đến 8°C.",
]


def spoilt(written, part, **changes):
    """What the guards say when the span of `part` is another."""
    reading = read(written)
    assert broken(reading.text, reading.spans, reading.spoken) == []
    spans = tuple(
        replace(span, **changes) if span.written == part else span for span in reading.spans
    )
    assert spans != reading.spans
    return {flag.doubt for flag in broken(reading.text, spans, spoken_text(reading.text, spans))}


def test_a_dropped_minus_is_caught():
    words = "mười hai phẩy năm"
    wrong = {"spoken": f"{words} tỷ", "numbers": (("12,5", words),)}
    assert spoilt(SENTENCES[0], "-12,5 tỷ", **wrong) == {Doubt.SIGN_LOST}


def test_so_is_one_whose_number_still_claims_it():
    words = "mười hai phẩy năm"
    wrong = {"spoken": f"{words} tỷ", "numbers": (("-12,5", words),)}
    assert Doubt.NUMBER_WRONG in spoilt(SENTENCES[0], "-12,5 tỷ", **wrong)


@pytest.mark.parametrize(
    ("written", "part", "spoken", "numbers"),
    [
        (SENTENCES[1], "30%", "ba mươi mốt phần trăm", (("30", "ba mươi mốt"),)),
        (SENTENCES[1], "30%", "phần trăm", (("30", "ba mươi"),)),
        (SENTENCES[1], "30%", "phần trăm", ()),
        (SENTENCES[1], "2.340.000 đồng", "hai phẩy ba đồng", (("2.340.000", "hai phẩy ba"),)),
        (SENTENCES[2], "7h30", "bảy giờ", (("7", "bảy"),)),
        (SENTENCES[2], "7h30", "bảy giờ ba mươi phút", (("7", "bảy"),)),
        (SENTENCES[2], "7h30", "bảy giờ", (("7", "bảy"), ("30", ""))),
        (SENTENCES[3], "XIV", "mười sáu", (("XIV", "mười sáu"),)),
        (SENTENCES[4], "1900 9068", "một chín", (("1900", "một chín"), ("9068", ""))),
        (SENTENCES[5], "50m2", "năm mươi mét khối", (("50", "năm mươi"), ("2", "khối"))),
    ],
)
def test_a_wrong_number_is_caught(written, part, spoken, numbers):
    assert spoilt(written, part, spoken=spoken, numbers=numbers) == {Doubt.NUMBER_WRONG}


@pytest.mark.parametrize("left", ["30 phần trăm", "ba mươi %", "ba mươi/phần", "①", "½", "a_b"])
def test_a_digit_or_symbol_that_is_left_is_caught(left):
    assert spoilt(SENTENCES[1], "30%", spoken=f"ba mươi {left}") == {Doubt.UNSPEAKABLE}


def test_a_part_that_falls_silent_is_caught():
    assert Doubt.DROPPED in spoilt("Thẻ BHYT mới", "BHYT", spoken="")


@pytest.mark.parametrize("written", SENTENCES)
def test_a_span_that_is_missing_altogether_is_caught(written):
    reading = read(written)
    for at in range(len(reading.spans)):
        spans = (*reading.spans[:at], *reading.spans[at + 1 :])
        if not reading.spans[at].written.isalpha():  # a Roman number is letters
            assert broken(reading.text, spans, spoken_text(reading.text, spans))


@pytest.mark.parametrize("written", SENTENCES)
def test_a_word_that_is_dropped_between_the_spans_is_caught(written):
    reading = read(written)
    words = reading.spoken.split()
    for at in range(len(words)):
        spoken = " ".join([*words[:at], *words[at + 1 :]])
        doubts = {flag.doubt for flag in broken(reading.text, reading.spans, spoken)}
        assert doubts == {Doubt.DROPPED}


def test_spans_that_overlap_are_caught():
    reading = read("Thẻ BHYT mới 50%")
    twice = (reading.spans[0], *reading.spans)
    assert broken(reading.text, twice, spoken_text(reading.text, twice))


def test_a_choice_is_not_held_against_its_digits():
    reading = read("Từ 1-7.", choices={"Từ 1-7": "Từ đầu tháng bảy"})
    assert reading.flags == ()
