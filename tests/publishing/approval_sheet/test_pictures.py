"""Pictures on paper: small, each once, and on white where they are transparent."""

from io import BytesIO

import pytest
from PIL import Image

from publishing.approval_sheet.pictures import LONGEST_SIDE, PictureBook
from publishing.channel import Picture
from publishing.frozen import freeze


def frozen(mode: str, size: tuple[int, int], kind: str, colour=None) -> Picture:
    data = BytesIO()
    Image.new(mode, size, colour).save(data, kind)
    sha256 = freeze(data.getvalue())
    return Picture(sha256, "anh", f"image/{kind.lower()}", *size, len(data.getvalue()), alt="Ảnh")


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGB", "JPEG"),
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
        ("RGBA", "PNG"),
        ("P", "PNG"),
        ("LA", "PNG"),
    ],
)
def test_every_kind_of_picture_becomes_a_small_jpeg(mode, kind):
    book = PictureBook()
    shown = book.add(frozen(mode, (2000, 1000), kind))
    small = Image.open(BytesIO(book.files[shown["file"]]))
    assert (small.format, small.mode) == ("JPEG", "RGB")
    assert small.size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert shown["wide"]


def test_what_is_transparent_is_white_on_paper():
    book = PictureBook()
    shown = book.add(frozen("RGBA", (40, 60), "PNG", (255, 0, 0, 0)))
    small = Image.open(BytesIO(book.files[shown["file"]]))
    assert small.getpixel((20, 30)) == (255, 255, 255)
    assert not shown["wide"]


def test_a_picture_shown_twice_is_kept_once_with_both_its_words():
    book, picture = PictureBook(), frozen("RGB", (30, 20), "PNG")
    first, second = book.add(picture), book.add(picture, alt="Khác")
    assert (first["alt"], second["alt"]) == ("Ảnh", "Khác")
    assert list(book.files) == [first["file"]] == [second["file"]]


def test_no_picture_is_nothing():
    assert PictureBook().add(None) is None
