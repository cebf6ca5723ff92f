"""How long it takes to read a bulletin aloud, estimated from its syllables.

A written Vietnamese word is one syllable; numbers, abbreviations and signs are read as several.
"""

import re

SYLLABLES_A_MINUTE = 165  # a calm announcer
PARAGRAPH_PAUSE = 1.0  # seconds
SENTENCE_PAUSE = 0.5

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%°]")
_END = re.compile(r"[.!?:;](?=\s|$)")
_VOWELS = "aăâeêioôơuưy"
_ONSET = "ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?[{_VOWELS}]{{1,3}}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE)


def reading_seconds(text: str) -> int:
    """Seconds to read `text` once, pauses between sentences and paragraphs included."""
    pauses = text.count("\n\n") * PARAGRAPH_PAUSE + len(_END.findall(text)) * SENTENCE_PAUSE
    return round(syllables(text) * 60 / SYLLABLES_A_MINUTE + pauses)


def syllables(text: str) -> int:
    return sum(_syllables_of(part) for part in _TOKEN.findall(text))


def _syllables_of(part: str) -> int:
    if part[0].isdigit():
        return _of_number(part)
    if part in "%°":
        return 2  # phần trăm
    plain = part.isascii() and part.isupper() and len(part) > 1
    if plain and not _SYLLABLE.fullmatch(part):
        return len(part)  # an abbreviation: at least one for each letter
    return 1


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
