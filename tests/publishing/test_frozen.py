import errno
import io
import os

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from media_assets.models import Picture
from media_assets.presets import PRESETS
from publishing import frozen

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FROZEN_MEDIA_ROOT = tmp_path / "frozen"
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.FROZEN_MEDIA_ROOT


def files(store):
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def library_picture(title="Ảnh bìa số 1.png", size=(3000, 1500)):
    file = io.BytesIO()
    Image.new("RGB", size, "#0a5").save(file, "PNG")
    return Picture.objects.create(title=title, file=ContentFile(file.getvalue(), "anh.png"))


def test_the_same_bytes_are_one_file(store):
    first = frozen.freeze(b"bytes")
    assert frozen.freeze(io.BytesIO(b"bytes")) == first
    assert files(store) == [first]
    assert frozen.path_of(first).read_bytes() == b"bytes"


def test_a_half_written_file_is_replaced(store):
    sha256 = frozen.freeze(b"whole")
    place = frozen.path_of(sha256)
    place.chmod(0o600)
    place.write_bytes(b"wh")
    assert frozen.freeze(b"whole") == sha256
    assert place.read_bytes() == b"whole"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_checksums_name_files(name):
    with pytest.raises(ValueError, match="SHA-256"):
        frozen.path_of(name)


@pytest.mark.django_db
def test_a_full_disk_rolls_the_approval_back_and_leaves_nothing(store, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    picture = library_picture(size=(20, 10))
    monkeypatch.setattr(os, "fsync", full)

    @transaction.atomic
    def approve():
        Picture.objects.filter(pk=picture.pk).update(title="approved")
        frozen.freeze_rendition(picture, PRESETS["social"].spec)

    with pytest.raises(frozen.FreezingFailed, match="No space left"):
        approve()
    assert files(store) == []
    picture.refresh_from_db()
    assert picture.title == "Ảnh bìa số 1.png"


@pytest.mark.django_db
def test_a_picture_is_frozen_in_its_size_as_jpeg_named_by_what_it_shows():
    picture = library_picture()
    picture.caption, picture.credit = "Chú thích", "BHXH Việt Nam"
    made = frozen.freeze_rendition(picture, PRESETS["social"].spec, alt="Người dân làm thủ tục")
    assert (made.name, made.content_type) == (f"{made.sha256[:16]}.jpg", "image/jpeg")
    assert (made.width, made.height) == (2048, 1024)
    assert (made.alt, made.caption, made.credit) == (
        "Người dân làm thủ tục",
        "Chú thích",
        "BHXH Việt Nam",
    )
    data = frozen.path_of(made.sha256).read_bytes()
    assert made.size == len(data)
    assert Image.open(io.BytesIO(data)).format == "JPEG"
    assert frozen.freeze_rendition(picture, PRESETS["social"].spec).sha256 == made.sha256
    picture.title = "Tên khác"
    assert frozen.freeze_rendition(picture, PRESETS["social"].spec).name == made.name


@pytest.mark.django_db
def test_a_missing_or_broken_file_says_which_picture_to_replace():
    picture = library_picture("Biểu đồ.png")
    with open(picture.file.path, "wb") as file:
        file.write(b"no picture")
    with pytest.raises(frozen.FreezingFailed, match="Biểu đồ"):
        frozen.freeze_rendition(picture, PRESETS["social"].spec)
    os.unlink(picture.file.path)
    with pytest.raises(frozen.FreezingFailed, match="Biểu đồ"):
        frozen.freeze_rendition(picture, PRESETS["social"].spec)


@pytest.mark.django_db
def test_the_frozen_bytes_of_what_ai_made_say_so_to_machines():
    picture = library_picture(size=(300, 150))
    plain = frozen.freeze_rendition(picture, PRESETS["social"].spec)
    picture.made_by_ai = "made"

    made = frozen.freeze_rendition(picture, PRESETS["social"].spec)

    assert made.sha256 != plain.sha256
    assert made.size == frozen.path_of(made.sha256).stat().st_size
    assert b"/trainedAlgorithmicMedia" in frozen.path_of(made.sha256).read_bytes()
    assert b"rainedAlgorithmic" not in frozen.path_of(plain.sha256).read_bytes()
