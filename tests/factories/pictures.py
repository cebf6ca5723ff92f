"""Pictures with a real file."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from media_assets.models import Picture


def make_picture(title: str = "Ảnh", **fields) -> Picture:
    """A small PNG in the root collection, unless `collection` says otherwise."""
    data = BytesIO()
    Image.new("RGB", (8, 6), "#0b4f8a").save(data, "PNG")
    return Picture.objects.create(
        title=title, file=ContentFile(data.getvalue(), "anh.png"), width=8, height=6, **fields
    )
