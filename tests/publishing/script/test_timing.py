import pytest

from publishing.script.model import Paragraph, Piece, Role, Script, Sentence, plain
from publishing.script.timing import (
    COMMA_PAUSE,
    PARAGRAPH_PAUSE,
    SENTENCE_PAUSE,
    Cut,
    cuts,
    seconds,
    slot_for,
    syllables,
)


def script(*paragraphs, pace=165):
    made = tuple(
        Paragraph(Role.TEXT, tuple(Sentence((Piece(one, one),)) for one in sentences))
        for sentences in paragraphs
    )
    return Script("vi", made, pace=pace)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kính thưa bà con", 4),
        ("nghiêng, khuya; quốc", 3),
        ("BẢO HIỂM XÃ HỘI", 4),
        ("BHXH", 4),  # at least as many syllables as letters
        ("UBND", 4),
        ("0", 1),
        ("7", 1),
        ("15", 2),  # mười lăm
        ("75", 3),  # bảy mươi lăm
        ("105", 4),  # một trăm linh năm
        ("2024", 7),  # hai nghìn không trăm hai mươi tư
        ("500.000", 3),  # năm trăm nghìn
        ("1.500.000", 5),  # một triệu năm trăm nghìn
        ("4,5%", 5),  # bốn phẩy năm phần trăm
        ("0912345678", 10),  # a telephone number, digit by digit
        ("19009068", 13),  # read as a number; digit by digit it would be shorter
        ("", 0),
    ],
)
def test_syllables_are_counted_as_they_are_said(text, count):
    assert syllables(text) == count


def test_raised_numbers_are_no_reason_to_fail():
    assert syllables("Điều ²A và ³") >= 3


def test_a_minute_of_calm_reading_is_about_165_syllables():
    assert seconds(plain("bà " * 165, "vi")) == 60


def test_a_language_has_a_pace_of_its_own():
    assert seconds(script(["bà " * 100], pace=100)) == 60


def test_pauses_take_time():
    one = "bà " * 165
    parted = [f"{one.strip()}." for _n in range(3)]
    commas = f"{'bà, ' * 10}{'bà ' * 155}"

    assert seconds(script(parted)) == 180 + round(2 * SENTENCE_PAUSE)
    assert seconds(script(*([part] for part in parted))) == 180 + round(2 * PARAGRAPH_PAUSE)
    assert seconds(script([commas])) == 60 + round(10 * COMMA_PAUSE)


def test_what_is_said_counts_and_not_what_is_written():
    said = Piece("1900 9068", "một chín không không, chín không sáu tám")
    long = Script("vi", (Paragraph(Role.TEXT, (Sentence((said, Piece(" ", " ")) * 20),)),))

    assert seconds(long) == round(8 * 20 * 60 / 165 + 20 * COMMA_PAUSE)


def test_a_slot_ends_between_sentences():
    ten_seconds = "bà " * 27 + "bà."
    whole = script([ten_seconds] * 4, [ten_seconds] * 3)

    assert cuts(whole) == [Cut(30, 1), Cut(60, 4)]
    assert slot_for(whole) == 120


def test_what_fits_every_slot_is_not_cut_and_a_sentence_that_is_too_long_fits_none():
    assert cuts(script(["bà con."])) == []
    assert slot_for(script(["bà con."])) == 30
    assert cuts(script(["bà " * 110])) == [Cut(30, -1)]
    assert slot_for(script(["bà " * 1800])) is None
    assert (seconds(Script("vi", ())), cuts(Script("vi", ()))) == (0, [])


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("km", "ភ្នំពេញ", 3),  # it is two: in doubt longer
        ("km", "៤,៥%", 5),
        ("rad", "hdră mnuih buôn", 3),
        ("jra", "ơi adơi amai", 5),
        ("yue-hant", "社會保險", 4),
        ("en", "social insurance", 6),
    ],
)
def test_in_other_languages_a_word_may_have_several_syllables(language, text, count):
    assert syllables(text, language) == count


def test_a_text_in_khmer_has_no_words_to_count_and_takes_its_time_all_the_same():
    sentence = "សូមបងប្អូនជូនដំណឹងដល់មន្ត្រីធានារ៉ាប់រងសង្គម។"

    assert seconds(plain(sentence * 10, "km")) > 60
