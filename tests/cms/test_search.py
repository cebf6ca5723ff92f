from cms.search import fold, words_of


def test_letters_lose_their_marks_and_capitals():
    assert fold("Bảo hiểm ĐẮK LẮK") == "bao hiem dak lak"


def test_what_stands_between_words_is_one_space():
    assert words_of("Luật số 41/2024/QH15: “BHXH”") == "luat so 41 2024 qh15 bhxh"
