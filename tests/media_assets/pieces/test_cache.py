"""Renderings kept on disk."""

import os

import pytest

from media_assets.pieces import cache
from media_assets.pieces.formats import FORMATS
from media_assets.pieces.render import PieceProblem, Rendered
from tests.factories.pieces import make_piece

FORM = FORMATS["square"]


@pytest.fixture
def drawn(monkeypatch, settings, tmp_path):
    """Counts what is really drawn."""
    settings.LOA_PIECE_CACHE = tmp_path / "pieces"
    settings.LOA_PIECE_CACHE_BYTES = 10_000
    made = []

    def draw(piece, form):
        made.append(piece.headline)
        problems = (PieceProblem("block", "room"),)
        return Rendered(piece.headline.encode() * 100, "image/png", problems)

    monkeypatch.setattr(cache, "render", draw)
    return made


def test_the_same_piece_is_drawn_once(drawn):
    once, again = cache.rendered(make_piece(), FORM), cache.rendered(make_piece(), FORM)
    assert len(drawn) == 1
    assert once == again


def test_another_text_or_format_is_drawn_anew(drawn):
    cache.rendered(make_piece(), FORM)
    cache.rendered(make_piece(lead="Khác."), FORM)
    cache.rendered(make_piece(), FORMATS["share"])
    assert len(drawn) == 3


def test_a_damaged_file_is_drawn_anew(drawn, settings):
    cache.rendered(make_piece(), FORM)
    (file,) = settings.LOA_PIECE_CACHE.glob("??/*")
    file.write_bytes(file.read_bytes()[:-5])
    cache.rendered(make_piece(), FORM)
    assert len(drawn) == 2


def test_a_folder_that_takes_nothing_costs_time_only(drawn, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.LOA_PIECE_CACHE = tmp_path / "file"
    assert cache.rendered(make_piece(), FORM).content
    assert cache.rendered(make_piece(), FORM).content


def test_what_was_not_asked_for_longest_goes_first(drawn, settings):
    for number in range(4):
        cache.rendered(make_piece(headline=f"{number}" * 40), FORM)
    files = sorted(settings.LOA_PIECE_CACHE.glob("??/*"), key=lambda file: file.read_bytes()[-1:])
    for age, file in enumerate(files):
        os.utime(file, (1000 + age, 1000 + age))
    cache.prune()
    assert [file.exists() for file in files] == [False, False, True, True]
