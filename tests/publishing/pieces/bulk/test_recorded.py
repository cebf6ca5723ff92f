"""Pieces through JSON and back."""

import json

from media_assets.pieces.data import Footer
from publishing.pieces.bulk.recorded import piece_from
from tests.factories.logos import logo_data
from tests.factories.pieces import EVERY_BLOCK, make_piece


def test_a_piece_with_every_block_is_the_same_after_it():
    piece = make_piece(blocks=EVERY_BLOCK, made_by_ai=True, description="Mô tả")
    again = piece_from(json.loads(json.dumps(piece.to_data())))
    assert again == piece
    assert again.hash == piece.hash


def test_a_logo_is_the_same_after_it():
    piece = make_piece(footer=Footer("BHXH", logo=logo_data()))
    assert piece_from(json.loads(json.dumps(piece.to_data()))) == piece
