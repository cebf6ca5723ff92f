import io
import math
import random
import wave

import av
import pytest

from publishing.voices import levels
from publishing.voices.profiles import PROFILES
from tests.factories.bulletin_sounds import make_wav


def wav_of(values, rate=22050):
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(
            b"".join(int(v * 32767).to_bytes(2, "little", signed=True) for v in values)
        )
    return made.getvalue()


def bursts(loud, peak, seconds=6, rate=22050):
    """Like a voice: syllables with pauses between them, and one crack."""
    drawn = random.Random(7)
    values = []
    for n in range(seconds * rate):
        strong = loud if math.sin(2 * math.pi * 3 * n / rate) > -0.3 else 0
        values.append(strong * drawn.uniform(-1, 1))
    values[len(values) // 2 : len(values) // 2 + 20] = [peak] * 20
    return wav_of(values, rate)


@pytest.mark.parametrize(("loud", "peak"), [(0.02, 0.02), (0.02, 0.9), (0.3, 0.99), (0.9, 0.99)])
@pytest.mark.parametrize("name", PROFILES)
def test_every_file_is_as_loud_as_the_others_and_not_clipped(tmp_path, name, loud, peak):
    source, evened = tmp_path / "in.wav", tmp_path / "even.wav"
    source.write_bytes(bursts(loud, peak))
    levels.even(source, evened)
    profile = PROFILES[name]
    target = tmp_path / f"out.{profile.ending}"
    assert levels.encode(evened, target, profile, {}) == levels.measure(target)
    heard = levels.measure(target)
    assert heard.loudness == pytest.approx(levels.LOUDNESS, abs=1)
    assert heard.peak <= levels.TRUE_PEAK
    assert heard.seconds == pytest.approx(6, abs=0.15)


def test_silence_stays_silence(tmp_path):
    source, evened = tmp_path / "in.wav", tmp_path / "even.wav"
    source.write_bytes(wav_of([0.0] * 22050))
    assert levels.even(source, evened) == 0
    assert levels.measure(evened).loudness is None


@pytest.mark.parametrize("name", PROFILES)
def test_files_are_what_their_profile_says_and_carry_their_tags(tmp_path, name):
    source = tmp_path / "in.wav"
    source.write_bytes(make_wav())
    profile = PROFILES[name]
    target = tmp_path / f"out.{profile.ending}"
    said = {"title": "Tăng lương hưu", "artist": "BHXH tỉnh", "comment": "synthetic: máy"}
    levels.encode(source, target, profile, {**said, "synthetic": "máy"})
    with av.open(str(target)) as made:
        stream = made.streams.audio[0]
        assert (stream.rate, stream.channels) == (profile.rate, 1)
        assert stream.bit_rate == (profile.bit_rate or profile.rate * 16)
        assert said.items() <= made.metadata.items()
        if profile.ending == "mp3":
            assert made.metadata["synthetic"] == "máy"


def test_the_same_sound_gives_the_same_bytes(tmp_path):
    source = tmp_path / "in.wav"
    source.write_bytes(make_wav())
    made = []
    for number in range(2):
        target = tmp_path / f"{number}.mp3"
        levels.encode(source, target, PROFILES["light"], {"title": "Bản tin"})
        made.append(target.read_bytes())
    assert made[0] == made[1]
