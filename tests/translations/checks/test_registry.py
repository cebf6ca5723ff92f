import time

import pytest
from django.utils import translation

from cms.languages import BY_CODE
from translations.checks import ALL, Finding, Severity, check
from translations.unit import Kind

SEVERITIES = {
    "empty": "error",
    "numbers": "error",
    "number_order": "warning",
    "placeholders": "error",
    "tags": "error",
    "links": "error",
    "forbidden_term": "error",
    "glossary": "warning",
    "untranslated": "error",
    "script": "error",
    "mixed_scripts": "error",
    "legacy_font": "error",
    "normal_form": "error",
    "invisible": "error",
    "length": "error",
    "doubled_words": "warning",
    "spaces": "warning",
    "end_punctuation": "warning",
}
GOOD = [
    (
        "Từ ngày 01/7/2025, người lao động đóng 8% vào quỹ hưu trí; gọi {{hotline}}.",
        "ចាប់ពីថ្ងៃទី ០១ ខែ កក្កដា ឆ្នាំ ២០២៥ ពលករបង់ ៨% ចូលមូលនិធិសោធននិវត្តន៍; ទូរសព្ទ {{hotline}}។",
        "km",
    ),
    (
        "Người tham gia được ⟨1⟩hỗ trợ 30%⟨/1⟩ mức đóng.",
        "Participants receive ⟨1⟩30% support⟨/1⟩ for their contributions.",
        "en",
    ),
    (
        "Mức đóng tối đa là 46.800.000 đồng.",
        "Prăk đru bi lu hĭn jing 46.800.000 prăk.",
        "rad",
    ),
    ("Đóng đủ 15 năm thì được hưởng lương hưu.", "ꨨꨤꨵ ꨀꨯꨱꨮ ꩑꩕ ꨔꨭꩆ.", "cjm-cham"),
    ("Đóng đủ 15 năm thì được hưởng lương hưu.", "ꪹꪎꪸ ꪹꪉꪷꪙ 15 ꪜꪲ ꪻꪬ ꪶꪔ.", "blt-tavt"),
    ("Đóng đủ 15 năm thì được hưởng lương hưu.", "繳費滿15年即可領取退休金。", "yue-hant"),
]


def test_the_table_says_what_blocks_and_what_asks():
    assert {each.id: each.severity for each in ALL} == SEVERITIES


@pytest.mark.parametrize(("source", "target", "language"), GOOD)
def test_a_good_translation_has_no_finding(source, target, language):
    assert check(source, target, language) == ()


def test_a_finding_says_what_to_do_in_the_language_of_the_reader():
    with translation.override("vi"):
        (found,) = check("Mức đóng 8%", "អត្រា ១៨%", "km")
    assert found == Finding(
        "numbers",
        Severity.ERROR,
        "Bản gốc ghi 8%, bản dịch ghi ១៨%: hãy sửa lại con số.",
        "១៨%",
    )


def test_a_language_that_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        check("a", "b", "xx")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CHOICE])
@pytest.mark.parametrize("language", [code for code in BY_CODE if code != "vi"])
def test_every_language_and_kind_is_checked(language, kind):
    ids = {found.id for found in check("8 %", "9 %", language, kind=kind)}
    assert "numbers" in ids


def test_a_choice_is_no_text():
    assert check("h2", "h3", "km", kind=Kind.CHOICE) == ()


@pytest.mark.parametrize(
    "text",
    ["[ă" * 20_000, "a\\" * 20_000, "⟨1⟩" * 5_000, "{{" * 20_000, "www." * 10_000, "a " * 20_000],
    ids=range(6),
)
def test_a_hostile_text_is_checked_to_its_end(text):
    started = time.monotonic()
    assert check("8%", text, "km")
    assert time.monotonic() - started < 60  # bounded, not measured
