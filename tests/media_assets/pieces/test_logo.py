"""Logos in the footers of pieces, and what of their files reaches the typesetter."""

import json
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from random import Random

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import ExifTags, Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from media_assets.pieces.data import Footer, Piece
from media_assets.pieces.designs import DESIGNS
from media_assets.pieces.formats import FORMATS, PRINT
from media_assets.pieces.logo import MOST_BYTES, logo_from, prepared
from media_assets.pieces.render import render, rendering_key, request
from tests.factories.logos import COLOUR, logo_bytes, logo_data, make_logo
from tests.factories.pieces import EVERY_BLOCK, FIGURES, make_piece

from .golden_pictures import small
from .pages import laid_out

FOOTER = Footer("Bảo hiểm xã hội tỉnh Số 1", "1900 9068", "Số 1 đường Số 2, phường Số 3")
PAYLOAD = b"<script>alert(1)</script>"


def with_logo(width: int = 300, height: int = 300, **changes) -> Piece:
    return make_piece(footer=replace(FOOTER, logo=logo_data(width, height)), **changes)


def without_logo(piece: Piece) -> Piece:
    return replace(piece, footer=replace(piece.footer, logo=""))


def drawn_in(piece: Piece, name: str) -> tuple[int, int] | None:
    """Width and height of the logo in the picture of a piece, by its colour."""
    picture = small(render(piece, FORMATS[name]), 1400)
    apart = ImageChops.difference(picture, Image.new("RGB", picture.size, COLOUR))
    box = apart.convert("L").point(lambda grey: 255 * (grey < 30)).getbbox()
    return (box[2] - box[0], box[3] - box[1]) if box else None


# In the footer.


@pytest.mark.parametrize("shape", [(300, 300), (600, 200), (200, 300)], ids=str)
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "share"])
def test_a_logo_is_drawn_undistorted_in_every_format(name, shape):
    piece = with_logo(*shape, blocks=(FIGURES,), lead="")

    found = drawn_in(piece, name)
    assert found is not None
    assert found[0] / found[1] == pytest.approx(shape[0] / shape[1], rel=0.12)
    assert drawn_in(without_logo(piece), name) is None
    assert render(piece, FORMATS[name]).problems == ()


def test_in_a_share_card_a_logo_has_room_beside_few_words():
    few = Footer("BHXH tỉnh Số 1", "1900 9068", logo=logo_data())
    piece = make_piece(footer=few, headline="Lương hưu", blocks=(FIGURES,), lead="", link="")
    assert drawn_in(piece, "share") is not None
    assert drawn_in(with_logo(headline=f"{piece.headline} " * 9), "share") is None


@pytest.mark.parametrize("design", DESIGNS)
def test_a_logo_stands_in_every_design(design):
    piece = with_logo(blocks=(FIGURES,), design=design)
    for name in ("square", "board", "poster-a4"):
        assert drawn_in(piece, name) is not None


@pytest.mark.parametrize("name", ["square", "board", "poster-a4", "leaflet-a5", "folded-a4"])
@pytest.mark.parametrize("design", ["classic", "bold"])
def test_no_text_overlaps_or_leaves_the_sheet_beside_a_logo(name, design):
    for shape in ((300, 300), (1200, 300)):
        pages, problems = laid_out(with_logo(*shape, design=design), FORMATS[name])
        assert problems == []
        for page in pages:
            assert page.overlaps == []
            assert page.outside == []
        for text in (FOOTER.office, FOOTER.address):
            assert text.replace(" ", "") in "".join(page.written for page in pages)


@pytest.mark.parametrize("name", ["square", "poster-a4", "folded-a4", "share", "story"])
def test_a_logo_gives_way_before_a_text_does(name):
    """What has room without one has room with one, and letters are about as large."""
    for count in range(2, 10):
        piece = with_logo(blocks=EVERY_BLOCK[:count], lead="Thủ tục đơn giản. " * count)
        form = replace(FORMATS[name], shows=100)
        pages, problems = laid_out(piece, form)
        before, lacked = laid_out(without_logo(piece), form)
        assert problems == lacked
        smallest = [min(min(page.sizes) for page in some) for some in (pages, before)]
        assert smallest[0] >= min(0.8 * smallest[1], 0.79 * form.body)


