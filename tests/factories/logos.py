"""Logos that say nothing: one plain colour in the shape that is asked for."""

from base64 import b64encode
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from media_assets.models import Picture
from tests.factories.pictures import RIGHTS

COLOUR = (255, 0, 255)  # of no palette


def logo_bytes(width: int = 300, height: int = 300, colour: tuple[int, ...] = COLOUR) -> bytes:
    target = BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "PNG")
    return target.getvalue()


def logo_data(width: int = 300, height: int = 300) -> str:
    """As `Footer.logo` has it."""
    return b64encode(logo_bytes(width, height)).decode()


def make_logo(width: int = 300, height: int = 300, colour=COLOUR, content: bytes = b"", **fields):
    """In the library; `content` where it is to be no plain one."""
    file = ContentFile(content or logo_bytes(width, height, colour), "bieu-trung.png")
    given = {"title": "Biểu trưng", "width": width, "height": height} | RIGHTS | fields
    return Picture.objects.create(file=file, **given)
