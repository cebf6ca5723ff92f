"""Vietnamese text typed for TCVN3 (.VnTime, ABC) and VNI fonts, turned into Unicode.

Both put Vietnamese letters on the codes of Western ones; files show them as Windows-1252 text:
"B¶o hiÓm" (TCVN3) or "Baûo hieåm" (VNI). TCVN3 has no capital letters with tones: the fonts whose
name ends in H draw the small ones as capitals.
"""

from __future__ import annotations

import re
from typing import Literal

from cms.importing.vietnamese import SAMPLE, WORD, evidence

Encoding = Literal["tcvn3", "vni"]

_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽ",
    0xD0: "éẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3: dict[str, str] = {
    chr(start + offset): letter
    for start, letters in _TCVN3_RUNS.items()
    for offset, letter in enumerate(letters)
}

_VNI_TONES = "ùøûõï"
_VNI_CIRCUMFLEX = "âáàåãä"
_VNI_BREVE = "êéèúüë"
_VNI_LETTERS = {
    "a": {_VNI_TONES: "áàảãạ", _VNI_CIRCUMFLEX: "âấầẩẫậ", _VNI_BREVE: "ăắằẳẵặ"},
    "e": {_VNI_TONES: "éèẻẽẹ", _VNI_CIRCUMFLEX: "êếềểễệ"},
    "o": {_VNI_TONES: "óòỏõọ", _VNI_CIRCUMFLEX: "ôốồổỗộ"},
    "u": {_VNI_TONES: "úùủũụ"},
    "y": {_VNI_TONES[:4]: "ýỳỷỹ"},
    "ô": {_VNI_TONES: "ớờởỡợ"},
    "ö": {_VNI_TONES: "ứừửữự"},
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base, groups in _VNI_LETTERS.items():
        for marks, letters in groups.items():
            table.update({base + mark: letter for mark, letter in zip(marks, letters, strict=True)})
    capitals = {code.upper(): letter.upper() for code, letter in table.items()}
    mixed = {
        code[0].upper() + code[1]: letter.upper() for code, letter in table.items() if code[1:]
    }
    return table | mixed | capitals


VNI: dict[str, str] = _vni_table()
VNI_MARKS = frozenset(code[1] for code in VNI if len(code) == 2)
_VNI_CODES = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_WESTERN = re.compile(r"[\u0100-\u02af\u0300-\u036f\u1e00-\u1eff]")
CLEARLY = 0.8
POSSIBLY = 0.5
BETTER = 0.3
ENOUGH_WORDS = 3
MARKED_WORDS = 0.2
"""Share of words with letters beyond ASCII: in Vietnamese far above, in Western languages below."""


class UnsureEncoding(Exception):
    """The text looks like this encoding, but too many of its words do not become Vietnamese."""

    def __init__(self, encoding: Encoding) -> None:
        super().__init__(encoding)
        self.encoding = encoding


def encoding_of_font(font: str) -> Encoding | None:
    """``.VnTime`` and its relatives are TCVN3, ``VNI-Times`` and its relatives VNI."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def draws_capitals(font: str) -> bool:
    """``.VnTimeH``: the same codes, drawn as capital letters."""
    return encoding_of_font(font) == "tcvn3" and font.strip().endswith("H")


def convert(text: str, encoding: Encoding) -> str:
    if encoding == "tcvn3":
        return "".join(TCVN3.get(char, char) for char in text)
    return _VNI_CODES.sub(lambda match: VNI[match.group()], text)


def holds_unicode_vietnamese(text: str) -> bool:
    """Letters that neither encoding can hold prove that the text is Unicode already."""
    return bool(_WESTERN.search(text))


def detect(text: str) -> Encoding | None:
    """The encoding of a whole text, ``None`` for ordinary Unicode; raises ``UnsureEncoding``."""
    if holds_unicode_vietnamese(text):
        return None
    before = evidence(text)
    if before.words < MARKED_WORDS * len(WORD.findall(text[:SAMPLE])):
        return None
    candidates: dict[Encoding, float] = {}
    for encoding in ("tcvn3", "vni"):
        after = evidence(convert(text, encoding))
        if after.words >= ENOUGH_WORDS and after.syllables > before.syllables:
            candidates[encoding] = after.share
    best = max(candidates, key=lambda name: candidates[name], default=None)
    if best is None or candidates[best] - before.share < BETTER:
        return None
    if candidates[best] >= CLEARLY:
        return best
    if candidates[best] >= POSSIBLY:
        raise UnsureEncoding(best)
    return None
