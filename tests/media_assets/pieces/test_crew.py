"""What a piece does to the process that sets it, and what then happens to the next one."""

import os
import signal

import pytest

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
