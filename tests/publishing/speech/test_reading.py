"""Whole sentences about social insurance, each with the reading that was thought right."""

import unicodedata
from pathlib import Path

import pytest

from publishing.speech import PROFILES, Doubt, UnspokenChoice, base, read

REVIEWED = Path(__file__).with_name("reviewed.tsv").read_text(encoding="utf-8").splitlines()[1:]
CASES = [tuple(line.split("\t")) for line in REVIEWED]
FAMILIES = {family for family, *_rest in CASES}
AT_LEAST = 250


@pytest.mark.parametrize(("family", "written", "spoken", "doubts"), CASES)
def test_a_reviewed_sentence_is_read_as_thought_right(family, written, spoken, doubts):
    reading = read(written)
    assert reading.spoken == spoken
    assert " ".join(flag.doubt for flag in reading.flags) == doubts


def test_the_reviewed_sentences_cover_every_family():
    assert len(CASES) >= AT_LEAST
    assert len(FAMILIES) > 25


@pytest.mark.parametrize(
    ("profile", "spoken"),
    [
        ("north", "Hai mươi tư nghìn một trăm linh bốn người, ngày bốn tháng tư, thứ tư."),
        ("central", "Hai mươi tư nghìn một trăm lẻ bốn người, ngày bốn tháng tư, thứ tư."),
        ("south", "Hai mươi bốn ngàn một trăm lẻ bốn người, ngày bốn tháng tư, thứ tư."),
    ],
)
def test_each_profile_has_its_own_words(profile, spoken):
    """Month and weekday are “tư” everywhere."""
    assert read("24.104 người, ngày 4/4, thứ 4.", profile=profile).spoken == spoken


def test_short_thousands_too_follow_the_profile():
    assert read("Hỗ trợ 10k và 2tr450", profile="south").spoken == (
        "Hỗ trợ mười ngàn và hai triệu bốn trăm năm mươi ngàn"
    )


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("family", "written", "spoken", "doubts"), CASES[::7])
def test_a_profile_changes_words_but_no_flag(profile, family, written, spoken, doubts):
    assert " ".join(flag.doubt for flag in read(written, profile=profile).flags) == doubts


def test_an_unknown_profile_is_refused():
    with pytest.raises(ValueError, match="north, central, south"):
        read("5 người", profile="west")


def test_a_text_with_loose_marks_is_read_like_one_with_joined_ones():
    written = "Thứ 2, ngày 5/8, đóng 30% tại TP. Đà Nẵng; hưởng 3 triệu đồng/tháng."
    assert read(unicodedata.normalize("NFD", written)) == read(written)


def test_every_span_says_where_it_stood_and_why():
    reading = read("Từ 1-7, đóng 30% BHXH.")
    assert [(span.written, span.rule) for span in reading.spans] == [
        ("1-7", "date"),
        ("30%", "amount"),
        ("BHXH", "acronym"),
    ]
    for span in reading.spans:
        assert reading.text[span.start : span.end] == span.written
    assert reading.spans[0].alternatives == ("một đến bảy",)
    assert reading.spans[0].confidence < reading.spans[1].confidence == 1


def test_a_flag_blocks_and_names_the_other_readings():
    (flag,) = read("Áp dụng từ 1-7.").flags
    assert (flag.written, flag.doubt) == ("1-7", Doubt.AMBIGUOUS)
    assert flag.spoken == "ngày một tháng bảy"
    assert flag.alternatives == ("một đến bảy",)
    assert read("Áp dụng từ 1-7.").blocked
    assert not read("Áp dụng từ ngày 1-7.").blocked


def test_a_choice_for_this_text_settles_the_flag():
    reading = read("Áp dụng từ 1-7.", choices={"từ 1-7": "từ ngày một tháng bảy"})
    assert (reading.spoken, reading.flags) == ("Áp dụng từ ngày một tháng bảy.", ())
    assert reading.spans[0].rule == "chosen"


def test_a_choice_with_digits_left_in_it_is_refused():
    with pytest.raises(UnspokenChoice):
        read("Áp dụng từ 1-7.", choices={"1-7": "ngày 1 tháng bảy"})


@pytest.mark.parametrize("written", [case[1] for case in CASES if case[3]])
def test_every_reading_that_is_offered_may_be_chosen(written):
    for flag in read(written).flags:
        for other in flag.alternatives:
            assert other in read(written, choices={flag.written: other}).spoken


def test_an_offices_own_lexicon_knows_its_acronyms():
    lexicon = base().with_choices({"XYZ": "Công ty Xuân Yên"})
    assert read("XYZ nợ đóng.", lexicon=lexicon).spoken == "Công ty Xuân Yên nợ đóng."
    assert read("XYZ nợ đóng.").blocked


def test_what_is_left_out_is_noted():
    reading = read("Chúc mừng 🎉 #BHXH")
    assert reading.spoken == "Chúc mừng"
    assert [(note.written, note.rule) for note in reading.notes] == [
        ("🎉", "emoji"),
        ("#BHXH", "hashtag"),
    ]


def test_paragraphs_stay_paragraphs():
    assert read("1. Nộp 5 bản\n2. Nhận sau 3 ngày\n\nHết").spoken == (
        "Một, Nộp năm bản\nHai, Nhận sau ba ngày\n\nHết"
    )


def test_plain_words_are_left_alone():
    text = "Người dân mang theo “thẻ” của mình, chờ đến lượt; ki-lô-gam là đơn vị."
    assert read(text).spoken == text
    assert read(text).spans == ()
