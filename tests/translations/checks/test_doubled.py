import pytest

from translations.checks import check


def doubled(source: str, target: str, language: str = "rad") -> list[str]:
    found = check(source, target, language)
    return [one.excerpt for one in found if one.id == "doubled_words"]


def test_a_word_that_stands_twice_is_a_question():
    assert doubled("Người dân", "Phung phung ƀuôn sang") == ["phung phung"]
    assert doubled("Người dân", "ƀuôn mơ̆ng mơ̆ng.") == ["mơ̆ng mơ̆ng"]


@pytest.mark.parametrize(
    "target", ["sang, sang", "sang\nsang", "sang sangka", "15 15", "a ⟨2/⟩ a", "sang - sang"]
)
def test_what_only_looks_doubled_is_none(target):
    assert doubled("Người dân", target) == []


def test_a_source_that_doubles_words_may_be_followed():
    assert doubled("Luôn luôn đúng", "nanao nanao djŏ") == []
