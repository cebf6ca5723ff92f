import unicodedata

import pytest

from cms.importing import ImportRefused
from cms.importing.encodings import decode

from .building import LONG, windows_1258


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LONG.encode(), "utf-8"),
        (LONG.encode("utf-8-sig"), "utf-8"),
        (LONG.encode("utf-16"), "utf-16-le"),
        (LONG.encode("utf-16-le"), "utf-16-le"),
        (LONG.encode("utf-16-be"), "utf-16-be"),
        (LONG.encode("utf-32"), "utf-32-le"),
        (windows_1258(LONG), "cp1258"),
        (unicodedata.normalize("NFD", LONG).encode(), "utf-8"),
    ],
)
def test_vietnamese_is_read_from_every_encoding_and_comes_out_composed(data, encoding):
    found = decode(data)
    assert (found.text, found.encoding, found.damaged) == (LONG, encoding, False)


def test_western_text_is_not_taken_for_vietnamese():
    text = "Déjà vu: l'élève a mangé à la crêperie – “très bon”, c'était l'été dernier."
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "", "no-such-name"])
def test_a_wrong_declaration_is_not_believed(declared):
    assert decode(windows_1258(LONG), declared).text == LONG


def test_a_declared_encoding_of_another_script_is_believed():
    text = "Привет, это новости социального страхования"
    assert decode(text.encode("koi8-r"), "koi8-r").text == text


def test_a_few_broken_bytes_are_marked_and_reported():
    found = decode(LONG.encode() + b"\xff" + LONG.encode())
    assert found.damaged
    assert found.text.count("\ufffd") == 1


def test_bytes_that_no_encoding_explains_are_refused():
    with pytest.raises(ImportRefused) as refused:
        decode(bytes(range(128, 160)) * 20)
    assert refused.value.reason_code == "unknown_encoding"
