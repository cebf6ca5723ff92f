"""The recording of a translation that a second person found right, offered for the bulletin in that language."""

from translations.buildable import page_rows
from translations.models import SpokenVersion, TranslationRequest
from translations.spoken import approved_voice

from ..models import BulletinSound, Release


def voice_for(
    release: Release, language: str, brought: list[BulletinSound]
) -> SpokenVersion | None:
    """None where the release is of no translation into `language`, or its recording was brought already."""
    requests = TranslationRequest.objects.filter(language=language).exclude(translated_page=None)
    request = requests.filter(translated_page=release.page_id).first()
    voice = approved_voice(request, page_rows(request)) if request else None
    known = {one.recording_sha256 for one in brought}
    return voice if voice and voice.recording_sha256 not in known else None
