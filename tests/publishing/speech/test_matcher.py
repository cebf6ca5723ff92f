"""Whatever is typed: nothing overlaps, nothing unsaid goes unnoticed, nothing breaks."""

import re

from hypothesis import given
from hypothesis import strategies as some

from publishing.speech import read

UNSAID = re.compile(r"[0-9/%@#&+=<>]| [-–—] ")
PIECES = (
    "5", "05", "2025", "1.234", "3,5", "-", "–", "/", "%", "kg", "m2", "h", "đ", "$", "XIV",
    "I", "BHXH", "TT", "QX", "ngày", "tháng", "từ", "Điều", "quý", "thứ", "số", "(", ")", ",",
    ".", ":", " ", " ", " ", "\n", "@", "#", "=", "x", "×", "°C", "NĐ-CP", "QH15", "TP.", "H.",
    "gov.vn", "²", "½", "🎉", "Nguyễn", "HỌP", "<b>", "^", "\xa0", "\u200b", "٣", "x́",
)  # fmt: skip
texts = some.lists(some.sampled_from(PIECES), max_size=12).map("".join) | some.text(max_size=30)


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
