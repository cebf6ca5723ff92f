import pytest

from publishing.voices.people import People
from publishing.voices.provider import VoiceKind, VoiceMissing
from publishing.voices.registry import machine_for, provider, providers
from publishing.voices.silent import Silent
from tests.factories.bulletin_sounds import make_script

ESPEAK, SILENT = "publishing.voices.espeak.Espeak", "publishing.voices.silent.Silent"


def test_every_voice_says_what_it_is_and_what_it_may(voices):
    voices(SILENT, ESPEAK)
    for name, one in {**providers(), "people": People()}.items():
        assert one.id == name
        assert all((str(one.label), one.licence, one.languages))
        assert isinstance(one.kind, VoiceKind)
        assert {one.commercial_ok, one.offline, one.draft} <= {True, False}


def test_the_first_that_speaks_the_language_reads(voices):
    voices(ESPEAK, SILENT)
    assert machine_for(make_script(profile="south"))[1] == "vi-vn-x-south"
    speaker, voice = machine_for(make_script(language="km"))
    assert (speaker.id, voice) == (Silent.id, "silence")


def test_people_are_chosen_by_people(voices):
    voices("publishing.voices.people.People")
    assert machine_for(make_script()) is None


def test_a_voice_that_nobody_registered_is_named_with_what_to_do(voices):
    voices()
    with pytest.raises(VoiceMissing, match=r"piper.*LOA_VOICES"):
        provider("piper")
