"""How long it takes to read a script aloud, estimated from the syllables of what is said, and where a
slot of the day's programme ends in it.

A word of spoken Vietnamese is one syllable. What other languages have in digits, abbreviations and
signs is counted as it would be said. They are estimated by their script: nobody measured them, so that
in doubt it is longer. Pauses are a calm announcer's.
"""

import re
import unicodedata
from typing import NamedTuple

from .model import USUAL_PACE, Script

VIETNAMESE = "vi"
COMMA_PAUSE = 0.4  # seconds; within a sentence
SENTENCE_PAUSE = 0.8
PARAGRAPH_PAUSE = 1.5  # instead of a sentence's
LONGEST_BREATH = (
    40  # syllables of a sentence that is read and understood in one go, at the usual pace
)
SLOTS = (30, 60, 120, 180, 300, 600)  # seconds

# Marks too: Khmer and Cham write vowels as such, and within a word.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|(?:[^\W\d_]|[\u0300-\u036f\u1780-\u17dd\uaa00-\uaa4d\uaa80-\uaadf])+|[%°]"
)
_COMMA = re.compile(r"[,;:–—](?=\s)|[\u17d6\u3001\uff0c]")
_VOWELS = "aăâeêioôơuưy"
_ONSET = "ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?[{_VOWELS}]{{1,3}}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE)
_UNDIVIDED = re.compile(r"[\u1780-\u17ff\uaa00-\uaa5f]")  # Khmer, Cham
_TAI_VIET = re.compile(r"[\uaa80-\uaadf]")  # a syllable a word, as in Vietnamese
_HAN = re.compile(r"[\u3400-\u9fff]")
_VOWEL_RUN = re.compile(r"[aeiouy]+")


class Cut(NamedTuple):
    """Where a slot ends: behind the sentence of this index in `Script.sentences`, the last that fits.

    `sentence` is -1 where not even the first fits.
    """

    slot: int  # seconds
    sentence: int


def seconds(script: Script) -> int:
    """To read the whole once, pauses included."""
    ends = _ends(script)
    return round(ends[-1]) if ends else 0


def cuts(script: Script) -> list[Cut]:
    """Of the slots that are too short for the whole; a slot never ends inside a sentence."""
    ends = _ends(script)
    return [
        Cut(slot, sum(end <= slot for end in ends) - 1)
        for slot in SLOTS
        if ends and ends[-1] > slot
    ]


def slot_for(script: Script) -> int | None:
    """The shortest slot, in seconds, that holds the whole; None if none does."""
    whole = seconds(script)
    return next((slot for slot in SLOTS if whole <= slot), None)


def _ends(script: Script) -> list[float]:
    """When each sentence ends, in seconds from the start."""
    ends: list[float] = []
    now = 0.0
    for paragraph in script.paragraphs:
        for number, sentence in enumerate(paragraph.sentences):
            if ends:
                now += SENTENCE_PAUSE if number else PARAGRAPH_PAUSE
            now += speaking_seconds(sentence.said, script.language, script.pace)
            ends.append(now)
    return ends


def speaking_seconds(text: str, language: str, pace: int) -> float:
    """Of one sentence, `pace` in syllables a minute."""
    return syllables(text, language) * 60 / pace + len(_COMMA.findall(text)) * COMMA_PAUSE


def breath_of(pace: int) -> int:
    """How many syllables of a language that is read at `pace` go into one breath."""
    return LONGEST_BREATH * pace // USUAL_PACE


def over_a_breath(text: str, language: str, pace: int) -> int:
    """The syllables of a sentence that is too long to read in one; nought of others."""
    count = syllables(text, language)
    return count if count > breath_of(pace) else 0


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
