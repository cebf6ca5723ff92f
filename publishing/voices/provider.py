"""THE contract of a voice. A provider is data about itself and one function: a script in, a sound out.

Providers know no database; `people` reads files that it is handed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise

from ..script.model import Script


class VoiceKind(StrEnum):
    MACHINE = "machine"
    PEOPLE = "people"
    NOTHING = "nothing"  # for tests


class NotSpoken(Exception):
    """No sound was made. The message says in the reader's language what to do."""


class VoiceMissing(NotSpoken):
    """The voice is not installed here, or nobody has registered it."""


@dataclass(frozen=True, slots=True)
class Sound:
    """`data` is a whole sound file: of machines a WAV of 16 bit, one channel; of people as recorded.

    `warnings` are for whoever listens to it.
    """

    data: bytes
    seconds: float
    warnings: tuple[str, ...] = ()


class VoiceProvider(Protocol):
    """`languages`: voices by their name, each with what it speaks as BCP 47, region included.

    `commercial_ok`: its licence lets a public agency broadcast what it makes. `offline`: no text
    leaves this machine. A `draft` voice goes out only where an office's leader says so.
    """

    id: str
    label: str | Promise
    kind: VoiceKind
    licence: str
    commercial_ok: bool
    offline: bool
    draft: bool
    languages: dict[str, str]

    def voice_for(self, script: Script) -> str | None:
        """Name of the voice that reads this script; None: it speaks another language."""

    def version(self) -> str:
        """Of the engine. Raises VoiceMissing."""

    def model_sha256(self, voice: str) -> str:
        """Of the files that make the voice; empty where there are none. Raises VoiceMissing."""

    def synthesize(self, script: Script, voice: str) -> Sound:
        """Raises NotSpoken."""
