"""What may be uploaded as a picture: whatever can be drawn is written anew, under a harmless name."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from media_assets.forms import LONGEST_SIDE, PictureField, normalised


def encoded(kind: str, size=(80, 60), mode="RGB", **options) -> bytes:
    data = BytesIO()
    Image.new(mode, size).save(data, kind, **options)
    return data.getvalue()


def cleaned(data: bytes, name: str = "anh.jpg"):
    return PictureField().clean(SimpleUploadedFile(name, data, "image/jpeg"))


@pytest.mark.parametrize(
    ("kind", "name", "stored"),
    [("JPEG", "a.exe", "a.jpg"), ("PNG", "Ảnh Đẹp.jpg", "Anh-Dep.png"), ("WEBP", "a.gif", "a.jpg")],
)
def test_a_picture_is_named_by_what_it_is(kind, name, stored):
    file = cleaned(encoded(kind), name)

    assert file.name == stored
    assert Image.open(file).size == (80, 60)


def test_whoever_reads_the_upload_after_the_form_finds_the_cleaned_picture():
    secret = encoded("JPEG", comment=b"hotline 113") + b"<script>"
    upload = SimpleUploadedFile("anh.jpg", secret, "image/jpeg")
    PictureField().clean(upload)

    upload.seek(0)
    kept = upload.read()

    assert b"113" not in kept
    assert b"<script>" not in kept
    assert upload.size == len(kept)


def test_a_large_upload_is_rewritten_where_it_lies():
    """The storage moves a temporary file as it is."""
    secret = encoded("JPEG") + b"<script>" * 1000
    upload = TemporaryUploadedFile("anh.jpg", "image/jpeg", len(secret), None)
    upload.write(secret)
    upload.seek(0)

    PictureField().clean(upload)

    with open(upload.temporary_file_path(), "rb") as stored:
        assert stored.read() == normalised(upload).content


def test_a_picture_that_was_cleaned_is_not_cleaned_again():
    field, upload = PictureField(), SimpleUploadedFile("a.jpg", encoded("JPEG"))
    once = normalised(field.clean(upload))

    assert normalised(field.clean(upload)) is once


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_pictures_and_those_for_print_pass(mode):
    assert cleaned(encoded("JPEG", mode=mode))


@pytest.mark.parametrize("length", [30, 200, -60])
def test_a_picture_cut_short_is_refused(length):
    with pytest.raises(ValidationError) as refused:
        cleaned(encoded("JPEG")[:length])

    assert refused.value.code == "damaged"


def test_what_is_no_picture_is_refused_and_called_by_its_name():
    with pytest.raises(ValidationError) as refused:
        cleaned("Không phải ảnh".encode(), "\u202egnp.exe")

    assert refused.value.messages[0].startswith("“gnp.exe”: ")


def test_a_picture_longer_than_its_formats_allow_is_refused():
    with pytest.raises(ValidationError) as refused:
        cleaned(encoded("PNG", size=(2, LONGEST_SIDE + 1)), "dai.png")

    assert refused.value.code == "too_long"


def test_a_picture_of_too_many_pixels_is_refused():
    with pytest.raises(ValidationError) as refused:
        cleaned(encoded("PNG", size=(9000, 9000), mode="1"), "bom.png")

    assert refused.value.code == "too_many_pixels"
