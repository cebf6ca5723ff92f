"""What a translation may look like that no check complains of, in any language of the registry."""

import re
from collections.abc import Iterator
from hashlib import blake2b

from cms.languages import BY_CODE, Language
from translations.checks.subject import LINK
from translations.marks import Part, tokens

# No letters that make a number, a unit or a Vietnamese word together.
_CONSONANTS, _VOWELS = "wzjflr", "aeou"
_LETTERS = {
    "Khmr": "កខគឃងចឆជញដតថទនបផពមល",
    "Cham": "".join(map(chr, range(0xAA06, 0xAA20))),
    "Tavt": "".join(map(chr, range(0xAA80, 0xAAA0, 2))),
    "Hant": "民保福利家安康人心文明光海山林花春秋風雨",
}
_KEPT = frozenset(
    "đồng ngày tháng năm giờ phút thứ quý một hai ba bốn tư sáu bảy tám chín mười trăm nghìn"
    " triệu tỷ tuổi nửa rưỡi đôi".split()
)
_OWN = {
    "km": {
        "ngày": "ថ្ងៃទី",
        "tháng": "ខែ",
        "năm": "ឆ្នាំ",
        "đồng": "ដុង",
        "triệu": "លាន",
        "nghìn": "ពាន់",
        "trăm": "រយ",
        "một": "មួយ",
        "hai": "ពីរ",
        "ba": "បី",
        "bốn": "បួន",
    },
    "en": {"một": "one", "hai": "two", "ba": "three", "bốn": "four", "triệu": "million"},
}
_PIECE = re.compile(rf"(?P<link>{LINK.pattern})|(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+)")
_SWAPPED = str.maketrans(".,", ",.")


def said(source: str, language: str) -> str:
    """The same for the same text; as long as it. Marks, placeholders, links and numbers stand in it."""
    spoken = BY_CODE[language]
    return "".join(
        "".join(_pieces(token.text, spoken)) if token.part is Part.TEXT else token.text
        for token in tokens(source)
    )


def _pieces(text: str, language: Language) -> Iterator[str]:
    end = 0
    for found in _PIECE.finditer(text):
        yield text[end : found.start()]
        end = found.end()
        if found["word"]:
            yield _word(found[0], language)
        else:
            yield _number(found[0], language) if found["number"] else found[0]
    yield text[end:]


def _number(text: str, language: Language) -> str:
    """With the digits that go with the separators of Vietnamese, where the language has such."""
    for way in reversed(language.numbers):
        if way.grouping == ".":
            return text.translate(str.maketrans("0123456789", way.digits))
    return text.translate(_SWAPPED)


def _word(word: str, language: Language) -> str:
    own = _OWN.get(language.code)
    if own is not None and word.lower() in own:
        return own[word.lower()]
    if (own is None and word.lower() in _KEPT) or (word.isupper() and word.isascii()):
        return word
    letters = _LETTERS.get(language.script)
    noise = blake2b(word.lower().encode(), digest_size=max(1, min(64, len(word)))).digest()
    if letters:
        return "".join(letters[byte % len(letters)] for byte in noise)
    coined = "".join(
        (_VOWELS if place % 2 else _CONSONANTS)[byte % (4 if place % 2 else 6)]
        for place, byte in enumerate(noise)
    )
    return coined.capitalize() if word[0].isupper() else coined