@pytest.mark.parametrize("form", PRINT, ids=lambda form: form.name)
def test_paper_with_a_logo_is_tagged_and_reads_no_picture_without_words(form):
    """The setting fails if a picture is neither told nor marked as seen only."""
    made = pypdfium2.PdfDocument(render(with_logo(link=""), form).content)
    assert pdfium.FPDFCatalog_IsTagged(made)


def test_a_logo_is_part_of_what_a_rendering_goes_by_and_none_is_as_before():
    piece, form = with_logo(), FORMATS["square"]
    other = replace(piece, footer=replace(FOOTER, logo=logo_data(400, 300)))
    keys = {rendering_key(one, form) for one in (piece, other, without_logo(piece))}
    assert len(keys) == 3
    assert len({piece.hash, other.hash, without_logo(piece).hash}) == 3
    assert "logo" not in json.dumps(without_logo(piece).to_data())
    assert render(piece, form).content == render(piece, form).content


def test_a_logo_reaches_the_typesetter_as_it_is():
    piece = with_logo()
    assert request(piece, FORMATS["square"])["piece"]["footer"]["logo"] == piece.footer.logo


def test_the_piece_after_one_with_a_logo_has_none():
    """Whatever process draws it."""
    piece = with_logo()
    alone = render(without_logo(piece), FORMATS["square"]).content
    render(piece, FORMATS["square"])
    assert render(without_logo(piece), FORMATS["square"]).content == alone


# What of its file reaches it.


def test_only_the_dots_of_a_file_are_left():
    target, text = BytesIO(), PngInfo()
    text.add_text("comment", PAYLOAD.decode())
    picture = Image.new("RGBA", (300, 200), (255, 0, 0, 128))
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = PAYLOAD.decode()
    picture.save(target, "PNG", pnginfo=text, icc_profile=PAYLOAD * 9, exif=exif)
    hostile = target.getvalue() + PAYLOAD + b"PK\x03\x04"

    made = prepared(BytesIO(hostile), (300, 200))

    assert PAYLOAD not in made
    assert made.endswith(b"IEND\xaeB`\x82")
    with Image.open(BytesIO(made)) as opened:
        opened.load()
        assert opened.info == {}
        assert opened.getpixel((5, 5)) == (255, 0, 0, 128)


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "GIF"])
def test_a_logo_of_another_form_becomes_a_png(form):
    target = BytesIO()
    Image.new("RGB", (300, 300), COLOUR).save(target, form)
    assert prepared(target, (300, 300)).startswith(b"\x89PNG")


def test_a_large_logo_becomes_small_and_keeps_its_shape():
    noise = Image.frombytes("RGB", (1500, 1000), Random(1).randbytes(1500 * 1000 * 3))
    target = BytesIO()
    noise.save(target, "PNG")

    made = prepared(target, noise.size)

    assert len(made) <= MOST_BYTES
    with Image.open(BytesIO(made)) as opened:
        assert opened.width / opened.height == pytest.approx(1.5, rel=0.02)
    with Image.open(BytesIO(prepared(BytesIO(logo_bytes(1500, 1000)), (1500, 1000)))) as opened:
        assert max(opened.size) == 512


@pytest.mark.django_db
def test_a_logo_is_taken_from_the_library():
    with Image.open(BytesIO(b64decode(logo_from(make_logo(400, 200))))) as opened:
        assert opened.size == (400, 200)


@pytest.mark.django_db
def test_a_piece_goes_without_a_logo_whose_file_is_lost(caplog):
    logo = make_logo()
    with open(logo.file.path, "wb") as file:
        file.write(b"no picture")

    assert logo_from(logo) == ""
    assert "logo could not be read" in caplog.text
