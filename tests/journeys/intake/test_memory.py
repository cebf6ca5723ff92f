"""The largest pictures that are taken, and the worst that are refused, stay below a gigabyte."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.files.hostile import forging
from tests.files.hostile.make import files, particulars

ROOT = Path(__file__).resolve().parents[3]
GIGABYTE = 1024 * 1024  # in units of 1024 bytes, as the system counts
PROGRAM = """
import resource, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from media_assets.intake import Refused
from media_assets.intake.pictures import normalise
for name in sys.argv[1:]:
    try:
        with open(name, "rb") as file:
            made = normalise(file)
        print(f"{made.width}x{made.height}")
    except Refused as refusal:
        print(refusal.code)
# Of this program and the largest of those that it started, though they are never at their most together.
# Of itself, getrusage() would count what the tests took before it began.
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(own) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
HEAVY = {
    "PNG with a bomb of text",
    "PNG with a bomb for a profile",
    "PNG of 900 megapixels in black",
}
HEAVY |= {
    "WebP that claims 65,536 by 65,536",
    "SVG that laughs a billion times",
    "41 MB of nothing",
}
HEAVY |= {"GIF with a picture larger than itself", "SVG of fillings within fillings", "SVG of 3 MB"}


def taken_in(folder, **contents: bytes) -> tuple[list[str], int]:
    """What was said of each, and the most memory that it took, in a process of its own."""
    paths = []
    for name, content in contents.items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    *said, most = done.stdout.splitlines()
    return said, int(most)


def encoded(kind: str, picture: Image.Image, **options) -> bytes:
    data = BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


@pytest.mark.processes
def test_a_photo_of_sixty_megapixels_that_lies_on_its_side(tmp_path):
    """Progressive and in full colour: its decoder keeps the whole picture besides."""
    photo = Image.new("RGB", (9500, 6316), "#0b4f8a")
    jpeg = encoded("JPEG", photo, progressive=True, subsampling=0, exif=particulars(6))

    said, most = taken_in(tmp_path, photo=jpeg)

    assert said == ["6316x9500"]
    assert most < GIGABYTE


@pytest.mark.processes
@pytest.mark.parametrize(
    ("kind", "mode", "size"), [("PNG", "LA", (9500, 6316)), ("WEBP", "RGBA", (8000, 5000))]
)
def test_the_largest_see_through_picture(tmp_path, kind, mode, size):
    ground = Image.new(mode, size, (9, 5) if mode == "LA" else (9, 9, 9, 5))
    options = {"lossless": True, "quality": 0, "method": 0} if kind == "WEBP" else {}

    said, most = taken_in(tmp_path, see_through=encoded(kind, ground, **options))

    assert said == ["{}x{}".format(*size)]
    assert most < GIGABYTE


@pytest.mark.processes
def test_every_bomb_of_the_corpus(tmp_path):
    bombs = {name: data for name, (_name, data) in files().items() if name in HEAVY}
    assert len(bombs) == len(HEAVY)

    said, most = taken_in(tmp_path, **bombs, claims=forging.png(9000, 7000))

    assert all(word.isidentifier() for word in said), said  # codes of refusals
    assert most < GIGABYTE
