import unicodedata

import pytest

from translations.glossary.words import key, words


@pytest.mark.parametrize(
    "other",
    [
        "BẢO HIỂM XÃ HỘI",
        unicodedata.normalize("NFD", "bảo hiểm xã hội"),
        "bảo\u00a0hiểm\n xã   hội",
        "bảo-hiểm xã hội",
        "bảo ⟨1⟩hiểm⟨/1⟩ xã⟨2/⟩ hội",
    ],
)
def test_the_same_words_are_the_same_term(other):
    assert key(other) == key("bảo hiểm xã hội")


def test_the_place_of_the_tone_makes_no_other_word():
    assert key("hoà thuỷ khoẻ") == key("hòa thủy khỏe")
    assert key("hoà") != key("hoá")
    assert key("hòa") != key("hoa")


def test_punctuation_between_words_counts():
    assert key("bảo hiểm, xã hội") != key("bảo hiểm xã hội")


def test_places_are_those_of_the_text_as_it_is():
    text = unicodedata.normalize("NFD", "Sổ ⟨1⟩bảo⟨/1⟩ hiểm")
    assert [text[word.start : word.end] for word in words(text)] == [
        unicodedata.normalize("NFD", word) for word in ("Sổ", "bảo", "hiểm")
    ]


def test_a_placeholder_keeps_words_apart():
    assert key("bảo {{hotline}} hiểm") != key("bảo hiểm")
