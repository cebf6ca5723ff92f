"""Drawing with many hands, each drawing once."""

import pytest

from media_assets.pieces import cache
from media_assets.pieces.crew import SettingFailed
from publishing.pieces.bulk import drawing
from publishing.pieces.bulk.drawing import draw, failure_of, forget_failures, left
from tests.factories.bulk import drawn_quickly, make_plan


@pytest.fixture
def drawn(monkeypatch, settings, tmp_path):
    """What is really drawn; `tmp_path / "job"` is there."""
    settings.LOA_PIECE_CACHE = tmp_path / "cache"
    (tmp_path / "job").mkdir()
    made: list[str] = []

    def render(piece, form):
        made.append(f"{piece.headline} {form.name}")
        return drawn_quickly(piece, form)

    monkeypatch.setattr(cache, "render", render)
    return made


def go_on(_left):
    return True


def test_everything_is_drawn_once(drawn, tmp_path):
    plan = make_plan("a", "b", "c")
    assert draw(plan, tmp_path / "job", go_on)
    assert len(drawn) == len(set(drawn)) == 6
    assert draw(plan, tmp_path / "job", go_on)
    assert len(drawn) == 6


def test_what_is_finished_is_not_drawn_again_though_the_cache_forgot_it(drawn, settings, tmp_path):
    settings.LOA_PIECE_CACHE_BYTES = 0
    plan = make_plan("a", "b")
    draw(plan, tmp_path / "job", go_on)
    cache.prune()
    assert left(plan, tmp_path / "job") == []


def test_it_stops_when_it_is_told_to_and_goes_on_later(drawn, monkeypatch, tmp_path):
    monkeypatch.setattr(drawing, "FEEDERS", 1)
    monkeypatch.setattr(drawing, "LOOK_EVERY", 0.001)
    plan = make_plan(*map(str, range(50)))
    assert not draw(plan, tmp_path / "job", lambda _left: len(drawn) < 5)
    assert 0 < len(drawn) < 100
    assert draw(plan, tmp_path / "job", go_on)
    assert len(drawn) == 100


def test_what_cannot_be_drawn_is_remembered_and_the_rest_is_drawn(drawn, monkeypatch, tmp_path):
    def render(piece, form):
        if piece.headline == "a":
            raise SettingFailed("Quá nặng.")
        return drawn_quickly(piece, form)

    monkeypatch.setattr(cache, "render", render)
    plan, folder = make_plan("a", "b"), tmp_path / "job"
    assert draw(plan, folder, go_on)
    assert [failure_of(sheet, folder) for sheet in plan.sheets] == ["Quá nặng."] * 2 + [""] * 2
    forget_failures(folder)
    assert [sheet.piece.headline for sheet in left(plan, folder)] == ["a", "a"]


def test_a_full_disk_is_said_by_whoever_waits(drawn, monkeypatch, tmp_path):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "keep", full)
    with pytest.raises(OSError, match="No space"):
        draw(make_plan("a"), tmp_path / "job", go_on)
