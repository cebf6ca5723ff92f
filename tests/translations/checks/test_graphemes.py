import pytest

from translations.checks import graphemes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("Thuô̆t", 5),
        ("wiḙ̂n", 4),
        ("Tiếng", 5),
        ("ខ្មែរ", 2),
        ("ꨌꩌ", 1),
        ("👨‍👩‍👧🇻🇳", 2),
    ],
)
def test_what_readers_see_as_one_character_counts_once(text, count):
    assert graphemes(text) == count
