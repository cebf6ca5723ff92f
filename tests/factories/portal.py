"""What public pages show: facts in force, pictures, files, topics."""

from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image

from cms.models import Audience, Fact, Office, Topic
from media_assets.models import Attachment, Picture, PictureRendition

from .pictures import RIGHTS, RIGHTS_OF_FILE

_numbers = count(1)


def put_fact(office: Office, key: str, value: str, unit: str = "") -> Fact:
    """A fact in force, as if its leader had approved it."""
    return Fact.objects.create(
        office=office, key=key, value=value, unit=unit, state=Fact.State.IN_FORCE
    )


def make_picture(title: str = "Tranh", size: tuple[int, int] = (1280, 720)) -> Picture:
    # Resized pictures are cached by number, and numbers begin anew with every test.
    PictureRendition.cache_backend.clear()
    data = BytesIO()
    Image.new("RGB", size, "#0b4f8a").save(data, "PNG")
    name = f"tranh-{next(_numbers)}.png"
    file = ContentFile(data.getvalue(), name=name)
    return Picture.objects.create(title=title, file=file, **RIGHTS)


def make_attachment(title: str = "Mẫu đơn", name: str = "mau-don.pdf") -> Attachment:
    file = ContentFile(b"%PDF-1.4 mau", name=name)
    return Attachment.objects.create(title=title, file=file, **RIGHTS_OF_FILE)


def make_topic(slug: str, name: str = "") -> Topic:
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name or slug})[0]


def make_audience(slug: str, name: str = "") -> Audience:
    return Audience.objects.get_or_create(slug=slug, defaults={"name": name or slug})[0]


def table(*rows: list[str], **fields) -> dict:
    """Value of a table block whose first row is its heading."""
    return {
        "data": list(rows),
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        **fields,
    }
