"""From the bytes of a text file to Unicode: byte order mark, declaration, then evidence."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from cms.importing import legacy_fonts
from cms.importing.refusals import refuse, refuse_legacy_font
from cms.importing.vietnamese import evidence

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SINGLE_BYTE = ("cp1258", "cp1252")
FONT_NAMES = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}
VIETNAMESE_FROM = 0.7
DAMAGED_AT_MOST = 0.005


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    damaged: bool = False
    """Some bytes could not be read and stand as U+FFFD."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text in NFC. ``declared`` is what the document says of itself: it is not believed blindly.

    Raises ``ImportRefused`` when no reading is reliable."""
    found = _by_mark(data) or _wide_without_mark(data) or _strict(data, "utf-8")
    found = found or _declared(data, declared) or _by_evidence(data) or _damaged_utf8(data)
    if found is None:
        raise refuse("unknown_encoding")
    return Decoded(unicodedata.normalize("NFC", found.text), found.encoding, found.damaged)


def legacy_encoding(text: str) -> legacy_fonts.Encoding | None:
    """The encoding of text typed for old fonts; refused when the text only half looks like it."""
    try:
        return legacy_fonts.detect(text)
    except legacy_fonts.UnsureEncoding as unsure:
        raise refuse_legacy_font(FONT_NAMES[unsure.encoding]) from unsure


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text, encoding, "\ufffd" in text)
    return None


def _wide_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in Latin text nearly every other byte is zero."""
    sample = data[:4000]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.4 * half:
        return _strict(data, "utf-16-le")
    return _strict(data, "utf-16-be") if sample[0::2].count(0) > 0.4 * half else None


def _declared(data: bytes, declared: str) -> Decoded | None:
    """A declared encoding other than the Western ones, which are what programs say by habit."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    western = {"cp1252", "iso8859-1", "latin-1", "ascii", "utf-8"}
    return None if name in western else _strict(data, name)


def _by_evidence(data: bytes) -> Decoded | None:
    readings = [found for name in SINGLE_BYTE if (found := _strict(data, name))]
    if not readings or _mostly_utf8(data):
        return None
    shares = {found.encoding: evidence(found.text).share for found in readings}
    best = max(readings, key=lambda found: shares[found.encoding])
    if shares[best.encoding] >= VIETNAMESE_FROM:
        return best
    return next((found for found in readings if found.encoding == "cp1252"), None)


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    beyond_ascii = sum(not char.isascii() for char in text)
    return text.count("\ufffd") < 0.2 * beyond_ascii


def _damaged_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", errors="replace")
    if "\0" in text or text.count("\ufffd") > max(1, DAMAGED_AT_MOST * len(text)):
        return None
    return Decoded(text, "utf-8", damaged=True)
