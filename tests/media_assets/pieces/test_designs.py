"""Pieces look as they did when they were last looked at."""

import pytest
from PIL import Image, ImageDraw

from media_assets.pieces.render import render

from .golden_pictures import FOLDER, every_golden, small
from .golden_pictures import difference as difference_of

ON_AVERAGE, IN_A_TILE = 1.5, 10.0  # the palette of a golden picture alone makes 0.6 and 7


@pytest.mark.parametrize(
    ("name", "piece", "form"), [pytest.param(*one, id=one[0]) for one in every_golden()]
)
def test_a_piece_looks_as_before(name, piece, form):
    made = render(piece, form)

    with Image.open(FOLDER / f"{name}.png") as before:
        average, worst = difference_of(small(made), before.convert("RGB"))
    assert average < ON_AVERAGE
    assert worst < IN_A_TILE


def test_every_golden_picture_is_compared():
    assert {file.stem for file in FOLDER.glob("*.png")} == {name for name, *_rest in every_golden()}


def test_a_word_more_is_seen():
    _name, piece, form = next(every_golden())
    picture = small(render(piece, form))
    changed = picture.copy()
    ImageDraw.Draw(changed).rectangle((20, 120, 80, 130), fill="black")
    assert difference_of(picture, changed)[1] > IN_A_TILE
