from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from media_assets.intake import lookalikes
from tests.files.hostile.make import shapes


def drawn(seed=0, size=(600, 400)):
    picture = Image.new("RGB", size, "#0b4f8a")
    pen = ImageDraw.Draw(picture)
    for at in range(12):
        x, y = (at * 97 + seed * 131) % size[0], (at * 61 + seed * 17) % size[1]
        pen.ellipse(
            (x - 90, y - 60, x + 90, y + 60), fill=(at * 20, 255 - at * 15, seed * 40 % 256)
        )
    return picture


def saved(picture, kind="JPEG", **options):
    data = BytesIO()
    picture.save(data, kind, **options)
    return lookalikes.look_of(BytesIO(data.getvalue()))


@pytest.mark.parametrize(
    "again",
    [
        lambda: saved(drawn(), quality=40),
        lambda: saved(drawn().resize((150, 100))),
        lambda: saved(drawn(), "PNG"),
        lambda: saved(drawn().convert("L")),
        lambda: saved(drawn().convert("RGBA"), "PNG"),
        lambda: saved(drawn().quantize(64), "PNG"),
    ],
)
def test_a_picture_saved_another_way_looks_alike(again):
    assert lookalikes.distance(lookalikes.look(drawn()), again()) <= lookalikes.CLOSE


def test_other_pictures_look_otherwise():
    looks = [lookalikes.look(drawn(seed)) for seed in range(20)]

    between = [lookalikes.distance(a, b) for a in looks for b in looks if a is not b]
    assert min(between) > lookalikes.CLOSE


@pytest.mark.parametrize("colour", ["white", "black", "#0b4f8a"])
def test_one_colour_all_over_looks_like_nothing(colour):
    assert lookalikes.look(Image.new("RGB", (90, 60), colour)) == lookalikes.NONE


def test_what_cannot_be_read_looks_like_nothing_and_stays_at_its_start():
    file = BytesIO(b"x" * 50)

    assert lookalikes.look_of(file) == lookalikes.NONE
    assert file.tell() == 0


def test_the_likest_of_the_same_proportions_is_found():
    wanted = lookalikes.look(drawn())
    nearly = f"{int(wanted, 16) ^ 0b101:016x}"
    known = [
        (1, wanted, 400, 600),
        (2, nearly, 600, 400),
        (3, wanted, 300, 200),
        (4, lookalikes.NONE, 600, 400),
        (5, "", 600, 400),
        (6, lookalikes.look(shapes()), 600, 400),
    ]

    assert lookalikes.alike(wanted, 600, 400, known) == 3
    assert lookalikes.alike(wanted, 600, 400, known[:2]) == 2
    assert lookalikes.alike(wanted, 600, 400, known[3:]) is None
    assert lookalikes.alike(lookalikes.NONE, 600, 400, known) is None
