"""What a piece does to the process that sets it, and what then happens to the next one."""

import os
import signal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from media_assets.pieces import crew as crews
from media_assets.pieces.crew import Crew, Hand, SettingFailed
from media_assets.pieces.formats import FORMATS
from media_assets.pieces.render import request
from tests.factories.pieces import make_piece


@pytest.fixture
def crew():
    made = Crew(1)
    yield made
    made.end()


def _set(crew, **changes):
    with crew.hand() as hand:
        return hand.set(request(make_piece(), FORMATS["square"]) | changes)


def test_a_process_serves_one_piece_after_the_other(crew):
    with crew.hand() as hand:
        first = hand
    files, _problems = _set(crew)
    with crew.hand() as hand:
        assert hand is first
    assert files[0].startswith(b"\x89PNG")


def test_a_piece_that_takes_too_long_ends_its_process_and_harms_no_other(crew, monkeypatch):
    monkeypatch.setattr(crews, "SECONDS", 0.01)
    with pytest.raises(SettingFailed):
        _set(crew)
    monkeypatch.undo()
    assert _set(crew)[0]


def test_a_process_that_was_killed_is_replaced(crew):
    with crew.hand() as hand:
        os.kill(hand._process.pid, signal.SIGKILL)
        hand._process.wait()
    assert _set(crew)[0]


def test_a_template_that_fails_says_so_and_the_process_goes_on(crew):
    with crew.hand() as first, pytest.raises(SettingFailed):
        first.set(request(make_piece(), FORMATS["square"]) | {"palette": {}})
    with crew.hand() as hand:
        assert hand is first
    assert _set(crew)[0]


def test_a_process_may_not_grow_beyond_its_limit(monkeypatch):
    monkeypatch.setattr(crews, "MEGABYTES", 60)
    hand = Hand()
    try:
        with pytest.raises(SettingFailed):
            hand.set(request(make_piece(), FORMATS["square"]))
    finally:
        hand.end()


def test_an_answer_that_nobody_read_is_never_that_of_the_next_piece(crew, monkeypatch):
    def interrupted(hand, deadline):
        raise KeyboardInterrupt

    monkeypatch.setattr(Hand, "_line", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _set(crew, format=FORMATS["share"].to_data())
    monkeypatch.undo()

    files, _problems = _set(crew)
    assert Image.open(BytesIO(files[0])).size == (1080, 1080)


def test_a_process_that_cannot_be_started_takes_no_place_away(crew, monkeypatch):
    def full(hand):
        raise OSError("no more processes")

    monkeypatch.setattr(Hand, "__init__", full)
    with pytest.raises(OSError, match="no more"):
        _set(crew)
    monkeypatch.undo()

    assert crew._idle.qsize() == 1
    assert _set(crew)[0]


def test_nothing_of_a_piece_is_left_on_the_disk():
    hand = Hand()
    hand.set(request(make_piece(), FORMATS["square"]))
    folder = Path(hand._folder.name)
    assert (folder / "data.json").exists()

    hand.end()
    assert not folder.exists()


def test_the_process_knows_no_secret(crew):
    with crew.hand() as hand:
        environment = Path(f"/proc/{hand._process.pid}/environ").read_bytes()
    names = {line.partition(b"=")[0] for line in environment.split(b"\0") if line}
    assert names == {b"PATH", b"LANG", b"RAYON_NUM_THREADS"}
