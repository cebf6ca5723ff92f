"""Corrected texts are held to the rules of the editor's own form."""

import pytest

from cms.item_texts import texts_of, with_texts
from cms.text_checks import reasons_against
from tests.factories.amendments import written_desk

pytestmark = pytest.mark.django_db


def refused(words: str, text: str) -> dict[str, str]:
    page = written_desk().now()
    content = page.get_latest_revision().content
    slot = next(each.slot for each in texts_of(content) if words in each.text)
    return reasons_against(page, with_texts(content, {slot: text}), [slot])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Mức hỗ trợ đóng", ""),
        ("Mức hỗ trợ đóng", "x" * 256),
        ("hộ gia đình được", "x" * 701),
        ("Ai được hỗ trợ", "x" * 201),
        ("Ai được hỗ trợ", ""),
        ("Cần nhớ", ""),
        ("Có mất phí", "x" * 501),
        ("Dễ làm", ""),
    ],
)
def test_too_long_or_empty_where_a_text_is_needed(words, text):
    (reason,) = refused(words, text).values()

    assert len(reason) > 5
    assert "[" not in reason


@pytest.mark.parametrize("words", ["Mức hỗ trợ đóng", "Ai được hỗ trợ", "Cần nhớ", "4,5%"])
def test_ordinary_words_are_fine(words):
    assert refused(words, "Chữ khác") == {}


def test_what_nobody_changed_is_not_looked_at():
    page = written_desk().now()
    content = {**page.get_latest_revision().content, "lead": "x" * 900}

    assert reasons_against(page, content, ["title"]) == {}
