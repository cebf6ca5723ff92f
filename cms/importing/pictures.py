"""Pictures of a file, each verified before anything else sees it."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.importing.document import PictureFile
from cms.importing.limits import Limits
from media_assets.intake import Refused, names
from media_assets.intake.pictures import Normalised, normalise

SMALLEST_SIDE = 40
"""Pixels: smaller ones are spacers, bullets and icons."""


class PictureTooSmall(Exception):
    """A spacer or an icon: left out without a word."""


class PictureStore:
    """Collects the verified pictures of one file; equal pictures are kept once."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.seconds_left = limits.picture_seconds
        self.files: dict[str, PictureFile] = {}
        self.warnings: list[Any] = []
        self._refs: dict[str, str] = {}

    def add(self, data: bytes, name: str, alt: str = "") -> str | None:
        """The picture's ref, or ``None`` when it was left out (with a warning that says why)."""
        origin = hashlib.sha256(data).hexdigest()
        if origin in self._refs:
            return self._refs[origin]
        if self.seconds_left <= 0:
            self.left_out(name, _("reading the pictures of this file takes too long"))
            return None
        try:
            made = self._verified(data)
        except PictureTooSmall:
            return None
        except Refused as refusal:
            message = _("A picture was left out ({name}). {reason}")
            said = format_lazy(message, name=names.shown(name), reason=refusal.message)
            self.warnings.append(said)
            return None
        if len(self.files) >= self.limits.pictures:
            self.left_out(name, _("the file holds too many pictures"))
            return None
        return self._keep(made, origin, name, alt)

    def _verified(self, data: bytes) -> Normalised:
        began = time.monotonic()
        try:
            return verified(data, self.limits, self.seconds_left)
        finally:
            self.seconds_left -= time.monotonic() - began

    def _keep(self, made: Normalised, origin: str, name: str, alt: str) -> str:
        ref = f"picture-{len(self.files) + 1}"
        self._refs[origin] = ref
        digest = hashlib.sha256(made.content).hexdigest()
        self.files[ref] = PictureFile(made.content, f"{ref}.{made.ending}", alt, digest)
        for note in made.notes:
            message = _("Picture {name}: {note}")
            self.warnings.append(format_lazy(message, name=names.shown(name), note=note))
        return ref

    def left_out(self, name: str, reason: Any) -> None:
        message = _("A picture was left out ({name}): {reason}.")
        self.warnings.append(format_lazy(message, name=names.plain(name)[:200], reason=reason))


def verified(data: bytes, limits: Limits, seconds: float) -> Normalised:
    """The picture written anew. Raises ``Refused`` or ``PictureTooSmall``."""
    made = normalise(data, most_pixels=limits.picture_pixels, seconds=seconds)
    if min(made.width, made.height) < SMALLEST_SIDE:
        raise PictureTooSmall
    return made
