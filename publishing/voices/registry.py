"""The voices that this installation has: an explicit list in settings.LOA_VOICES."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ..script.model import Script
from .provider import VoiceKind, VoiceMissing, VoiceProvider


@cache
def providers() -> dict[str, VoiceProvider]:
    """By id, in the order of the setting."""
    made: list[VoiceProvider] = [import_string(path)() for path in settings.LOA_VOICES]
    return {one.id: one for one in made}


def provider(name: str) -> VoiceProvider:
    """Raises VoiceMissing for a name that is not registered."""
    found = providers().get(name)
    if found is None:
        message = _("There is no voice “%(name)s” here. Ask the administrator to set LOA_VOICES.")
        raise VoiceMissing(message % {"name": name})
    return found


def machine_for(script: Script) -> tuple[VoiceProvider, str] | None:
    """The first machine that speaks the script's language, and its voice."""
    for one in providers().values():
        voice = one.voice_for(script) if one.kind != VoiceKind.PEOPLE else None
        if voice is not None:
            return one, voice
    return None
