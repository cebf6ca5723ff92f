import pytest

from translations.checks import check


def ids(source: str, target: str, language: str = "km") -> set[str]:
    found = check(source, target, language)
    return {one.id for one in found} & {"spaces", "end_punctuation"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Người dân.", "ប្រជាជន។"),
        ("Người dân?", "ប្រជាជន?"),
        ("Lưu ý:", "ចំណាំ៖"),
        ("Người dân…", "ប្រជាជន..."),
        ("“Người dân.”", "«ប្រជាជន។»"),
        ("⟨1⟩Người dân⟨/1⟩.", "⟨1⟩ប្រជាជន។⟨/1⟩"),
        ("Người dân", "ប្រជាជន"),
        (" Người dân ", " ប្រជាជន "),
        ("Người dân, v.v.", "ប្រជាជន ល"),
    ],
)
def test_an_end_that_means_the_same_is_right(source, target):
    assert ids(source, target) == set()


def test_the_dot_of_an_abbreviation_may_end_a_sentence_or_not():
    assert ids("lúc 17 giờ", "at 5 p.m.", "en") == set()
    assert ids("Xem lúc 17 giờ.", "See at 5 p.m.", "en") == set()


def test_chinese_has_signs_of_its_own():
    assert ids("Người dân!", "人民！", "yue-hant") == set()


@pytest.mark.parametrize(
    ("source", "target"),
    [("Người dân.", "ប្រជាជន"), ("Người dân", "ប្រជាជន។"), ("Người dân?", "ប្រជាជន។")],
)
def test_another_end_is_a_question(source, target):
    assert ids(source, target) == {"end_punctuation"}


@pytest.mark.parametrize("target", [" ប្រជាជន", "ប្រជាជន ", "\nប្រជាជន"])
def test_a_space_too_many_or_too_few_is_a_question(target):
    assert ids("Người dân", target) == {"spaces"}
    assert ids(target.replace("ប្រជាជន", "Người dân"), "ប្រជាជន") == {"spaces"}
