"""What an announcer should look at before: long numbers, acronyms, documents, foreign names."""

import re
import unicodedata

from ..script.model import Piece, Script

SHORT_NUMBER = 2  # digits that anybody reads at sight
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ONSET = "ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?[aăâeêioôơuưy]{{1,4}}(?:ch|ng|nh|[ckmnpt])?")  # k: Đắk Lắk
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")


def hard_words(script: Script) -> list[Piece]:
    """Each once, in order: what is said otherwise than written, then words that are not Vietnamese."""
    rewritten = [one for one in script.rewritten if _is_hard(one.written)]
    return rewritten + _foreign(script, rewritten)


def _is_hard(written: str) -> bool:
    """Not “5” or “20”: numbers of two digits and nothing else."""
    short = len("".join(_DIGITS.findall(written))) <= SHORT_NUMBER
    return not short or bool(_WORD.search(written))


def _foreign(script: Script, known: list[Piece]) -> list[Piece]:
    """Within Vietnamese alone: elsewhere nobody here can tell."""
    if script.language != "vi":
        return []
    heard = {word for one in known for word in _WORD.findall(one.said)}
    words = dict.fromkeys(_WORD.findall(script.said))
    found = (word for word in words if not _is_vietnamese(word) and word not in heard)
    return [Piece(word, word) for word in found]


def _is_vietnamese(word: str) -> bool:
    bare = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))
