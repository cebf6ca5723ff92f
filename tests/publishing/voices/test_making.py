import re
from datetime import timedelta
from pathlib import Path

import av
import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from cms.demo.reader import read_items
from publishing.models import BulletinSound
from publishing.speech import read
from publishing.voices import levels, making
from publishing.voices.making import MOST_UNENDED, wake_silent, work_at
from publishing.voices.ordering import order_machine
from publishing.voices.provider import NotSpoken
from publishing.voices.silent import Silent
from tests.factories.bulletin_sounds import finished, make_script
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db
HOTLINE = "một chín không không, chín không sáu tám"  # for every fact of an office
DEMO = {
    item.slug: re.sub(r"\{\{[^}]+\}\}", HOTLINE, item.bulletin)
    for item in read_items(Path(django_settings.BASE_DIR, "cms", "demo", "items"))
    if item.bulletin
}


@pytest.fixture
def woken(monkeypatch):
    found = []
    monkeypatch.setattr(making, "enqueue", lambda *one: found.append(one))
    return found


def order(**changes):
    given = {"script": make_script(), "title": "Bản tin", "office": make_bare_office()}
    return order_machine(**{**given, "user": None, **changes})


def test_a_machine_s_sound_says_in_its_file_that_it_is_one(espeak):
    sound = finished(order(title="Tăng lương hưu"))
    assert (sound.state, sound.voice) == ("ready", "vi")
    assert sound.engine.startswith("espeak-ng")
    assert len(sound.model_sha256) == 64
    assert sound.loudness == pytest.approx(-16, abs=1)
    for file in sound.files.all():
        with av.open(file.file.path) as made:
            tags = made.metadata
        assert tags["title"] == "Tăng lương hưu"
        assert tags["artist"] == str(sound.office)
        assert tags["synthetic"].startswith("synthetic: espeak-ng")
        assert "synthetic: espeak-ng" in tags["comment"]
        assert file.loudness == pytest.approx(-16, abs=1)
        assert file.peak <= -1.5


def test_the_spoken_label_is_heard_after_the_bulletin(espeak):
    office = make_bare_office()
    plain, labelled = (
        finished(order(office=office, says_label=says_label)) for says_label in (False, True)
    )
    assert plain.text_hash == labelled.text_hash
    assert labelled.seconds > plain.seconds + 1


def test_two_workers_make_it_once(silence):
    sound = order()
    assert work_at(sound.pk, 0)
    assert not work_at(sound.pk, 0)
    assert not work_at(sound.pk, 1)
    assert sound.files.count() == 2


def test_a_worker_that_was_given_up_keeps_nothing(silence, monkeypatch):
    sound = order()

    def slow(self, script, voice):
        BulletinSound.objects.update(turn=7)  # another took it meanwhile
        return said(self, script, voice)

    said = Silent.synthesize
    monkeypatch.setattr(Silent, "synthesize", slow)
    work_at(sound.pk, 0)
    sound.refresh_from_db()
    assert sound.state == "making"
    assert not sound.files.exists()


def test_what_cannot_be_spoken_says_why(silence, monkeypatch):
    def refuse(self, script, voice):
        raise NotSpoken("Cài đặt espeak-ng")

    monkeypatch.setattr(Silent, "synthesize", refuse)
    sound = finished(order())
    assert (sound.state, sound.reason) == ("failed", "Cài đặt espeak-ng")


def test_a_fault_is_told_in_words_too(silence, monkeypatch):
    def break_off(self, script, voice):
        raise OSError("disk")

    monkeypatch.setattr(Silent, "synthesize", break_off)
    sound = finished(order())
    assert sound.state == "failed"
    assert "disk" not in sound.reason


def test_whatever_lost_its_message_or_its_worker_is_woken_until_it_killed_too_many(silence, woken):
    sound = order()
    wake_silent()
    assert woken == []
    long_ago = timezone.now() - timedelta(hours=1)
    BulletinSound.objects.update(moved_at=long_ago)
    wake_silent()
    wake_silent()
    assert woken == [(making.TASK, sound.pk, 0)]
    BulletinSound.objects.update(moved_at=long_ago, unended=MOST_UNENDED)
    wake_silent()
    sound.refresh_from_db()
    assert sound.state == "failed"
    assert sound.reason


@pytest.mark.parametrize("slug", sorted(DEMO))
def test_each_script_of_the_demo_is_as_long_as_estimated_and_heard_clearly(espeak, settings, slug):
    settings.LOA_SOUND_PROFILES = ["light"]
    spoken = [read(line).spoken for line in DEMO[slug].splitlines() if line.strip()]
    script = make_script(*spoken)
    estimated = Silent().synthesize(script, "silence").seconds
    file = finished(order(script=script)).files.get()
    heard = levels.measure(Path(file.file.path))
    assert heard.seconds == pytest.approx(estimated, rel=0.2)
    assert heard.loudness == pytest.approx(-16, abs=1)
    assert heard.peak <= -1.5
