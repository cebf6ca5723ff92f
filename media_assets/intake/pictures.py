"""A picture from outside becomes one that Loa made: nothing of the file stays but what it shows.

Every picture is written anew from its pixels. So whatever else stood in the file is gone: where and
by whom the photo was taken, thumbnails, comments, programs behind its end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pillow_heif
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image

from . import svg
from .colours import ProfileBroken, eight_bits, opaque, to_srgb
from .headers import SVG, is_lossless_webp, kind_of, webp_size
from .refusal import Refused

MOST_BYTES = 40 * 1024 * 1024
MOST_PIXELS = 64_000_000  # photos of 60 megapixels and a bit
# Less of those whose decoders hold the picture several times: nothing may take a gigabyte.
MOST_PIXELS_OF = {"WEBP": 40_000_000, "AVIF": 50_000_000, "HEIF": 50_000_000}
LONGEST_SIDE = 16_000  # pixels; WebP, the format of the portal, ends at 16,383
MOST_SCANS = 100  # of a JPEG; cameras write up to ten, and each costs the time of a whole picture
QUALITY = 92
KINDS = {"JPEG": ["JPEG", "MPO"]}  # many telephones write a second, smaller picture behind
ORIENTATION, PLACE = 0x0112, 0x8825
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)


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


def normalise(file: Any, *, most_pixels: int = MOST_PIXELS) -> Normalised:
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
        made = normalise(drawn, most_pixels=most_pixels)
        return Normalised(made.content, made.media_type, made.width, made.height, notes=notes)
    most = min(most_pixels, MOST_PIXELS_OF.get(kind, most_pixels))
    return _answering(lambda: _normalise(data, kind, most))


def _normalise(data: bytes, kind: str, most_pixels: int) -> Normalised:
    picture = _opened(data, kind, most_pixels)
    notes = _told(picture)
    animated = picture.format != "MPO" and bool(getattr(picture, "is_animated", False))
    if animated:
        notes.append(_("Only the first picture of the animation was taken."))
    turn = TURNS.get(_orientation(picture))
    profile = picture.info.get("icc_profile")
    picture.load()
    lossy = kind in ("JPEG", "HEIF", "AVIF") or (kind == "WEBP" and not is_lossless_webp(data))
    still = _in_colour(picture, profile, notes)
    del picture  # a photo of 60 megapixels takes 240 MB
    still = still.transpose(turn) if turn is not None else still
    content, media_type = _written(still, lossy)
    return Normalised(content, media_type, *still.size, animated, tuple(notes))


def check_size(width: int, height: int, most_pixels: int = MOST_PIXELS) -> None:
    """Raises Refused."""
    if width * height > most_pixels:
        message = _(
            "The picture has {count} million pixels; at most {most} million are taken. Save it"
            " smaller, then upload it again."
        )
        count, most = -(-width * height // 1_000_000), most_pixels // 1_000_000
        raise Refused(format_lazy(message, count=count, most=most), "too_many_pixels")
    if max(width, height) > LONGEST_SIDE:
        raise Refused(
            _("The picture is too long or too wide. Save it smaller, then upload it again."),
            "too_long",
        )


def _read(file: Any) -> bytes:
    data = file if isinstance(file, bytes) else file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        message = _(
            "The picture is larger than {most} MB. Save it smaller or as JPEG, then upload it again."
        )
        raise Refused(format_lazy(message, most=MOST_BYTES // 1024**2), "too_large")
    return data


def _answering(step: Callable[[], Normalised]) -> Normalised:
    """Whatever a decoder raises is a refusal."""
    try:
        return step()
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(
            _("The picture has too many pixels. Save it smaller, then upload it again."),
            "too_many_pixels",
        ) from error
    except Exception as error:  # decoders raise nearly anything on hostile bytes
        raise _damaged() from error


def _damaged() -> Refused:
    return Refused(
        _(
            "The picture is damaged or incomplete. Open it on your computer and save it anew as JPEG"
            " or PNG, then upload it again."
        ),
        "damaged",
    )


def _opened(data: bytes, kind: str, most_pixels: int) -> Image.Image:
    """With its header read only."""
    if kind == "WEBP":
        check_size(*webp_size(data), most_pixels)
    if kind == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS:
        raise _damaged()
    picture = Image.open(BytesIO(data), formats=KINDS.get(kind, [kind]))
    check_size(*picture.size, most_pixels)
    return picture


def _told(picture: Image.Image) -> list[Any]:
    try:
        has_place = PLACE in picture.getexif()
    except Exception:  # broken particulars are not kept anyway
        has_place = False
    if not has_place:
        return []
    return [_("The place where the photo was taken was removed from the file.")]


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # a photo whose particulars are broken is shown as it lies
        return 1


def _in_colour(picture: Image.Image, profile: bytes | None, notes: list[Any]) -> Image.Image:
    for_print = picture.mode == "CMYK"
    made = eight_bits(picture)
    try:
        made = to_srgb(made, profile)
    except ProfileBroken:
        notes.append(_("The colour profile of the file is broken: compare the colours."))
        made = to_srgb(made, None)
    if for_print:
        notes.append(_("The colours were made for printing: compare them on the screen."))
    return opaque(made)


def _written(picture: Image.Image, lossy: bool) -> tuple[bytes, str]:
    picture.info = {}  # else comments, profiles and transparency would be written again
    data = BytesIO()
    if lossy and picture.mode in ("RGB", "L"):
        picture.save(data, "JPEG", quality=QUALITY)
        return data.getvalue(), "image/jpeg"
    picture.save(data, "PNG")
    return data.getvalue(), "image/png"
