"""In every format: nothing of a piece is clipped, overlaps, leaves the sheet, is lost or too small."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import typst
from django.conf import settings as configured
from hypothesis import Phase, given, settings

from media_assets.pieces import worker
from media_assets.pieces.data import Chart, Piece, Point, Quotation
from media_assets.pieces.formats import FORMATS, SMALL_PRINT
from tests.factories.any_piece import pieces, words_of
from tests.factories.pieces import make_piece
from tests.factories.scripts import SAMPLES, piece_in

from .pages import laid_out, plain

PAGE = Path(configured.BASE_DIR) / "docs" / "pieces.md"


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(piece=pieces())
def test_every_text_is_on_the_sheet_wholly_or_its_block_is_named(name, piece: Piece):
    form = FORMATS[name]
    pages, problems = laid_out(piece, form)
    named = {problem.block for problem in problems}
    written = "".join(page.written for page in pages)
    for block in piece.blocks[: form.shows]:
        if block.id not in named:
            assert [text for text in words_of(block) if plain(text) not in written] == []
    if "" in named:  # its headline or footer has no room: not to be released
        return
    foot = (piece.footer.office, piece.footer.hotline, piece.footer.address)
    around = (piece.headline, piece.lead, *foot, piece.source)
    assert [text for text in around if plain(text) not in written] == []
    for page in pages:
        assert page.overlaps == []
        assert page.outside == []
        assert min(page.sizes, default=form.least) >= form.least * SMALL_PRINT - 0.01


def test_what_overlaps_and_what_leaves_the_sheet_is_found():
    [page], _problems = laid_out(make_piece(), FORMATS["square"])
    first = page.runs[0]
    moved = replace(first, bottom=first.bottom - 8, top=first.top - 8, line=first.line - 12)
    beyond = replace(first, right=2000)
    broken = replace(page, runs=(*page.runs, moved, beyond))
    assert (first, moved) in broken.overlaps
    assert broken.outside == [beyond]


@pytest.mark.parametrize("name", ["square", "folded-a4", "board"])
def test_a_number_of_many_digits_is_drawn_to_scale(name):
    """Where a long word may break it says so, and that is no part of a number."""
    points = (Point("Thu", Decimal("-1000000000000.25"), "−1,0"), Point("Chi", Decimal(7), "7"))
    chart = Chart("c", drawn_as="bar", points=points)
    _pages, problems = laid_out(make_piece(blocks=(chart,)), FORMATS[name])
    assert problems == []


@pytest.mark.parametrize("text", ["Dài thật là dài. " * 6000, "x" * 100_000, "ក្ខ" * 30_000])
def test_an_endless_text_is_a_problem(text):
    quoted = Quotation("quoted", text=text)
    _pages, problems = laid_out(make_piece(blocks=(quoted,)), FORMATS["poster-a4"])
    assert [problem.block for problem in problems] == ["quoted"]


def test_the_documentation_states_the_sheet_and_the_least_text_of_every_format():
    rows = {
        line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    }
    assert rows == {f"`{form.name}`": stated(form) for form in FORMATS.values()}


def stated(form) -> list[str]:
    paper, text = ("mm", "pt") if form.kind == "pdf" else ("px", "px")
    sheet = f"{form.width} × {form.height} {paper}" if form.height else f"{form.width} {paper}"
    blocks = "all" if form.shows == 100 else str(form.shows)
    return [sheet, f"{form.body} {text}", f"{form.least} {text}", blocks]


@pytest.mark.parametrize("name", ["square", "board", "poster-a4", "leaflet-a5"])
def test_letters_shrink_to_the_least_size_and_no_further(name):
    form = FORMATS[name]
    blocks = piece_in("vi").blocks
    many = tuple(replace(block, id=f"{n}-{block.id}") for n in range(3) for block in blocks)
    pages, problems = laid_out(piece_in("vi", blocks=many), replace(form, shows=100))
    assert problems
    assert min(min(page.sizes) for page in pages) == pytest.approx(form.least * SMALL_PRINT)


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sample_has_room_in_the_narrowest_formats_in_the_widest_design(language):
    piece = piece_in(language, design="bold")
    for name in ("story", "board-tall", "poster-a4"):
        assert laid_out(piece, FORMATS[name])[1] == []


PARTS = """
#set text(font: sys.inputs.font, lang: sys.inputs.lang, size: 100pt)
#set par(leading: 0pt)
#context [#metadata(
  json(bytes(sys.inputs.texts)).map(it => calc.round(measure(block(width: 0.1pt, it)).height / measure(it).height))
) <parts>]
"""


def parts(texts: list[str], language: str, font: str) -> list[int]:
    """Into how many lines each text can be broken."""
    given = {"texts": json.dumps(texts), "lang": language, "font": font}
    compiler = typst.Compiler(PARTS.encode(), font_paths=worker.fonts(), sys_inputs=given)
    return json.loads(compiler.query("<parts>", field="value", one=True))


def test_khmer_lines_end_between_words():
    """There are no spaces: the words are found by a dictionary, and few of them are taken for one."""
    words = SAMPLES["km"].words
    [whole] = parts(["".join(words)], "km", "Noto Sans Khmer")
    assert 0.8 * len(words) < whole <= len(words)


def test_a_zero_width_space_says_where_a_khmer_line_may_end():
    assert parts(["ស្រុក", "សុខ\u200bភាព"], "km", "Noto Sans Khmer") == [1, 2]


def test_no_han_line_begins_with_a_punctuation_mark():
    assert parts(["自由，", "平等。他", "（人）"], "yue", "Noto Sans HK") == [2, 3, 1]
