from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import Role
from media_assets.models import Recording
from publishing.log_actions import BRING_READING, CHOOSE_MACHINE_VOICE, HEAR_READING
from publishing.models import BulletinSound, MachineVoiceChoice, Release
from publishing.services.bulletin_sounds import (
    SoundRefused,
    choose_machine_voice,
    hear_reading,
)
from tests.factories.bulletin_sounds import make_heard_reading, make_reading, said_by
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user
from tests.factories.voices import make_film, make_take

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def bulletin(province):
    return make_bulletin(make_commune(make_bare_office(level="grassroots", parent=province)))


@pytest.fixture
def reader(province):
    return make_user(province, Role.EDITOR, last_name="Lò", first_name="Văn Phát")


@pytest.fixture
def listener(province):
    return make_user(province, Role.SECTION_HEAD, last_name="Giàng", first_name="A Páo")


# --- a recording of a person ------------------------------------------------------------------


def test_a_recording_is_kept_with_its_words_its_reader_and_the_consent(bulletin, reader, province):
    sound = make_reading(bulletin, reader)
    assert (sound.kind, sound.state, sound.office) == ("person", "ready", province)
    assert sound.text_hash
    assert sound.recording.transcript == said_by(bulletin).said
    assert sound.recording.collection == province.collection
    assert sound.recording.persons.get().consent_until == sound.consent_until
    assert {one.profile for one in sound.files.all()} == {"light", "standard", "wav"}
    assert sound.loudness == pytest.approx(-16, abs=1)
    assert ModelLogEntry.objects.filter(action=BRING_READING, user=reader).exists()


def test_whoever_brought_or_reads_it_is_never_the_second_listener(bulletin, reader, province):
    sound = make_reading(bulletin, reader, reader_name="Sùng  Thị mai")
    namesake = make_user(province, Role.EDITOR, last_name="Sùng", first_name="Thị Mai")
    for person in (reader, namesake):
        with pytest.raises(PermissionDenied):
            hear_reading(user=person, sound=sound, is_right=True)


def test_a_second_person_hears_it_once_and_for_good(bulletin, reader, listener):
    sound = make_heard_reading(bulletin, reader, listener)
    assert sound.hearing.is_right
    assert ModelLogEntry.objects.filter(action=HEAR_READING, user=listener).exists()
    with pytest.raises(SoundRefused):
        hear_reading(user=listener, sound=sound, is_right=False, comment="Nhầm")


def test_a_refusal_says_why(bulletin, reader, listener):
    sound = make_reading(bulletin, reader)
    with pytest.raises(SoundRefused):
        hear_reading(user=listener, sound=sound, is_right=False, comment="  ")
    heard = hear_reading(user=listener, sound=sound, is_right=False, comment="Đọc sai ngày")
    assert heard.reason == "Đọc sai ngày"


def test_nobody_of_another_office_brings_or_hears(bulletin, reader):
    sound = make_reading(bulletin, reader)
    other = make_user(make_province(), Role.LEADER)
    observer = make_user(reader.memberships.get().office, Role.OBSERVER)
    for person in (other, observer):
        with pytest.raises(PermissionDenied):
            make_reading(bulletin, person)
        with pytest.raises(PermissionDenied):
            hear_reading(user=person, sound=sound, is_right=True)


def test_words_that_changed_while_they_were_read_are_refused(bulletin, reader):
    with pytest.raises(SoundRefused):
        make_reading(bulletin, reader, seen="0" * 64)
    assert not Recording.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"reader_name": " "},
        {"consent_until": timezone.localdate() - timedelta(days=1)},
        {"recording": make_film},
    ],
)
def test_without_a_reader_their_consent_or_a_sound_nothing_is_kept(bulletin, reader, wrong):
    made = {name: one() if callable(one) else one for name, one in wrong.items()}
    with pytest.raises(SoundRefused):
        make_reading(bulletin, reader, **made)
    assert not BulletinSound.objects.exists()


def test_a_bulletin_that_was_taken_down_is_read_by_nobody(bulletin, reader):
    Release.objects.update(state="withdrawn")
    bulletin.release.refresh_from_db()
    with pytest.raises(SoundRefused):
        make_reading(bulletin, reader)


def test_a_recording_of_the_library_is_taken_as_it_is(bulletin, reader, province):
    kept = make_take()
    kept.title, kept.language, kept.collection = "Đọc ở đài", "vi", province.collection
    kept.save()
    sound = make_reading(bulletin, reader, recording=kept)
    assert sound.recording == kept
    assert sound.recording.title == "Đọc ở đài"
    assert not sound.recording.persons.exists()


@pytest.mark.parametrize("said", [{"made_by_ai": "made"}, {"licence": "unknown"}])
def test_what_a_machine_made_or_nobody_may_use_is_no_reading_by_a_person(
    bulletin, reader, province, said
):
    kept = make_take()
    kept.title, kept.language, kept.collection = "Đọc ở đài", "vi", province.collection
    for name, value in said.items():
        setattr(kept, name, value)
    kept.save()
    with pytest.raises(SoundRefused):
        make_reading(bulletin, reader, recording=kept)
    assert not BulletinSound.objects.exists()


def test_a_silent_recording_fails_with_what_to_do(bulletin, reader):
    from tests.factories.bulletin_sounds import make_wav

    sound = make_reading(bulletin, reader, recording=make_take(make_wav(loud=0.0), "im.wav"))
    assert sound.state == "failed"
    assert sound.reason
    assert not sound.files.exists()


# --- machine voices ---------------------------------------------------------------------------


def test_only_the_leader_of_an_office_lets_machine_voices_out(province):
    leader, editor = make_user(province, Role.LEADER), make_user(province, Role.EDITOR)
    said = {"goes_out": True, "says_label": True, "reason": "Xã thiếu người đọc"}
    for person in (editor, make_user(make_province(), Role.LEADER)):
        with pytest.raises(PermissionDenied):
            choose_machine_voice(user=person, office=province, **said)
    with pytest.raises(SoundRefused):
        choose_machine_voice(user=leader, office=province, **{**said, "reason": ""})
    assert choose_machine_voice(user=leader, office=province, **said).goes_out
    assert choose_machine_voice(user=leader, office=province, **said) is None
    assert MachineVoiceChoice.objects.count() == 1
    assert ModelLogEntry.objects.filter(action=CHOOSE_MACHINE_VOICE, user=leader).count() == 1
