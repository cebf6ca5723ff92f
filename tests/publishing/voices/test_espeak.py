import shutil
import subprocess

import pytest

from deploy.debian import listed
from publishing.script.model import Paragraph, Piece, Role, Script, Sentence
from publishing.script.timing import seconds
from publishing.voices import espeak as module
from publishing.voices import levels
from publishing.voices.espeak import VOICES, Espeak
from publishing.voices.provider import NotSpoken, VoiceMissing
from publishing.voices.spoken_form import as_ssml
from tests.factories.bulletin_sounds import make_script


@pytest.fixture
def heard(espeak, tmp_path):
    """Level of what the machine says."""

    def listen(script, voice="vi"):
        place = tmp_path / "said.wav"
        place.write_bytes(Espeak().synthesize(script, voice).data)
        return levels.measure(place)

    return listen


def said_as(text):
    return Script("vi", (Paragraph(Role.TEXT, (Sentence((Piece(text, text),)),)),))


@pytest.mark.parametrize("voice", VOICES)
def test_each_voice_is_heard_for_as_long_as_an_announcer_reads(heard, voice):
    script = make_script()
    level = heard(script, voice)
    assert level.loudness > -30
    assert level.seconds == pytest.approx(seconds(script), rel=0.2)


def test_the_region_of_the_script_chooses_the_voice():
    voices = [Espeak().voice_for(make_script(profile=one)) for one in ("north", "central", "south")]
    assert voices == list(VOICES)
    assert Espeak().voice_for(make_script(profile="")) == "vi"
    assert Espeak().voice_for(make_script(language="km")) is None


def test_a_longer_pause_is_longer_and_another_voice_sounds_otherwise(heard, espeak):
    assert (
        heard(make_script("Một. Hai.", "Ba.")).seconds > heard(make_script("Một hai ba.")).seconds
    )
    south = Espeak().synthesize(make_script(), "vi-vn-x-south").data
    assert south != Espeak().synthesize(make_script(), "vi").data


def test_the_same_words_give_the_same_sound(espeak):
    once, again = (Espeak().synthesize(make_script(), "vi") for _n in range(2))
    assert once == again


def test_it_says_what_it_is(espeak):
    voice = Espeak()
    assert voice.version().startswith("espeak-ng 1.")
    assert len({voice.model_sha256(name) for name in VOICES}) == 3


@pytest.mark.parametrize(
    "order",
    [
        '</s><break time="3000s"/><s>',
        "[[_:_:_:_:]]",
        '<audio src="/etc/passwd"/>',
        '&#x1;-w /tmp/x "; touch x; $(touch x)',
    ],
)
def test_orders_in_a_text_are_read_as_text(heard, order):
    """Such words are long, but no pause of an hour and no file comes of them."""
    assert heard(said_as(f"Một {order} hai.")).seconds < 60


def test_a_bulletin_without_a_word_is_refused_in_words(espeak):
    with pytest.raises(NotSpoken):
        Espeak().synthesize(said_as("\x01"), "không-có")
    with pytest.raises(VoiceMissing):
        Espeak().synthesize(make_script(), "--path=/tmp")


def test_without_the_program_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_a, **_k: None)
    with pytest.raises(VoiceMissing, match="espeak-ng"):
        Espeak().version()
    assert "run" in {one.use for one in listed() if one.name == "espeak-ng"}


def test_a_machine_that_hangs_is_ended_and_said_to_have_taken_too_long(espeak, monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 0.3)
    monkeypatch.setattr(module, "_program", lambda: "/bin/sleep")
    begun = module.subprocess.run

    def hang(command, **rest):
        if "publishing.voices.bounded" in command:
            command = ["/bin/sleep", "60"]
        return begun(command, **rest)

    monkeypatch.setattr(module.subprocess, "run", hang)
    with pytest.raises(NotSpoken, match=r"\w{4}"):
        Espeak().synthesize(make_script(), "vi")


def test_a_machine_that_is_killed_makes_no_sound(espeak, monkeypatch):
    killed = subprocess.CompletedProcess([], -9)
    monkeypatch.setattr(module.subprocess, "run", lambda *_a, **_k: killed)
    monkeypatch.setattr(module, "_program", lambda: "/usr/bin/espeak-ng")
    with pytest.raises(NotSpoken):
        Espeak().synthesize(make_script(), "vi")


@pytest.mark.parametrize("voice", VOICES)
def test_the_form_changes_nothing_of_how_a_voice_says_the_words(espeak, voice):
    """A language in the form made the southern voice read English."""

    def phonemes(text, *more):
        command = ["espeak-ng", "-x", "-q", "-v", voice, "--stdin", *more]
        return subprocess.run(command, input=text, capture_output=True, text=True).stdout.split()

    words = "Kính thưa bà con, hãy vui vẻ giữ gìn."
    assert phonemes(as_ssml(said_as(words)), "-m") == phonemes(words)
