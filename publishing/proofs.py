"""A photo or recording that a commune sends as proof: taken in like any other upload.

Pictures are drawn anew and sounds written anew, so nothing stays of the place and the device.
"""

import tempfile
import uuid
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from media_assets.intake import audiovisual
from media_assets.intake.headers import SVG, kind_of
from media_assets.intake.pictures import normalise
from media_assets.intake.refusal import Refused

MOST_BYTES = 10 * 1024 * 1024
ENDINGS = ("jpg", "jpeg", "png", "webp", "heic", "mp3", "m4a", "wav", "ogg", "oga", "aac")
_BEGINNING = 64 * 1024  # a drawing says late what it is


def cleaned(file: Any) -> File:
    """What is kept of an upload, under a name of our own. Raises Refused."""
    if file.size > MOST_BYTES:
        message = _(
            "The photo or recording is larger than {most} MB. Take a smaller photo or a shorter"
            " recording; the confirmation itself needs neither."
        )
        raise Refused(format_lazy(message, most=MOST_BYTES // 1024**2), "too_large")
    file.seek(0)
    kind = kind_of(file.read(_BEGINNING))
    file.seek(0)
    if kind == SVG:
        raise Refused(_NEITHER, "drawing")
    return _picture(file) if kind else _sound(file)


_NEITHER = _("This is neither a photo nor a recording. Choose a photo or a recording.")


def _picture(file: Any) -> File:
    made = normalise(file)
    return ContentFile(made.content, name=f"{uuid.uuid4().hex}.{made.ending}")


def _sound(file: Any) -> File:
    with tempfile.TemporaryFile() as into:
        found = audiovisual.clean(file, into)
        if found.kind != audiovisual.SOUND:
            message = _("A video is too much to send. Choose a photo or a recording.")
            raise Refused(message, "video")
        return ContentFile(into.read(), name=f"{uuid.uuid4().hex}.{found.ending}")
