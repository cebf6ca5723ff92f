import unicodedata

from translations.checks import check


def excerpts(target: str) -> list[str]:
    return [found.excerpt for found in check("Xã", target, "rad") if found.id == "normal_form"]


def test_letters_stored_apart_from_their_marks_are_found():
    apart = unicodedata.normalize("NFD", "ƀuôn")
    assert excerpts(f"sa {apart}") == [apart]


def test_marks_that_no_letter_has_built_in_are_right():
    assert excerpts("mơ̆ng Thuô̆t") == []
