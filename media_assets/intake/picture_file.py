"""Writes a picture anew from its pixels, in the process of `worker`: what else stood in the file is
gone.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from .colours import ProfileBroken, eight_bits, opaque, to_srgb
from .headers import is_lossless_webp, kind_of, webp_size
from .unusable import Unusable

LONGEST_SIDE = 16_000  # pixels; WebP, the format of the portal, ends at 16,383
MOST_SCANS = 100  # of a JPEG; cameras write up to ten, and each costs the time of a whole picture
QUALITY = 92
KINDS = {"JPEG": ["JPEG", "MPO"]}  # many telephones write a second, smaller picture behind
LOSSY = ("JPEG", "HEIF", "AVIF")
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


def read(source: Path, target: Path, job: str) -> dict[str, Any]:
    """What was made, with codes of what its editor is told. The job is `picture-PIXELS`, the most
    that are decoded."""
    try:
        return _written_anew(source.read_bytes(), target, int(job.removeprefix("picture-")))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unusable("too_many_pixels") from error


def _written_anew(data: bytes, target: Path, most_pixels: int) -> dict[str, Any]:
    kind = str(kind_of(data))
    picture = _opened(data, kind, most_pixels)
    told = ["place"] if _has_place(picture) else []
    animated = picture.format != "MPO" and bool(getattr(picture, "is_animated", False))
    told += ["animation"] if animated else []
    turn = TURNS.get(_orientation(picture))
    profile = picture.info.get("icc_profile")
    picture.load()
    lossy = kind in LOSSY or (kind == "WEBP" and not is_lossless_webp(data))
    del data
    still = _in_colour(picture, profile, told)
    del picture  # a photo of 60 megapixels takes 240 MB
    still = still.transpose(turn) if turn is not None else still
    media_type = _write(still, lossy, target)
    made = {"media_type": media_type, "width": still.width, "height": still.height}
    return made | {"animated": animated, "told": told}


def _check_size(width: int, height: int, most_pixels: int) -> None:
    if width * height > most_pixels:
        count = -(-width * height // 1_000_000)
        raise Unusable("too_many_pixels", count=count, most=most_pixels // 1_000_000)
    if max(width, height) > LONGEST_SIDE:
        raise Unusable("too_long")


def _opened(data: bytes, kind: str, most_pixels: int) -> Image.Image:
    """With its header read only."""
    if kind == "WEBP":
        _check_size(*webp_size(data), most_pixels)
    if kind == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS:
        raise Unusable("damaged")
    if kind == "HEIF":
        import pillow_heif  # as long to load as a small picture takes

        pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    picture = Image.open(BytesIO(data), formats=KINDS.get(kind, [kind]))
    _check_size(*picture.size, most_pixels)
    return picture


def _has_place(picture: Image.Image) -> bool:
    try:
        return PLACE in picture.getexif()
    except Exception:  # broken particulars are not kept anyway
        return False


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # a photo whose particulars are broken is shown as it lies
        return 1


def _in_colour(picture: Image.Image, profile: bytes | None, told: list[str]) -> Image.Image:
    for_print = picture.mode == "CMYK"
    made = eight_bits(picture)
    try:
        made = to_srgb(made, profile)
    except ProfileBroken:
        told.append("profile")
        made = to_srgb(made, None)
    if for_print:
        told.append("print")
    return opaque(made)


def _write(picture: Image.Image, lossy: bool, target: Path) -> str:
    """Its media type."""
    picture.info = {}  # else comments, profiles and transparency would be written again
    if lossy and picture.mode in ("RGB", "L"):
        picture.save(target, "JPEG", quality=QUALITY)
        return "image/jpeg"
    picture.save(target, "PNG")
    return "image/png"
