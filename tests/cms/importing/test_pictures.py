import io
import struct
import zlib

import pytest
from PIL import Image

from cms.importing.limits import Limits
from cms.importing.pictures import PictureStore

from .building import picture


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "png"), ("WEBP", "jpg")]
)
def test_the_name_carries_the_format_that_the_picture_was_written_in(kind, ending):
    store = PictureStore(Limits())
    ref = store.add(picture(kind), "anh.exe")
    assert store.files[ref].name == f"picture-1.{ending}"


def test_equal_pictures_are_kept_once():
    store = PictureStore(Limits())
    assert store.add(picture(), "a") == store.add(picture(), "b")
    assert len(store.files) == 1


def bomb() -> bytes:
    """A PNG that says it is 60,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [b"<svg onload=x()>", b"", picture()[:80], b"\x89PNG\r\n\x1a\nx", bomb(), picture("BMP")],
)
def test_what_is_no_usable_picture_is_left_out_and_named(data):
    store = PictureStore(Limits())
    assert store.add(data, "anh.png") is None
    assert "anh.png" in str(store.warnings[0])


def test_icons_are_left_out_without_a_word():
    store = PictureStore(Limits())
    assert store.add(picture(size=(16, 16)), "icon") is None
    assert store.warnings == []


def test_more_pixels_or_pictures_than_allowed_are_named():
    assert PictureStore(Limits(picture_pixels=10)).add(picture(), "a") is None
    store = PictureStore(Limits(pictures=1))
    store.add(picture(), "a")
    assert store.add(picture(color="red"), "b") is None
    assert len(store.warnings) == 1


def test_pictures_that_take_too_long_together_are_left_out_and_named():
    store = PictureStore(Limits(picture_seconds=0.01))
    assert store.add(picture(), "dau.png") is None
    assert store.add(picture(color="red"), "sau.png") is None
    before, after = map(str, store.warnings)
    assert ("dau.png" in before, "sau.png" in after) == (True, True)


def test_colours_of_sixteen_bits_are_brought_to_eight():
    data = io.BytesIO()
    Image.new("I;16", (60, 60)).save(data, "PNG")
    store = PictureStore(Limits())

    assert store.files[store.add(data.getvalue(), "anh.png")].name == "picture-1.png"


def test_a_picture_that_no_page_could_show_is_left_out():
    data = io.BytesIO()
    Image.new("RGB", (60, 16_001)).save(data, "PNG")
    store = PictureStore(Limits())

    assert store.add(data.getvalue(), "anh.png") is None
    assert store.warnings
