"""Reads a Vietnamese text aloud, on paper: every number, sign and acronym becomes words.

Pure: no database, no clock. What nobody can be sure of is read as well as may be and flagged.
"""

import unicodedata
from collections.abc import Mapping

from .flags import flags_of
from .lexicon import Lexicon, base
from .matcher import spans_of
from .numbers import NORTH, Profile
from .profiles import profile_named
from .spans import Reading
from .spoken import spoken_text
from .voice import Voice


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
    return Reading(text, spoken, spans, flags_of(text, spans, spoken))
