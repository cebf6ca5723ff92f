"""From a plan to its ZIP."""

import pytest

from media_assets.pieces import cache
from publishing.pieces.bulk import making
from publishing.pieces.bulk.making import make
from publishing.pieces.bulk.packing import Incomplete, Stopped
from tests.factories.bulk import drawn_quickly, make_plan


@pytest.fixture
def folder(monkeypatch, settings, tmp_path):
    settings.LOA_PIECE_CACHE = tmp_path / "cache"
    monkeypatch.setattr(cache, "render", drawn_quickly)
    (tmp_path / "job").mkdir()
    return tmp_path / "job"


def go_on(_left, _packed):
    return True


def test_who_is_told_to_stop_makes_no_zip(folder, tmp_path):
    with pytest.raises(Stopped):
        make(make_plan("a"), folder, tmp_path / "a.zip", lambda _left, _packed: False)
    assert not (tmp_path / "a.zip").exists()


def test_a_drawing_that_the_disk_damaged_is_drawn_again(folder, tmp_path):
    plan = make_plan("a", "b")
    (folder / plan.sheets[0].key).write_bytes(b"{}")
    assert make(plan, folder, tmp_path / "a.zip", go_on).files == 4


def test_a_disk_that_damages_everything_is_no_endless_loop(folder, tmp_path, monkeypatch):
    def damaged(*_arguments):
        raise Incomplete("x")

    monkeypatch.setattr(making, "pack", damaged)
    with pytest.raises(Incomplete):
        make(make_plan("a"), folder, tmp_path / "a.zip", go_on)
