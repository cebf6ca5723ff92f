"""Pieces look as they did when they were last looked at."""

import json
from dataclasses import replace

import pytest
import typst
from PIL import Image, ImageChops

from media_assets.pieces import worker
from media_assets.pieces.data import Piece
from media_assets.pieces.formats import FORMATS, Format
from media_assets.pieces.render import Rendered, render, request
from tests.factories.scripts import SAMPLES

from .golden_pictures import FOLDER, every_golden, small
from .golden_pictures import difference as difference_of

# Of 255: few colours make 2 and 9, other edges of letters 3 and 14; a missing block makes 37 in a tile,
# a footer two dots lower 23, another palette 20.
ON_AVERAGE, IN_A_TILE = 4.0, 18.0
GOLDEN = {name: (piece, form) for name, piece, form in every_golden()}
SOME = ["vi-classic-share", "km-bold-square", "hmn-bold-board", "rad-cards-leaflet-a5"]


def looks_as(before: Image.Image, now: Image.Image) -> bool:
    average, worst = difference_of(before, now)
    return average < ON_AVERAGE and worst < IN_A_TILE


@pytest.mark.parametrize("name", GOLDEN)
def test_a_piece_looks_as_before(name):
    made = render(*GOLDEN[name])

    assert made.problems == ()
    assert looks_as(golden(name), small(made))


def golden(name: str) -> Image.Image:
    with Image.open(FOLDER / f"{name}.png") as before:
        return before.convert("RGB")


def test_every_golden_picture_is_compared():
    assert {file.stem for file in FOLDER.glob("*.png")} == set(GOLDEN)


def test_every_script_meets_every_format_and_design_and_every_format_every_design():
    met = {(piece.language, form.name) for piece, form in GOLDEN.values()}
    assert len(met) == len(SAMPLES) * len(FORMATS)
    assert len({(piece.language, piece.design) for piece, _form in GOLDEN.values()}) == 45
    assert len({(form.name, piece.design) for piece, form in GOLDEN.values()}) == 70


# What the tolerance must find, and what it must not trip over.


@pytest.mark.parametrize("name", SOME)
def test_a_block_that_is_missing_is_seen(name):
    piece, form = GOLDEN[name]
    shown = piece.blocks[: form.shows]
    assert not looks_as(golden(name), small(render(replace(piece, blocks=shown[:-1]), form)))


@pytest.mark.parametrize("name", SOME)
def test_a_footer_that_moved_is_seen(name):
    picture = golden(name)
    top = round(picture.height * 0.85)
    box = (0, top, picture.width, picture.height)
    picture.paste(ImageChops.offset(picture.crop(box), 0, 2), box)
    assert not looks_as(golden(name), picture)


@pytest.mark.parametrize("name", SOME)
def test_another_palette_is_seen(name):
    piece, form = GOLDEN[name]
    assert not looks_as(golden(name), small(render(replace(piece, palette="teal"), form)))


@pytest.mark.parametrize("language", ["km", "cjm-cham", "blt-tavt", "yue-hant"])
def test_boxes_in_place_of_letters_are_seen(language, tmp_path, monkeypatch):
    latin = tmp_path / "fonts"
    latin.mkdir()
    for file in worker.FONTS.glob("NotoSans-*.ttf"):
        (latin / file.name).write_bytes(file.read_bytes())
    alone = typst.Fonts(include_system_fonts=False, font_paths=[str(latin)])
    monkeypatch.setattr(worker, "fonts", lambda: alone)
    for name, (piece, form) in GOLDEN.items():
        if piece.language == language and form.name in ("share", "story", "board-tall"):
            assert not looks_as(golden(name), small(set_here(piece, form, tmp_path)))


@pytest.mark.parametrize("name", SOME)
def test_other_edges_of_letters_are_no_difference(name):
    piece, form = GOLDEN[name]
    once = render(piece, form)
    large = small(once, 480)
    for way in (Image.Resampling.BICUBIC, Image.Resampling.HAMMING):
        assert looks_as(golden(name), large.resize(golden(name).size, way))


def set_here(piece: Piece, form: Format, folder) -> Rendered:
    for template in worker.TEMPLATES.glob("*.typ"):
        (folder / template.name).write_bytes(template.read_bytes())
    data = json.loads(json.dumps(request(piece, form)))
    files, _problems = worker.set_piece(folder, data)
    return Rendered(files[0], "image/png")
