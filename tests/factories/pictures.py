"""Pictures with a real file."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from media_assets.models import Picture

RIGHTS_OF_FILE = {"licence": "own"}
RIGHTS = RIGHTS_OF_FILE | {"nobody_recognisable": True}  # so that an item with it may go out


def make_picture(title: str = "Ảnh", **fields) -> Picture:
    """A plain PNG in the root collection, unless `collection` says otherwise."""
    data = BytesIO()
    Image.new("RGB", (1200, 900), "#0b4f8a").save(data, "PNG")
    file = ContentFile(data.getvalue(), "anh.png")
    return Picture.objects.create(
        title=title, file=file, width=1200, height=900, **(RIGHTS | fields)
    )
