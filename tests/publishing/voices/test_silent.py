import pytest

from publishing.script.timing import seconds
from publishing.voices import levels
from publishing.voices.silent import Silent
from tests.factories.bulletin_sounds import make_script


def test_it_is_as_long_as_the_bulletin_takes_and_nothing_is_heard(tmp_path):
    script = make_script(language="km")
    sound = Silent().synthesize(script, "silence")
    place = tmp_path / "said.wav"
    place.write_bytes(sound.data)
    heard = levels.measure(place)
    assert heard.loudness is None
    assert heard.seconds == pytest.approx(seconds(script), abs=0.1)
