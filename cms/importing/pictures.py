"""Pictures of a file, each verified before anything else sees it."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image

from cms.importing.document import PictureFile
from cms.importing.limits import Limits
from media_assets.forms import LONGEST_SIDE, MODES

EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
SMALLEST_SIDE = 40
"""Pixels: smaller ones are spacers, bullets and icons."""


class PictureUnusable(Exception):
    """``reason`` is a lazily translated sentence for the editor."""

    def __init__(self, reason: Any) -> None:
        super().__init__()
        self.reason = reason


class PictureTooSmall(Exception):
    """A spacer or an icon: left out without a word."""


class PictureStore:
    """Collects the verified pictures of one file; equal pictures are kept once."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.files: dict[str, PictureFile] = {}
        self.warnings: list[Any] = []
        self._refs: dict[str, str] = {}

    def add(self, data: bytes, name: str, alt: str = "") -> str | None:
        """The picture's ref, or ``None`` when it was left out (with a warning that says why)."""
        try:
            extension = verified_extension(data, self.limits)
        except PictureTooSmall:
            return None
        except PictureUnusable as unusable:
            self.left_out(name, unusable.reason)
            return None
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._refs:
            if len(self.files) >= self.limits.pictures:
                self.left_out(name, _("the file holds too many pictures"))
                return None
            ref = f"picture-{len(self.files) + 1}"
            self._refs[digest] = ref
            self.files[ref] = PictureFile(data, f"{ref}.{extension}", alt, digest)
        return self._refs[digest]

    def left_out(self, name: str, reason: Any) -> None:
        message = _("A picture was left out ({name}): {reason}.")
        self.warnings.append(format_lazy(message, name=name[:200], reason=reason))


def verified_extension(data: bytes, limits: Limits) -> str:
    """The extension of the real format. Raises ``PictureUnusable`` or ``PictureTooSmall``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(EXTENSIONS)) as picture:
                kind, (width, height) = str(picture.format), picture.size
                if width * height > limits.picture_pixels or max(width, height) > LONGEST_SIDE:
                    raise PictureUnusable(_("it has too many pixels; save it smaller"))
                picture.verify()
            with Image.open(io.BytesIO(data), formats=list(EXTENSIONS)) as picture:
                picture.load()
                if picture.mode not in MODES:
                    raise ValueError("no size of it could be written")
    except PictureUnusable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureUnusable(_("it has too many pixels; save it smaller")) from error
    except Exception as error:  # Pillow's decoders raise nearly anything on hostile bytes
        raise PictureUnusable(
            _("it is not a readable PNG, JPEG, GIF or WebP picture; save it as PNG or JPEG")
        ) from error
    if min(width, height) < SMALLEST_SIDE:
        raise PictureTooSmall
    return EXTENSIONS[kind]
