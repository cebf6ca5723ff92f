"""Makes the scripts of a package: each office in its own voice, the same paragraph read once."""

from collections.abc import Iterable, Mapping
from typing import Any

from cms.models import Office

from .channel import Content, Correction
from .script.composing import OfficeVoice, script_for
from .script.making import Reader
from .script.model import Script

LOUDSPEAKER = "loudspeaker"  # the channel at whose wishes they are kept
READINGS = "readings"  # of its wishes in `Package.texts`: what is said, by written form


class Booth:
    def __init__(self, voices: Mapping[int, OfficeVoice], texts: Mapping[str, Any]) -> None:
        """`voices` by the id of the office; `texts` of the package. What was chosen for one channel
        holds for all that are heard."""
        self._voices = voices
        self._reader = Reader(readings_in(texts))

    def script(
        self,
        content: Content,
        *,
        office: Office,
        facts: Mapping[str, str],
        own_office: bool,
        corrections: Iterable[Correction],
    ) -> Script:
        """Raises `cms.placeholders.MissingFact`."""
        return script_for(
            self._reader,
            content,
            office=office,
            facts=facts,
            own_office=own_office,
            corrections=corrections,
            voice=self._voices.get(office.pk) or OfficeVoice(),
        )


def readings_in(texts: Mapping[str, Any]) -> dict[str, str]:
    """What people chose for this item, by written form."""
    found: dict[str, str] = {}
    for wish in texts.values():
        found |= wish.get(READINGS) or {}
    return found
