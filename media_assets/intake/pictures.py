"""A picture from outside becomes one that Loa made: nothing of the file stays but what it shows.

Every picture is written anew from its pixels. So whatever else stood in the file is gone: where and
by whom the photo was taken, thumbnails, comments, programs behind its end. Decoded it is in a process
of its own (`picture_file`); here nothing is.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from . import apart, svg
from .headers import SVG, kind_of
from .picture_file import LONGEST_SIDE
from .refusal import Refused
from .unusable import Unusable

__all__ = ["LONGEST_SIDE", "MOST_PIXELS", "Normalised", "normalise"]

SECONDS = 30  # to read one; 60 megapixels in ten scans, the slowest of sound ones, take three
MOST_BYTES = 40 * 1024 * 1024
MOST_PIXELS = 64_000_000  # photos of 60 megapixels and a bit
# Less of those whose decoders hold the picture several times: nothing may take a gigabyte.
MOST_PIXELS_OF = {"WEBP": 40_000_000, "AVIF": 50_000_000, "HEIF": 50_000_000}
_DAMAGED = _(
    "The picture is damaged or incomplete. Open it on your computer and save it anew as JPEG"
    " or PNG, then upload it again."
)
_WHY = {
    "too_many_pixels": _("The picture has too many pixels. Save it smaller, then upload it again."),
    "too_long": _("The picture is too long or too wide. Save it smaller, then upload it again."),
}
_TOLD = {
    "place": _("The place where the photo was taken was removed from the file."),
    "animation": _("Only the first picture of the animation was taken."),
    "profile": _("The colour profile of the file is broken: compare the colours."),
    "print": _("The colours were made for printing: compare them on the screen."),
}


@dataclass(frozen=True)
class Normalised:
    """`notes` are sentences for the editor: what of the file was left out or changed."""

    content: bytes
    media_type: str
    width: int
    height: int
    animated: bool = False
    notes: tuple[Any, ...] = ()

    @property
    def ending(self) -> str:
        return "jpg" if self.media_type == "image/jpeg" else "png"


def normalise(file: Any, *, most_pixels: int = MOST_PIXELS, seconds: float = SECONDS) -> Normalised:
    """`file` is bytes or open for reading; its name does not matter. Raises Refused."""
    data = _read(file)
    kind = kind_of(data)
    if kind is None:
        raise Refused(
            _(
                "This file is not a picture that can be shown. Save it as JPEG or PNG, then upload"
                " it again."
            ),
            "unknown",
        )
    if kind == SVG:
        drawn, notes = svg.drawn(data)
        made = normalise(drawn, most_pixels=most_pixels, seconds=seconds)
        return Normalised(made.content, made.media_type, made.width, made.height, notes=notes)
    most = min(most_pixels, MOST_PIXELS_OF.get(kind, most_pixels))
    try:
        return _made_apart(data, most, seconds)
    except Unusable as error:
        raise Refused(_why(error), error.code) from error


def _made_apart(data: bytes, most_pixels: int, seconds: float) -> Normalised:
    with apart.on_disk(BytesIO(data)) as source:
        found = apart.read(f"picture-{most_pixels}", source, seconds=seconds)
        content = apart.made(source).read_bytes()
    notes = tuple(_TOLD[code] for code in found.pop("told"))
    return Normalised(content, notes=notes, **found)


def _why(error: Unusable) -> Any:
    if error.code == "too_many_pixels" and error.numbers:
        message = _(
            "The picture has {count} million pixels; at most {most} million are taken. Save it"
            " smaller, then upload it again."
        )
        return format_lazy(message, **error.numbers)
    return _WHY.get(error.code, _DAMAGED)


def _read(file: Any) -> bytes:
    data = file if isinstance(file, bytes) else file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        message = _(
            "The picture is larger than {most} MB. Save it smaller or as JPEG, then upload it again."
        )
        raise Refused(format_lazy(message, most=MOST_BYTES // 1024**2), "too_large")
    return data
