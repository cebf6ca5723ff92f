"""Which language a text is in, and how much of it is well-formed Vietnamese.

Vietnamese has a closed set of syllables (onset, rhyme, tone), so text in the wrong encoding shows
at once: "hiÓm" is no syllable. That decides between encodings better than byte frequencies.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TONE_MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    oc oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ up ut uy uya uych uyên uyêt uynh
    uyt uyp uyn uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp
    ươt ươu ưt ưu y yêm yên yêng yêt yêu ynh yt ych
"""
ONSETS = _ONSETS.split()
RHYMES = frozenset(_RHYMES.split())
SAMPLE = 200_000
"""Characters: enough to decide, bounded for large files."""
STOPS = ("c", "ch", "p", "t")
STOP_TONES = {"\u0301", "\u0323"}
WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = (
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("blt", re.compile(r"[\uaa80-\uaadf]")),
    ("cjm", re.compile(r"[\uaa00-\uaa5f]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)


@dataclass(frozen=True)
class Evidence:
    """Of the words with letters beyond ASCII: how many are Vietnamese syllables."""

    syllables: int
    words: int

    @property
    def share(self) -> float:
        return self.syllables / self.words if self.words else 0.0


def is_syllable(word: str) -> bool:
    """True for one written Vietnamese syllable, whatever its case or normal form."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in TONE_MARKS]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONE_MARKS))
    if plain.endswith(STOPS) and not (tones and tones[0] in STOP_TONES):
        return False
    return _has_known_parts(plain)


def _has_known_parts(plain: str) -> bool:
    if plain in RHYMES or plain == "gi":
        return True
    return any(plain.startswith(onset) and plain[len(onset) :] in RHYMES for onset in ONSETS)


def evidence(text: str) -> Evidence:
    """Counts over the beginning of the text."""
    composed = unicodedata.normalize("NFC", text[:SAMPLE])
    words = [word for word in WORD.findall(composed) if not word.isascii()]
    return Evidence(sum(is_syllable(word) for word in words), len(words))


def guess_language(text: str) -> str:
    """A primary subtag of the beginning of the text, or "" when it gives no clear answer."""
    text = text[:SAMPLE]
    letters = sum(char.isalpha() for char in text)
    if not letters:
        return ""
    for code, script in SCRIPTS:
        if len(script.findall(text)) > 0.3 * letters:
            return code
    words = WORD.findall(text)
    found = evidence(text)
    if found.words > 0.25 * len(words):
        return "vi" if found.share > 0.6 else ""
    return "en" if found.words < 0.15 * len(words) and _reads_as_english(words) else ""


def _reads_as_english(words: list[str]) -> bool:
    function_words = {"the", "of", "and", "to", "in", "is", "for", "on", "that", "with", "by", "a"}
    return sum(word.lower() in function_words for word in words) > 0.08 * len(words)
