"""Pieces as they come out of the typesetter."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import cycle

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PIL import Image

from media_assets.pieces.data import Footer, KeyFigures, Quotation, Step, Steps
from media_assets.pieces.designs import DESIGNS
from media_assets.pieces.formats import FORMATS, PRINT
from media_assets.pieces.marking import SOURCE
from media_assets.pieces.palettes import PALETTES
from media_assets.pieces.render import PieceProblem, render, rendering_key
from tests.factories.pieces import EVERY_BLOCK, FIGURES, STEPS, make_piece

LONG = "Người lao động và người sử dụng lao động cùng đóng bảo hiểm xã hội bắt buộc. " * 40


@pytest.mark.parametrize("name", FORMATS)
def test_a_piece_comes_out_in_every_format(name):
    form = FORMATS[name]
    made = render(make_piece(), form)

    assert made.problems == ()
    if form.kind == "png":
        assert Image.open(BytesIO(made.content)).size == (form.width, form.height)
    elif form.kind == "svg":
        assert made.content.startswith(b"<svg")
    else:
        assert made.content.startswith(b"%PDF")


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_draws_every_block(design):
    piece = make_piece(blocks=EVERY_BLOCK, design=design)
    made = render(piece, FORMATS["poster-a3"])

    assert made.problems == ()
    text = _text(made.content)
    for words in ("1,83", "Mức đóng", "1/7/2025", "Hộ nghèo", "Thẻ bảo hiểm y tế", "Ban biên tập"):
        assert words in text


@pytest.mark.parametrize("form", PRINT, ids=lambda form: form.name)
def test_paper_is_tagged_and_as_large_as_ordered(form):
    made = pypdfium2.PdfDocument(render(make_piece(), form).content)

    outside = 2 * (form.bleed + 8) if form.bleed else 0
    millimetres = [side / 72 * 25.4 for side in made[0].get_size()]
    assert millimetres == pytest.approx([form.width + outside, form.height + outside], abs=0.1)
    assert pdfium.FPDFCatalog_IsTagged(made)
    assert made.get_metadata_value("Title") == make_piece().headline


def test_the_same_piece_gives_the_same_bytes_and_another_one_others():
    piece, form = make_piece(), FORMATS["square"]
    once, again = render(piece, form), render(piece, form)
    other = replace(piece, lead="Khác.")

    assert once.sha256 == again.sha256
    assert rendering_key(piece, form) == rendering_key(make_piece(), form)
    assert render(other, form).sha256 != once.sha256
    assert rendering_key(other, form) != rendering_key(piece, form)
    assert rendering_key(piece, FORMATS["share"]) != rendering_key(piece, form)


def test_a_text_without_room_is_named_and_not_clipped():
    long = Steps("long", "Dài", steps=tuple(Step(LONG) for _each in range(3)))
    made = render(make_piece(blocks=(FIGURES, long)), FORMATS["square"])
    assert made.problems == (PieceProblem("long", "room"),)


def test_a_headline_without_room_is_named():
    made = render(make_piece(headline=LONG), FORMATS["thumbnail"])
    assert PieceProblem("", "headline") in made.problems


@pytest.mark.parametrize("name", ["folded-a4", "leaflet-a5", "share"])
def test_a_footer_without_room_is_named(name):
    footer = Footer("Bảo hiểm xã hội Việt Nam", "1900 9068", LONG * 4)
    made = render(make_piece(footer=footer), FORMATS[name])
    assert PieceProblem("", "headline") in made.problems


def test_short_texts_are_set_larger_than_long_ones():
    short = make_piece(blocks=(FIGURES,))
    long = make_piece(blocks=(FIGURES, STEPS, *EVERY_BLOCK[2:6]))
    assert _largest(render(short, FORMATS["poster-a4"])) > _largest(
        render(long, FORMATS["poster-a4"])
    )


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        '#import "style.typ": *',
        "$ x^2 $ *đậm* _nghiêng_ = Tiêu đề",
        "\\u{202e} #panic()",
        "]#text(red)[",
        "{{ 7 * 7 }} {% include %}",
        '"; #sys.inputs',
        "a\x00b",
    ],
)
def test_a_text_is_never_markup_nor_reads_a_file(hostile):
    quoted = Quotation("quoted", hostile, text=hostile, attribution=hostile)
    made = render(
        make_piece(headline=hostile, lead=hostile, blocks=(quoted,)), FORMATS["poster-a4"]
    )

    text = re.sub(r"[\s\u200b]", "", _text(made.content))
    for word in re.findall(r"[\w#$*{}%]{3,}", hostile):
        assert word in text


def test_a_figure_that_is_wider_than_the_sheet_still_ends():
    figure = replace(FIGURES.figures[0], value="9" * 200, icon="there is no such icon")
    made = render(make_piece(blocks=(KeyFigures("f", figures=(figure,)),)), FORMATS["square"])
    assert made.content


@pytest.mark.parametrize("palette", PALETTES)
def test_a_palette_colours_the_sheet(palette):
    made = render(make_piece(palette=palette, design="bold"), FORMATS["square"])
    corner = Image.open(BytesIO(made.content)).convert("RGB").getpixel((2, 2))
    assert "#{:02x}{:02x}{:02x}".format(*corner) == PALETTES[palette].strong


@pytest.mark.parametrize("name", ["square", "portal", "poster-a4"])
def test_what_ai_made_is_marked_for_people_and_machines(name):
    made = render(make_piece(made_by_ai=True), FORMATS[name])
    assert SOURCE.rpartition("/")[2].encode() in made.content
    if name == "poster-a4":
        assert "Có sử dụng trí tuệ nhân tạo" in _text(made.content)
    if name == "square":
        Image.open(BytesIO(made.content)).load()


@pytest.mark.parametrize(
    ("name", "design"),
    zip([form.name for form in FORMATS.values() if form.kind != "svg"], cycle(DESIGNS)),
)
def test_the_code_of_the_item_can_be_scanned(name, design):
    link = "https://portal.example/vi/tin-tuc/bao-hiem-xa-hoi-tu-nguyen-luong-huu-khi-ve-gia-2025/"
    made = render(make_piece(design=design, link=link), FORMATS[name])

    assert made.problems == ()
    codes = [code.text for page in _pictures(made) for code in zxingcpp.read_barcodes(page)]
    assert codes == [link]


def _pictures(made) -> list[Image.Image]:
    """As a telephone sees them: pictures as they are, paper at 100 dots an inch."""
    if made.media_type == "image/png":
        return [Image.open(BytesIO(made.content)).convert("L")]
    document = pypdfium2.PdfDocument(made.content)
    longest = max(document[0].get_size())
    scale = min(100 / 72, 3000 / longest)
    return [page.render(scale=scale).to_pil().convert("L") for page in document]


def _text(content: bytes) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def _largest(made) -> float:
    """Size of its largest letter, in points."""
    text = pypdfium2.PdfDocument(made.content)[0].get_textpage()
    return max(pdfium.FPDFText_GetFontSize(text, at) for at in range(text.count_chars()))
