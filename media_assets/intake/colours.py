"""Colours as every screen takes them: eight bits of sRGB, or grey, with or without transparency."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

LARGEST_PROFILE = 4 * 1024 * 1024  # bytes; those of printing houses have up to 3 MB
SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L", "I;16N")


class ProfileBroken(Exception):
    """The colours were read as if there were no profile."""


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def eight_bits(picture: Image.Image) -> Image.Image:
    """RGB, RGBA, L or CMYK."""
    if picture.mode in SIXTEEN_BITS:
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if picture.mode in ("RGB", "RGBA", "L", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB, RGBA or L. Raises ProfileBroken, with the picture unchanged."""
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    if not profile:
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    try:
        return _converted(picture, profile, target)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        raise ProfileBroken from error


def opaque(picture: Image.Image) -> Image.Image:
    """Without its transparency, if nothing shines through anyway."""
    if picture.mode != "RGBA":
        return picture
    alpha = picture.getchannel("A").getextrema()
    return picture.convert("RGB") if alpha == (255, 255) else picture


def _converted(picture: Image.Image, profile: bytes, target: str) -> Image.Image:
    if len(profile) > LARGEST_PROFILE:
        raise ValueError("too large to be a profile")
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    if picture.mode in ("RGB", "RGBA"):  # in place: a photo of 60 megapixels takes 240 MB
        if not _is_srgb(source):
            ImageCms.profileToProfile(picture, source, _srgb(), inPlace=True)
        return picture
    made = ImageCms.profileToProfile(picture, source, _srgb(), outputMode=target)
    assert made is not None  # None is the answer in place
    return made


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    if profile.profile.xcolor_space.strip() != "RGB":
        return False
    return "sRGB" in (profile.profile.profile_description or "")
