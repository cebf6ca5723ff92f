import pytest
from hypothesis import given

from tests.translations.exchange.any_unit import words
from translations.exchange.escaping import (
    IN_LINES,
    IN_OFFICE,
    IN_XML,
    invisible,
    line,
    restored,
    shown,
)


@given(words)
def test_nothing_is_lost(text):
    for unfit in (IN_XML, IN_LINES, IN_OFFICE):
        assert restored(shown(text, unfit)) == text
    assert restored(line(text)) == text


@given(words)
def test_a_line_has_no_ends_that_somebody_strips(text):
    assert line(text) == line(text).strip()
    assert "\n" not in line(text)


def test_what_cannot_be_kept_is_shown():
    assert shown("a\x0bb\r") == "a⟨U+000B⟩b⟨U+000D⟩"
    assert shown("_x0041_", IN_OFFICE) == "⟨U+005F⟩x0041_"


def test_what_looks_shown_by_itself_stays_what_it_was():
    assert shown("⟨U+000B⟩") == "⟨U+27E8⟩U+000B⟩"
    assert restored("⟨U+FFFFFF⟩") == "⟨U+FFFFFF⟩"


@pytest.mark.parametrize(
    ("text", "sign"), [("a\tb\r\n", ""), ("a\x00", "U+0000"), ("\x9f", "U+009F")]
)
def test_the_first_invisible_character_is_named(text, sign):
    assert invisible(text) == sign
