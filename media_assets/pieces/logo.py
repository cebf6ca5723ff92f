"""An office's logo as pieces carry it: small, and made anew from its dots alone.

What else stood in the file that somebody uploaded (texts, profiles, whatever hides behind its end)
never reaches the typesetter.
"""

import logging
from base64 import b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image

from ..derive import derive, job_for
from ..models.unreadable import PictureUnreadable, telling
from ..presets import PNG, Preset

logger = logging.getLogger(__name__)
# It is part of every request to the typesetter, so of many thousands where drawings are ordered in bulk.
SIDES = (512, 384, 256, 192, 128)
MOST_BYTES = 48 * 1024


def logo_from(picture: Any) -> str:
    """For `Footer.logo`, from a picture of the library; empty where its file is lost or damaged."""
    try:
        with telling(picture):
            return _of(_Source(picture.pk, picture.sha256, picture))
    except PictureUnreadable:
        # Whoever approves sees the piece without it; one that was approved with it is noticed.
        logger.exception("A logo could not be read")
        return ""


@dataclass(frozen=True)
class _Source:
    """A row, whose file never changes; told apart by what it holds, since numbers are used again."""

    number: int
    sha256: str
    picture: Any = field(compare=False)


@lru_cache(maxsize=64)
def _of(source: _Source) -> str:
    picture = source.picture
    with picture.file.open("rb") as file:
        return b64encode(prepared(file, (picture.width, picture.height))).decode()


def prepared(file: BinaryIO, size: tuple[int, int]) -> bytes:
    """As a PNG, as large as keeps to `MOST_BYTES`. Raises whatever the decoder does."""
    presets = [Preset("logo", "", side, side, fit="max", media_types=(PNG,)) for side in SIDES]
    made = derive(file, [job_for(preset, PNG, size) for preset in presets])
    small = [_bare(content) for content in made]
    return next((content for content in small if len(content) <= MOST_BYTES), small[-1])


def _bare(content: bytes) -> bytes:
    """Its dots and nothing else."""
    target = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.load()
        picture.info.clear()
        picture.save(target, "PNG", optimize=True)
    return target.getvalue()
