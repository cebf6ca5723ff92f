import pytest

from cms.importing.vietnamese import evidence, guess_language, is_syllable

from .building import LONG


@pytest.mark.parametrize(
    "word", "Việt nghĩa QUỐC giường khuỷu xoáy thuở quyền gì ngoằn ưỡn hoà hòa".split()
)
def test_vietnamese_syllables_are_recognised_in_any_case(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["hiÓm", "élève", "straße", "ViÖt", "Baûo", "các̀", "tơku", "cat"])
def test_other_words_are_no_syllables(word):
    assert not is_syllable(word)


def test_a_closed_syllable_needs_a_sharp_or_heavy_tone():
    assert is_syllable("học")
    assert not is_syllable("hờp")


def test_evidence_counts_only_words_with_letters_beyond_ascii():
    found = evidence("Bảo hiểm cho em, café")
    assert (found.syllables, found.words) == (2, 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LONG, "vi"),
        ("The plan of the province is to reach the people in the communes.", "en"),
        ("សេចក្តីជូនដំណឹងអំពីធានារ៉ាប់រងសង្គម", "km"),
        ("", ""),
        ("123 456", ""),
    ],
)
def test_the_language_of_a_text_is_guessed_or_left_open(text, language):
    assert guess_language(text) == language


def test_a_long_text_is_known_by_its_beginning():
    assert guess_language(LONG * 2000) == "vi"
