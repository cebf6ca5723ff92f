import subprocess

import pytest

from publishing.voices import pressing
from publishing.voices.pressing import press
from publishing.voices.provider import NotSpoken
from tests.factories.bulletin_sounds import make_wav


@pytest.fixture
def source(tmp_path):
    place = tmp_path / "said"
    place.write_bytes(make_wav())
    return place


def test_each_profile_becomes_a_file_that_was_measured(source, tmp_path):
    made = press(source, tmp_path, ["light", "wav"], {"title": "Bản tin"})
    assert [one.profile for one in made.files] == ["light", "wav"]
    assert made.loudness == pytest.approx(-16, abs=1)
    for one in made.files:
        assert one.path.stat().st_size > 1000
        assert one.loudness == pytest.approx(-16, abs=1)
        assert one.peak < -1


def test_what_is_no_sound_is_refused_in_words(tmp_path):
    place = tmp_path / "said"
    place.write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(NotSpoken):
        press(place, tmp_path, ["light"], {})


def test_a_process_that_takes_too_long_or_dies_is_told_in_words(source, tmp_path, monkeypatch):
    monkeypatch.setattr(pressing, "SECONDS", 0)
    with pytest.raises(NotSpoken):
        press(source, tmp_path, ["light"], {})
    killed = subprocess.CompletedProcess([], -9, stdout=b"")
    monkeypatch.setattr(pressing.subprocess, "run", lambda *_a, **_k: killed)
    with pytest.raises(NotSpoken):
        press(source, tmp_path, ["light"], {})
