"""Silence as long as a bulletin takes to read: for tests, and for trying out what follows."""

from django.utils.translation import gettext_lazy

from ..script.model import Script
from ..script.timing import seconds
from .espeak import as_wav
from .provider import Sound, VoiceKind

RATE = 22050


class Silent:
    id = "silent"
    label = gettext_lazy("Silence")
    kind = VoiceKind.NOTHING
    licence = "none needed"
    commercial_ok = True
    offline = True
    draft = True
    languages = {"silence": "und"}

    def voice_for(self, script: Script) -> str | None:
        return "silence"

    def version(self) -> str:
        return "silent 1"

    def model_sha256(self, voice: str) -> str:
        return ""

    def synthesize(self, script: Script, voice: str) -> Sound:
        length = max(1, seconds(script))
        return Sound(as_wav(bytes(2 * RATE * length), RATE), float(length))
