"""The script of an item for one office, from its content and that office's facts. Asks no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cms.models import Office
from publishing.speech.numbers import NORTH, Profile

from ..channel import Content, Correction
from ..content import localise
from ..filling import Filling
from .ear import for_the_ear
from .making import Reader
from .model import Script
from .quoted import Quoted
from .wording import closing_in

ENGLISH = "en"


@dataclass(frozen=True)
class OfficeVoice:
    """How an office reads: its region's way, and the words that it and those above settled."""

    profile: Profile = NORTH
    entries: Mapping[str, str] = field(default_factory=dict)


def script_for(
    reader: Reader,
    content: Content,
    *,
    office: Office,
    facts: Mapping[str, str],
    own_office: bool,
    corrections: Iterable[Correction],
    voice: OfficeVoice,
) -> Script:
    """`content` with its placeholders. Raises `cms.placeholders.MissingFact`."""
    quoted = Quoted(content.language, voice.profile)
    local = localise(
        content, office=office, facts=facts, own_office=own_office, wording=quoted.wording
    )
    name = name_in(office, content.language)
    filling = Filling(facts, content.language, quoted.wording)
    heard = for_the_ear(
        replace(local, corrections=tuple(corrections), office_name=name),
        closing=filling.plain(closing_in(content.language)),
    )
    return reader.script(
        heard,
        language=content.language,
        profile=voice.profile,
        entries=voice.entries,
        quoted=quoted,
    )


def name_in(office: Office, language: str) -> str:
    """As a bulletin in that language calls it: the Vietnamese name where it has no other."""
    return (office.name_en if language == ENGLISH else "") or office.name
