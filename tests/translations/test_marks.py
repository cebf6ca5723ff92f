"""Marks and placeholders in the text of a segment."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.marks import Part, badly_nested, protected, tokens, words

PIECES = st.sampled_from(
    ["⟨1⟩", "⟨/1⟩", "⟨2/⟩", "{{hotline}}", "⟨", "/", "⟩", "{{", "}}", "chữ ", "0"]
)


@given(st.lists(PIECES).map("".join))
def test_tokens_joined_are_the_text_again(text):
    assert "".join(token.text for token in tokens(text)) == text


def test_a_text_is_told_from_what_is_protected_in_it():
    found = list(tokens("Gọi ⟨1⟩{{ hotline }}⟨/1⟩⟨2/⟩ ngay"))

    assert [token.part for token in found] == [
        *(Part.TEXT, Part.OPEN, Part.PLACEHOLDER, Part.CLOSE, Part.SINGLE, Part.TEXT)
    ]
    assert [token.name for token in found] == ["", "1", "hotline", "1", "2", ""]
    assert words("Gọi ⟨1⟩{{ hotline }}⟨/1⟩⟨2/⟩ ngay") == "Gọi  ngay"


@pytest.mark.parametrize(
    "text", ["⟨a⟩", "⟨0⟩", "⟨/1/⟩", "⟨1", "{{Hotline}}", "{hotline}", "⟨12345⟩"]
)
def test_what_is_no_well_formed_mark_is_text(text):
    assert words(text) == text


def test_how_a_placeholder_is_spaced_does_not_count():
    assert protected("{{ hotline }}⟨1/⟩") == protected("⟨1/⟩{{hotline}}")
    assert protected("{{hotline}} {{hotline}}") == Counter({"{{hotline}}": 2})


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("⟨1⟩a⟨2⟩b⟨/2⟩⟨/1⟩", ""),
        ("⟨1⟩a⟨2⟩b⟨/1⟩⟨/2⟩", "⟨/1⟩"),
        ("a⟨/1⟩", "⟨/1⟩"),
        ("⟨1⟩a", "⟨1⟩"),
        ("a⟨1/⟩", ""),
    ],
)
def test_the_first_mark_out_of_place_is_named(text, mark):
    assert badly_nested(text) == mark
