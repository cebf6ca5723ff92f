from translations.memory.similarity import similarity
from translations.memory.wording import wording


def alike(one: str, other: str) -> float:
    return similarity(wording(one), wording(other))


def test_texts_that_differ_in_numbers_only_are_the_same():
    assert alike("Đóng đủ 15 năm.", "Đóng đủ 20 năm.") == 1


def test_another_case_or_punctuation_is_nearly_the_same():
    assert 0.9 < alike("Đóng đủ 15 năm", "đóng đủ 15 năm.") < 1
    assert alike("Lương hưu", "lương hưu") == 0.99


def test_a_misspelt_word_counts_less_than_another_word():
    text = "Người lao động đóng bảo hiểm xã hội"
    misspelt, other = text.replace("hiểm", "hiễm"), text.replace("hiểm", "vệ")
    assert alike(text, other) < alike(text, misspelt) < 1


def test_the_two_figures_are_the_ones_that_the_docstring_says():
    # one word of four; 5 of 17 characters
    assert alike("Mức đóng hằng quý", "Mức đóng hằng tháng") == (3 / 4 + 1 - 5 / 19) / 2


def test_a_mark_more_is_a_word_more():
    assert alike("Gọi ⟨1⟩ngay⟨/1⟩", "Gọi ngay") < alike("Gọi ngay đi", "Gọi ngay")


def test_texts_with_nothing_in_common_are_far_apart():
    assert alike("Lương hưu hằng tháng", "Bến xe phía bắc") < 0.3
