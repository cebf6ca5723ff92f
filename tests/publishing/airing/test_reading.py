import pytest

from publishing.airing.reading import reading_seconds, syllables


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
    assert reading_seconds("bà " * 165) == 60


def test_pauses_between_sentences_and_paragraphs_take_time():
    plain = reading_seconds("một hai ba bốn " * 20)
    parted = reading_seconds("một hai ba bốn.\n\n" * 20)
    assert parted - plain == pytest.approx(30, abs=1)


def test_a_decimal_comma_ends_no_sentence():
    assert reading_seconds("4,5 " * 30) == reading_seconds("4,5 " * 29 + "4,5")


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

    assert reading_seconds(sentence * 10, "km") > 60
