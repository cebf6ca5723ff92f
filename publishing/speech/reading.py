"""Reads a Vietnamese text aloud, on paper: every number, sign and acronym becomes words.

Pure: no database, no clock. What nobody can be sure of is read as well as may be and flagged.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from .guards import broken
from .lexicon import Lexicon, base
from .matcher import spans_of
from .numbers import NORTH, Profile
from .profiles import profile_named
from .spans import Flag, Reading, Span, flag_of
from .voice import Voice

_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_PAUSES = re.compile(r" *,(?: *,)+")
_BEFORE_STOP = re.compile(r" +(?=[,.;:!?…](?:\s|$|[”\"’]))|,\s*(?=[.;:!?…])")
_LEADING = re.compile(r"^[ ,]+|[ ,]+$", re.MULTILINE)
_AFTER_STOP = re.compile(r"(?<=[.;:!?]),(?=\s|$)")
_QUOTES = frozenset("“”\"‘’'«»")


def read(
    text: str,
    *,
    profile: Profile | str = NORTH,
    lexicon: Lexicon | None = None,
    choices: Mapping[str, str] | None = None,
) -> Reading:
    """`choices` are readings for this text only, by written form; `lexicon` is the office's own.

    Raises ValueError for a profile that there is not, UnspokenChoice for a choice with digits or symbols.
    """
    text = unicodedata.normalize("NFC", text)
    voice = Voice(profile_named(profile) if isinstance(profile, str) else profile)
    words = (lexicon or base()).with_choices(choices or {})
    spans = tuple(spans_of(text, words, voice))
    spoken = spoken_text(text, spans)
    return Reading(text, spoken, spans, _flags(text, spans, spoken))


def spoken_text(text: str, spans: Sequence[Span]) -> str:
    """The text with what the spans say in their places, tidied line by line."""
    parts: list[str] = []
    end = 0
    for span in spans:
        before = text[end : span.start]
        parts.append(before)
        parts.append("" if before[-1:] in _QUOTES else " ")
        parts.append(span.spoken)
        parts.append("" if text[span.end : span.end + 1] in _QUOTES else " ")
        end = span.end
    parts.append(text[end:])
    return _tidy("".join(parts))


def _tidy(spoken: str) -> str:
    spoken = _PAUSES.sub(",", _SPACES.sub(" ", spoken))
    spoken = _AFTER_STOP.sub("", _BEFORE_STOP.sub("", spoken))
    return _LEADING.sub("", spoken)


def _flags(text: str, spans: Sequence[Span], spoken: str) -> tuple[Flag, ...]:
    doubts = [flag for flag in map(flag_of, spans) if flag]
    known = {(flag.start, flag.end) for flag in doubts}
    found = [flag for flag in broken(text, spans, spoken) if (flag.start, flag.end) not in known]
    return tuple(sorted([*doubts, *found], key=lambda flag: flag.start))
