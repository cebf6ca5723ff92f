"""What is said of a picture whose file is lost or damaged."""

import errno
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.translation import override
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError

from media_assets.models import Picture, PictureUnreadable
from media_assets.models.unreadable import telling
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db
NOISE = Image.effect_noise((300, 200), 90).convert("RGB")


def encoded(kind: str) -> bytes:
    data = BytesIO()
    NOISE.save(data, kind)
    return data.getvalue()


DAMAGED = {
    "nothing": b"",
    "no picture": b"<html>",
    "cut JPEG": encoded("JPEG")[:2000],
    "cut PNG": encoded("PNG")[:2000],
    "cut WebP": encoded("WEBP")[:2000],
    "broken PNG": encoded("PNG").replace(b"IDAT", b"IDAX", 1),
}


def damaged(data: bytes | None) -> Picture:
    picture = make_picture("Bìa")
    place = Path(picture.file.path)
    place.unlink()
    if data is not None:
        place.write_bytes(data)
    return Picture.objects.get(pk=picture.pk)


@pytest.mark.parametrize("data", [None, *DAMAGED.values()], ids=["lost", *DAMAGED])
def test_a_picture_without_a_sound_file_is_named_with_what_to_do(data):
    with override("vi"), pytest.raises(PictureUnreadable) as told:
        damaged(data).get_rendition("max-4x4")

    assert "“Bìa”" in str(told.value)
    assert "Tải ảnh lên lại" in str(told.value)


def test_several_sizes_at_once_tell_the_same():
    with pytest.raises(PictureUnreadable):
        damaged(DAMAGED["cut JPEG"]).get_renditions("max-4x4", "max-3x3")


def test_a_full_disk_stays_a_full_disk():
    with pytest.raises(OSError, match="No space") as told, telling(make_picture()):
        raise OSError(errno.ENOSPC, "No space left on device")

    assert not isinstance(told.value, PictureUnreadable)


def test_a_size_that_does_not_exist_is_no_fault_of_the_file():
    with pytest.raises(InvalidFilterSpecError):
        make_picture().get_rendition("khong-co")
