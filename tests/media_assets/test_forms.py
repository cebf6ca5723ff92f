"""What may be uploaded as a picture: only what every size can be made of."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from media_assets.forms import LONGEST_SIDE, PictureField


def encoded(kind: str, size=(80, 60), mode="RGB") -> bytes:
    data = BytesIO()
    Image.new(mode, size).save(data, kind)
    return data.getvalue()


def cleaned(data: bytes, name: str = "anh.jpg"):
    return PictureField().clean(SimpleUploadedFile(name, data, "image/jpeg"))


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
def test_an_ordinary_picture_passes_and_can_still_be_read(name, kind):
    data = encoded(kind)

    assert cleaned(data, name).read() == data


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_pictures_and_those_for_print_pass(mode):
    assert cleaned(encoded("JPEG", mode=mode))


@pytest.mark.parametrize("length", [30, 200, -60])
def test_a_picture_cut_short_is_refused(length):
    with pytest.raises(ValidationError) as refused:
        cleaned(encoded("JPEG")[:length])

    assert refused.value.code == "invalid_image"


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValidationError):
        cleaned("Không phải ảnh".encode())


def test_a_picture_longer_than_its_formats_allow_is_refused():
    with pytest.raises(ValidationError) as refused:
        cleaned(encoded("PNG", size=(2, LONGEST_SIDE + 1)), "dai.png")

    assert refused.value.code == "unusable_image"


def test_colours_that_no_size_can_be_written_with_are_refused():
    with pytest.raises(ValidationError) as refused:
        cleaned(encoded("PNG", mode="I;16"), "sau.png")

    assert refused.value.code == "unusable_image"


def test_a_decompression_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)

    with pytest.raises(ValidationError) as refused:
        cleaned(encoded("PNG"), "bom.png")

    assert refused.value.code == "file_too_many_pixels"
