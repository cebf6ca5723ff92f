import pytest

from translations.checks import check

SOURCE = "Người dân đến cơ quan"


def ids(target: str, language: str, source: str = SOURCE) -> set[str]:
    found = check(source, target, language)
    return {one.id for one in found} & {"script", "mixed_scripts"}


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("កាតBHYT នៅ VssIDនិង Zalo", "km"),
        ("៥ kgនៃអង្ករ", "km"),
        ("មើល www.example.vnនៅ", "km"),
        ("(a) ប្រជាជន", "km"),
        ("ꨌꩌ BHXH", "cjm-cham"),
        ("ꪼꪕ Zalo", "blt-tavt"),
        ("使用iPhone手機或app", "yue-hant"),
        ("Phung ƀuôn sang, mơ̆ng", "rad"),
        ("Pa̒ Ko̒ thuô̭c wiḙ̂n", "mtq"),
        ("Người dân α", "tyz"),
    ],
)
def test_letters_of_the_language_and_names_in_latin_are_right(target, language):
    assert ids(target, language) == set()


@pytest.mark.parametrize(
    ("target", "language"),
    [("ប្រaជាជន", "km"), ("ប្រជាជa", "km"), ("ꨌaꩌ", "cjm-cham"), ("ꪼaꪕ", "blt-tavt")],
)
def test_a_latin_letter_within_a_word_of_another_script_is_wrong(target, language):
    assert ids(target, language) == {"mixed_scripts"}


def test_a_letter_that_only_looks_latin_is_wrong():
    assert "mixed_scripts" in ids("Phung ƀuôn sаng", "rad")  # а is Cyrillic


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("ប្រជាជន", "rad"),
        ("ประชาชน", "km"),
        ("ꨌꩌ", "cjm-latn"),
        ("people go to the office", "km"),
        ("people go to the office", "yue-hant"),
    ],
)
def test_a_text_in_another_script_is_wrong(target, language):
    assert ids(target, language) == {"script"}


def test_letters_that_the_source_has_too_may_stay():
    assert ids("Boh hră ខ្មែរ", "rad", "Chữ ខ្មែរ") == set()
