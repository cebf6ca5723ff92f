"""How long it takes to read a bulletin aloud, estimated from its syllables.

A written Vietnamese word is one syllable; numbers, abbreviations and signs are read as several. Other
languages are estimated by their script: nobody measured them, so that in doubt it is longer.
"""

import re
import unicodedata

SYLLABLES_A_MINUTE = 165  # a calm announcer
VIETNAMESE = "vi"
PARAGRAPH_PAUSE = 1.0  # seconds
SENTENCE_PAUSE = 0.5

# Marks too: Khmer and Cham write vowels as such, and within a word.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|(?:[^\W\d_]|[\u0300-\u036f\u1780-\u17dd\uaa00-\uaa4d\uaa80-\uaadf])+|[%°]"
)
_END = re.compile(r"[.!?:;](?=\s|$)")
_VOWELS = "aăâeêioôơuưy"
_ONSET = "ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?[{_VOWELS}]{{1,3}}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE)
_UNDIVIDED = re.compile(r"[\u1780-\u17ff\uaa00-\uaa5f]")  # Khmer, Cham
_TAI_VIET = re.compile(r"[\uaa80-\uaadf]")  # a syllable a word, as in Vietnamese
_HAN = re.compile(r"[\u3400-\u9fff]")
_VOWEL_RUN = re.compile(r"[aeiouy]+")


def reading_seconds(text: str, language: str = VIETNAMESE) -> int:
    """Seconds to read `text` once, pauses between sentences and paragraphs included."""
    pauses = text.count("\n\n") * PARAGRAPH_PAUSE + len(_END.findall(text)) * SENTENCE_PAUSE
    return round(syllables(text, language) * 60 / SYLLABLES_A_MINUTE + pauses)


def syllables(text: str, language: str = VIETNAMESE) -> int:
    return sum(_syllables_of(part, language) for part in _TOKEN.findall(text))


def _of_word(word: str, language: str) -> int:
    if _UNDIVIDED.match(word):
        return _of_letters(word)
    if _HAN.match(word):
        return len(word)
    if language == VIETNAMESE or _TAI_VIET.match(word):
        return 1
    return _of_vowels(word)


def _of_letters(word: str) -> int:
    """Three letters to two syllables and no more: where words are not set apart."""
    return max(1, -(-2 * sum(map(_is_base, word)) // 3))


def _of_vowels(word: str) -> int:
    """In letters as Vietnamese has them, where a word has several syllables."""
    plain = unicodedata.normalize("NFD", word.lower())
    return len(_VOWEL_RUN.findall("".join(filter(_is_base, plain)))) or 1


def _is_base(one: str) -> bool:
    return not unicodedata.category(one).startswith("M")


def _syllables_of(part: str, language: str) -> int:
    if part[0].isdecimal():  # “²” is none
        return _of_number("".join(map(_latin, part)))
    if part in "%°":
        return 2  # phần trăm
    plain = part.isascii() and part.isupper() and len(part) > 1
    if plain and not _SYLLABLE.fullmatch(part):
        return len(part)  # an abbreviation: at least one for each letter
    return _of_word(part, language)


def _latin(one: str) -> str:
    """Digits of Khmer and Cham as numbers are reckoned with."""
    return str(unicodedata.digit(one)) if one.isdigit() else one


def _of_number(written: str) -> int:
    """“500.000” has three syllables (năm trăm nghìn), “2024” seven, a telephone number its digits."""
    whole, comma, decimals = written.replace(".", "").partition(",")
    if whole.startswith("0") or len(whole) > 12:
        return len(whole + decimals)
    value, count = int(whole), 0
    groups = [int(group) for group in f"{value:,}".split(",")]
    for place, group in enumerate(groups):
        last = place == len(groups) - 1
        count += _of_group(group, leading=place == 0) + (1 if group and not last else 0)
    return max(count, 1) + (1 + len(decimals) if comma else 0)


def _of_group(group: int, *, leading: bool) -> int:
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    if not group:
        return 0
    count = 2 if hundreds or not leading else 0  # năm trăm, không trăm
    count += {0: 1 if count and units else 0, 1: 1}.get(tens, 2)  # linh, mười, hai mươi
    return count + (1 if units else 0)
