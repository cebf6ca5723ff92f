import pytest

from translations.checks import check


def invisible(target: str, language: str) -> list[str]:
    return [found.excerpt for found in check("Xã", target, language) if found.id == "invisible"]


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("\u202e", "U+202E right-to-left override"),
        ("\u2066", "U+2066 left-to-right isolate"),
        ("\ufeff", "U+FEFF zero width no-break space"),
        ("\u00ad", "U+00AD soft hyphen"),
        ("\u0007", "U+0007"),
        ("\ufffd", "U+FFFD replacement character"),
        ("\ue000", "U+E000"),
    ],
)
@pytest.mark.parametrize("language", ["rad", "km"])
def test_a_character_that_nobody_sees_is_named(letter, name, language):
    assert invisible(f"ƀu{letter}ôn", language) == [name]


def test_spaces_of_no_width_stand_between_khmer_words_and_nowhere_else():
    assert invisible("ប្រជា\u200bជន", "km") == []
    assert invisible("ƀuôn\u200b sang", "rad") == ["U+200B zero width space"]


def test_pictures_made_of_several_and_hard_spaces_are_right():
    assert invisible("👨\u200d👩\u200d👧 5\u00a0kg ❤\ufe0f", "rad") == []
