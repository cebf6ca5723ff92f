"""Whatever is typed: nothing overlaps, nothing unsaid goes unnoticed, nothing breaks."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from publishing.speech import Doubt, read

UNSAID = re.compile(r"[0-9/%@#&+=<>]| [-–—] ")
PIECES = (
    "5", "05", "2025", "1.234", "3,5", "-", "–", "/", "%", "kg", "m2", "h", "đ", "$", "XIV",
    "I", "BHXH", "TT", "QX", "ngày", "tháng", "từ", "Điều", "quý", "thứ", "số", "(", ")", ",",
    ".", ":", " ", " ", " ", "\n", "@", "#", "=", "x", "×", "°C", "NĐ-CP", "QH15", "TP.", "H.",
    "gov.vn", "²", "½", "🎉", "Nguyễn", "HỌP", "<b>", "^", "\xa0", "\u200b", "٣", "x́",
)  # fmt: skip
SENTENCES = [
    line.split("\t")[1]
    for line in (Path(__file__).parent / "reviewed.tsv").read_text().splitlines()
]
WORDS = sorted({word for line in SENTENCES for word in line.split()})
texts = (
    some.lists(some.sampled_from(PIECES), max_size=12).map("".join)
    | some.lists(some.sampled_from(WORDS), max_size=12).map(" ".join)
    | some.text(max_size=30)
)


@given(text=texts)
def test_spans_stand_in_order_and_where_they_say(text):
    reading = read(text)
    end = 0
    for span in reading.spans:
        assert span.start >= end
        assert span.end > span.start
        assert reading.text[span.start : span.end] == span.written
        end = span.end


@given(text=texts)
def test_no_digit_or_symbol_is_ever_left(text):
    reading = read(text)
    assert not UNSAID.search(reading.spoken) or reading.blocked


@given(text=texts)
def test_lines_stay_lines(text):
    assert read(text).spoken.count("\n") == text.count("\n")


def test_hundreds_of_characters_without_a_space_are_one_question():
    """Most rules look ahead: such a run would take them minutes."""
    reading = read(f"Nộp {'IV/' * 400} tại xã 5.")
    assert [(flag.doubt, len(flag.written)) for flag in reading.flags] == [(Doubt.LEFT_OVER, 1200)]
    assert reading.spoken.endswith("tại xã năm.")


def test_a_word_of_hundreds_of_letters_stands_as_it_is():
    assert read("a" * 1000).flags == ()
