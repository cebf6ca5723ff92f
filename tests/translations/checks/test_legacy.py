from pathlib import Path

import polib
import pytest
from django.conf import settings

from translations.checks import check

ROOT = Path(settings.BASE_DIR)
OLD = ["[ă", "{uôn", "tơku\\m", "c\\ar", "po\\ng", "r^m", "xo#"]


def is_old(target: str, language: str = "sed") -> bool:
    return any(found.id == "legacy_font" for found in check("Xã", target, language))


@pytest.mark.parametrize("word", OLD)
def test_a_word_of_an_old_font_is_found(word):
    assert is_old(word)
    assert is_old(f"Rêm {word} kơxô̆, 5 hơnăm.")
    assert is_old(f"Hiăng {word}")


@pytest.mark.parametrize(
    "words", ["dêh ]ar le\\ mơ`um", "[ơi plơi, tơ]ô `u", "pơđ^ kyar, lo\\n ia", "tlâ|o `u kơ[ah"]
)
def test_several_words_with_several_signs_are_found(words):
    assert is_old(words, "jra")
    assert is_old(f"Hăng {words}, 20 thun.", "jra")


@pytest.mark.parametrize(
    "text",
    [
        "[Xem tại đây](https://example.vn/a), `mã` và {biến} | ô",
        "| cột|cột | `a` |\n|---|---|",
        "dòng một\\\ndòng hai `mã`",
        "a[b] hoặc c{d} và `e`f",
        "[Xem tại đây](https://example.vn/a) và [chú thích]",
        "Gọi {{hotline}} hoặc {{ office_address }}",
        "C:\\Tai lieu\\thu.docx",
        "dòng\\n mới",
        "10^6 và x^2",
        "#BHXH #baohiem, C#, số #1",
        "- [ ] việc cần làm\n- [x] việc đã làm",
        "{a, b, c} và [a, b\nc]",
        "~~gạch~~ | bảng | ô |",
        "Ƀuôn Ma Thuô̆t, mơ̆ng, Pa̒ Ko̒, wiḙ̂n",
        "a[1], b{2}, `mã`, m^2^",
        "bảo hiểm \\(BHYT\\) \\[1\\]",
    ],
)
def test_ordinary_signs_are_no_old_font(text):
    assert not is_old(text)


def vietnamese_texts() -> list[str]:
    catalogue = polib.pofile(str(ROOT / "cms" / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    folders = (ROOT / "cms" / "demo", ROOT / "cms" / "data", ROOT / "docs")
    kinds = {".md", ".txt", ".csv", ".yaml", ".yml", ".html", ".json"}
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]
    files += [path for path in (ROOT / "tests" / "files").rglob("*") if path.suffix in kinds]
    read = [path.read_text(encoding="utf-8", errors="ignore") for path in files]
    return [entry.msgstr for entry in catalogue] + [
        line for text in read for line in text.split("\n")
    ]


def test_no_text_of_this_house_is_taken_for_an_old_font():
    texts = vietnamese_texts()
    assert len(texts) > 5_000
    assert [text for text in texts if is_old(text)] == []
