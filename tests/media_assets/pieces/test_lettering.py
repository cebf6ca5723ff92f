from media_assets.pieces.data import Footer, Quotation
from media_assets.pieces.formats import FORMATS
from media_assets.pieces.lettering import unwritable
from media_assets.pieces.render import LETTERS, PieceProblem, render
from tests.factories.pieces import make_piece
from tests.factories.scripts import SAMPLES, piece_in

LETTER_WITHOUT_FONT = "\U00012000"  # cuneiform


def test_the_fonts_draw_every_script_of_the_registry_s_samples():
    for language in SAMPLES:
        assert unwritable(piece_in(language)) == []


def test_a_block_with_a_letter_that_no_font_draws_is_named():
    quoted = Quotation("quoted", text=f"Chữ {LETTER_WITHOUT_FONT}")
    made = render(make_piece(blocks=(quoted,)), FORMATS["square"])
    assert made.problems == (PieceProblem("quoted", LETTERS),)


def test_a_footer_with_such_a_letter_is_named_without_a_block():
    piece = make_piece(footer=Footer(office=LETTER_WITHOUT_FONT))
    assert unwritable(piece) == [""]


def test_what_is_never_seen_needs_no_font():
    assert unwritable(make_piece(headline="a\u200d\u200b\n\u202e")) == []
