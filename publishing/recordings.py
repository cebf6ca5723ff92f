"""Sounds and videos in a package: what counts of them, what keeps an item back, what approvers see."""

from collections.abc import Iterable
from hashlib import sha256

from django.utils.translation import gettext as _

from cms.languages import DEFAULT
from cms.models import ItemPage
from media_assets.models import Recording

from .channel import Problem
from .shown_media import media_in_place


def recordings_of(page: ItemPage) -> list[Recording]:
    """Each once. No query: they come with the page's blocks."""
    return list(dict.fromkeys(one for one in media_in_place(page) if isinstance(one, Recording)))


def recording_line(recording: Recording) -> str:
    """All that readers get of it, for the hash of the page."""
    told = [recording.title, recording.transcript, recording.captions, recording.credit]
    words = sha256("\0".join(told).encode()).hexdigest()
    # Only another than was meant before one could be chosen, so that what was approved then keeps its
    # hash.
    language = "" if recording.language == DEFAULT else recording.language
    parts = [recording.sha256, recording.poster_sha256, words, recording.made_by_ai, language]
    return " ".join(filter(None, parts))


def recording_problems(page: ItemPage) -> Iterable[Problem]:
    """What is missing for those who cannot hear or see."""
    for recording in recordings_of(page):
        named = {"title": recording.title}
        if not recording.transcript.strip():
            message = _(
                "“%(title)s”: write the transcript, for those who cannot hear or see it. Open it"
                " under “Sounds and videos”."
            )
            yield Problem("no_transcript", message % named)
        if recording.kind == Recording.Kind.VIDEO and not recording.captions:
            message = _("“%(title)s”: the video has no captions. Better with them.")
            yield Problem("no_captions", message % named, blocking=False)
