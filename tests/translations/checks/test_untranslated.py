from dataclasses import dataclass

import pytest

from translations.checks import check
from translations.unit import Kind

SENTENCE = "Người tham gia được hỗ trợ tiền đóng bảo hiểm xã hội tự nguyện."


def untranslated(source: str, target: str, language: str, kind: Kind = Kind.TEXT) -> list[str]:
    found = check(source, target, language, kind=kind)
    return [one.severity for one in found if one.id == "untranslated"]


@pytest.mark.parametrize("language", ["km", "en", "rad", "hmn", "yue-hant", "cjm-cham", "blt-tavt"])
def test_a_vietnamese_sentence_is_no_translation(language):
    assert untranslated(SENTENCE, SENTENCE, language) == ["error"]
    assert untranslated(SENTENCE, SENTENCE.upper(), language) == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "VssID",
        "1900 9068",
        "50.000 đồng",
        "Nguyễn Thị Hoa",
        "Hà Nội",
        "BHXH, BHYT",
        "41/2024/QH15",
        "Email",
        "8%",
    ],
)
@pytest.mark.parametrize("language", ["km", "en", "rad"])
def test_names_numbers_and_codes_may_stay(text, language):
    assert untranslated(text, text, language) == []


def test_a_borrowed_term_is_a_question_where_letters_are_shared():
    assert untranslated("Bảo hiểm y tế", "Bảo hiểm y tế", "rad") == ["warning"]
    assert untranslated("Bảo hiểm y tế", "Bảo hiểm y tế", "km") == ["error"]


@dataclass(frozen=True)
class Borrowed:
    source: str
    forms: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


def test_a_term_stays_where_the_glossary_says_so():
    text = "Bảo hiểm y tế"
    assert check(text, text, "rad", terms=[Borrowed(text, ("bảo hiểm y tế",))]) == ()


def test_a_text_that_is_mostly_vietnamese_is_no_translation():
    assert untranslated(SENTENCE, "អ្នក tham gia được hỗ trợ tiền đóng bảo hiểm", "km") == ["error"]
    assert untranslated(SENTENCE, "Participants được hỗ trợ tiền đóng bảo hiểm", "en") == ["error"]
    assert untranslated(SENTENCE, f"Phung {SENTENCE[6:]}", "rad") == ["warning"]


def test_vietnamese_words_among_others_are_allowed():
    khmer = "ធានារ៉ាប់រងសង្គមស្ម័គ្រចិត្ត (bảo hiểm xã hội tự nguyện) សម្រាប់ប្រជាជនទាំងអស់នៅក្នុងខេត្ត"
    assert "error" not in untranslated(SENTENCE, khmer, "km")
    ede = "Phung mâo bhă hră bảo hiểm xã hội tự nguyện mâo Knŭk kna đru prăk srăng čuh."
    assert untranslated(SENTENCE, ede, "rad") == []


def test_a_value_is_no_text():
    text = "năm nay đã đóng đủ tiền"
    assert untranslated(text, text, "km", Kind.NUMBER) == []
