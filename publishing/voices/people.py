"""Recordings made by people. What they read is bound to its words in `BulletinSound`; here is the sound."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_assets.models import Recording

from ..script.model import Script
from .provider import NotSpoken, Sound, VoiceKind


class People:
    """A voice of it is the SHA-256 of a recording in the library."""

    id = "people"
    label = gettext_lazy("Recording of a person")
    kind = VoiceKind.PEOPLE
    licence = "of each recording, as the library states it"
    commercial_ok = True
    offline = True
    draft = False
    languages = {"": "mul"}

    def voice_for(self, script: Script) -> str | None:
        """None: who reads what is chosen by people."""
        return None

    def version(self) -> str:
        return ""

    def model_sha256(self, voice: str) -> str:
        return voice

    def synthesize(self, script: Script, voice: str) -> Sound:
        """As it was recorded, whatever form the library keeps it in."""
        recording = Recording.objects.filter(sha256=voice, kind=Recording.Kind.SOUND).first()
        if recording is None:
            raise NotSpoken(_("The recording was deleted from the library. Upload it again."))
        try:
            with recording.file.storage.open(str(recording.file.name), "rb") as file:
                return Sound(file.read(), recording.seconds)
        except FileNotFoundError as error:
            raise NotSpoken(
                _("The recording's file is not on the server. Tell the administrator.")
            ) from error
