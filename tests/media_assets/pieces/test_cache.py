"""Renderings kept on disk."""

import errno
import fcntl
import os
from pathlib import Path

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
    monkeypatch.setattr(cache, "PRUNE_EVERY", 10**9)
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


def test_a_file_with_one_changed_byte_is_drawn_anew(drawn, settings):
    cache.rendered(make_piece(), FORM)
    (file,) = settings.LOA_PIECE_CACHE.glob("??/*")
    whole = file.read_bytes()
    for at in range(0, len(whole) - 100, 7):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        made = cache.rendered(make_piece(), FORM)
        assert made.problems == (PieceProblem("block", "room"),)
        assert made.media_type == "image/png"


def test_nothing_is_left_of_a_file_that_no_longer_had_room(drawn, settings, monkeypatch):
    def full(self, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert cache.rendered(make_piece(), FORM).content
    assert [one for one in settings.LOA_PIECE_CACHE.rglob("*") if one.is_file()] == []


def test_what_a_process_that_died_left_goes_with_the_next_pruning(drawn, settings):
    cache.rendered(make_piece(), FORM)
    left, fresh = (settings.LOA_PIECE_CACHE / f".incoming-{name}" for name in ("left", "fresh"))
    left.write_bytes(b"x")
    fresh.write_bytes(b"x")
    os.utime(left, (1000, 1000))

    cache.prune()

    assert (left.exists(), fresh.exists()) == (False, True)


def test_one_process_prunes_at_a_time(drawn, settings):
    for number in range(4):
        cache.rendered(make_piece(headline=f"{number}" * 40), FORM)
    with (settings.LOA_PIECE_CACHE / ".pruning").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        cache.prune()
        assert len([*settings.LOA_PIECE_CACHE.glob("??/*")]) == 4
    cache.prune()
    assert len([*settings.LOA_PIECE_CACHE.glob("??/*")]) == 2


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
