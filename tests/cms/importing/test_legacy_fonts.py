import pytest

from cms.importing.legacy_fonts import (
    TCVN3,
    VNI,
    UnsureEncoding,
    convert,
    detect,
    draws_capitals,
    encoding_of_font,
)

from .building import LONG

TCVN3_CODES = {letter: code for code, letter in TCVN3.items()}
VNI_CODES: dict[str, str] = {}
for code, letter in VNI.items():
    VNI_CODES.setdefault(letter, code)
VOWELS = "aăâeêioôơuưy"


def encoded(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)


def toned(letters: str) -> str:
    import unicodedata

    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    return unicodedata.normalize("NFC", "".join(v + tone for v in letters for tone in tones))


@pytest.mark.parametrize(
    ("typed", "encoding", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "tcvn3", "Độc lập - Tự do - Hạnh phúc"),
        ("ng\u00adêi ®\u00adîc h\u00adëng", "tcvn3", "người được hưởng"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "vni", "Độc lập - Tự do - Hạnh phúc"),
        ("BAÛO HIEÅM XAÕ HOÄI TÖÏ NGUYEÄN", "vni", "BẢO HIỂM XÃ HỘI TỰ NGUYỆN"),
    ],
)
def test_known_phrases_become_unicode(typed, encoding, text):
    assert convert(typed, encoding) == text
    assert detect(typed) == encoding


def test_every_small_letter_survives_the_way_there_and_back():
    letters = toned(VOWELS) + "đ"
    assert convert(encoded(letters, TCVN3_CODES), "tcvn3") == letters
    assert convert(encoded(letters, VNI_CODES), "vni") == letters


def test_every_capital_letter_survives_in_vni_and_the_bare_ones_in_tcvn3():
    capitals = toned(VOWELS.upper()) + "Đ"
    assert convert(encoded(capitals, VNI_CODES), "vni") == capitals
    assert convert(encoded("ĂÂĐÊÔƠƯ", TCVN3_CODES), "tcvn3") == "ĂÂĐÊÔƠƯ"


def test_no_two_letters_share_a_code():
    assert len(set(TCVN3.values())) == len(TCVN3) == 74


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_running_text_is_detected_and_restored(encoding):
    typed = encoded(LONG, TCVN3_CODES if encoding == "tcvn3" else VNI_CODES)
    assert typed != LONG
    assert detect(typed) == encoding
    assert convert(typed, encoding) == LONG


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        "là và thì mà à",
        "Le café déjà vu à la carte, élève où ça, naïve résumé.",
        "The price is £20 – “cheap” © 2026 Müller.",
        "Thuô̆t mơ̆ng ƀơ̆ng",
        "",
    ],
)
def test_ordinary_text_is_left_alone(text):
    assert detect(text) is None


def test_text_that_only_half_becomes_vietnamese_is_not_converted_by_guess():
    with pytest.raises(UnsureEncoding):
        detect("B¶o hiÓm x· héi ¶¶¶x ÖÖÖk ®®®z")


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".vnArial", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("Times New Roman", None, False),
        ("", None, False),
    ],
)
def test_fonts_name_their_encoding(font, encoding, capitals):
    assert encoding_of_font(font) == encoding
    assert draws_capitals(font) is capitals
