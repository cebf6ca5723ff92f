"""Renderings kept on disk."""

import os

import pytest

from media_assets.pieces import cache
from media_assets.pieces.formats import FORMATS
from media_assets.pieces.render import PieceProblem, Rendered, rendering_key
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


def kept(place, piece=None):
    piece = piece or make_piece()
    key = rendering_key(piece, FORM)
    cache.keep(piece, FORM, key, place)
    return cache.read(place)


def test_what_is_kept_takes_no_room_of_its_own(drawn, settings, tmp_path):
    made = kept(tmp_path / "mine")
    (file,) = settings.LOA_PIECE_CACHE.glob("??/*")
    assert file.samefile(tmp_path / "mine")
    assert made == cache.rendered(make_piece(), FORM)
    assert len(drawn) == 1


def test_what_is_kept_stays_when_the_cache_is_pruned(drawn, settings, tmp_path):
    kept(tmp_path / "mine")
    settings.LOA_PIECE_CACHE_BYTES = 0
    cache.prune()
    assert list(settings.LOA_PIECE_CACHE.glob("??/*")) == []
    assert cache.read(tmp_path / "mine").problems == (PieceProblem("block", "room"),)


def test_what_cannot_be_shared_is_kept_as_a_copy(drawn, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.LOA_PIECE_CACHE = tmp_path / "file"
    assert kept(tmp_path / "mine").content == make_piece().headline.encode() * 100
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_what_is_kept_already_stays_as_it_is(drawn, tmp_path):
    assert kept(tmp_path / "mine") == kept(tmp_path / "mine")
