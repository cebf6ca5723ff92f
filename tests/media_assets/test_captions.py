"""Captions come in as times and words, and as nothing else."""

import pytest

from media_assets import captions
from media_assets.intake import Refused


def vtt(*blocks: str) -> bytes:
    return "\n\n".join(["WEBVTT", *blocks]).encode()


CUE = "00:01.000 --> 00:02.500\nXin chào"


def refusal_of(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        captions.read(data)
    return refusal.value.code


def test_times_and_words_stay():
    made = captions.read(vtt("1\n00:00:01.000 --> 00:00:02.500 align:start\nXin chào"))

    assert made == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nXin chào\n"


def test_what_was_read_is_read_again_the_same():
    made = captions.read(vtt(CUE, "00:03.000 --> 00:04.000\n<b>Đậm</b> & a < b"))

    assert captions.read(made.encode()) == made


def test_windows_files_are_read():
    data = b"\xef\xbb\xbfWEBVTT - tieu de\r\n\r\n00:01.000 --> 00:02.000\r\nA\r\nB\r\n"

    assert captions.words_of(captions.read(data)) == "A\nB"


def test_who_speaks_is_told_in_words():
    made = captions.read(vtt("00:01.000 --> 00:02.000\n<v.loud Chị Lan>Xin chào</v>"))

    assert captions.words_of(made) == "Chị Lan: Xin chào"


def test_styles_notes_and_regions_stay_behind():
    made = captions.read(
        vtt(
            "STYLE\n::cue { background: url(https://example.com/x) }",
            "NOTE số riêng 0912345678",
            "REGION\nid:fred",
            CUE,
        )
    )

    assert made == captions.read(vtt(CUE))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<b onclick="alert(1)">x</b>',
        "<c.red><img src=x onerror=alert(1)></c>",
        "<00:00:01.500><style>p{}</style>",
    ],
)
def test_no_tag_but_three_gets_in(text):
    made = captions.read(vtt(f"00:01.000 --> 00:02.000\n{text}"))

    body = made.partition("\n\n")[2].replace(" --> ", "").replace("<b>", "").replace("</b>", "")
    assert "<" not in body
    assert ">" not in body


def test_marks_that_turn_the_reading_direction_are_left_out():
    made = captions.read(vtt("00:01.000 --> 00:02.000\nA\u202eB"))

    assert captions.words_of(made) == "AB"


def test_lines_of_blanks_part_cues_as_empty_ones_do():
    made = captions.read(
        f"WEBVTT\n \n{CUE}\n\t\n\u00a0\n00:05.000 --> 00:06.000\nHai\n\n  ".encode()
    )

    assert captions.words_of(made).endswith("\nHai")
    assert captions.read(made.encode()) == made


def test_words_are_told_as_people_write_them():
    made = captions.read(vtt("00:01.000 --> 00:02.000\nBHXH & BHYT <i>từ</i> a --> b"))

    assert "&amp;" in made
    assert captions.words_of(made) == "BHXH & BHYT từ a --> b"


def test_how_long_they_last_is_known():
    made = captions.read(vtt(CUE, "01:00:03.000 --> 01:00:04.250\nCuối"))

    assert captions.last_second(made) == 3604.25


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_captions"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", "not_captions"),
        (b"WEBVTTX\n\n00:01.000 --> 00:02.000\nA", "not_captions"),
        (b"WEBVTT\n00:01.000 --> 00:02.000\nA", "not_captions"),
        (vtt("NOTE nothing else"), "not_captions"),
        (b"WEBVTT\n\n\xff\xfe", "not_captions"),
        (vtt("00:01.000 --> 00:02.000\nA\0B"), "not_captions"),
        (vtt("00:02.000 --> 00:01.000\nA"), "broken_captions"),
        (vtt("00:61.000 --> 00:62.000\nA"), "broken_captions"),
        (vtt("a --> b\nA"), "broken_captions"),
        (vtt("only a name"), "broken_captions"),
        (vtt("00:05.000 --> 00:06.000\nB", "00:01.000 --> 00:02.000\nA"), "broken_captions"),
        (vtt(*[CUE] * (captions.MOST_CUES + 1)), "too_long"),
        (b"WEBVTT\n\n" + b"a" * captions.MOST_BYTES, "too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_what_is_no_captions_is_refused(data, code):
    assert refusal_of(data) == code
