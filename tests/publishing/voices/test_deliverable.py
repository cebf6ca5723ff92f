from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import Role
from media_assets.models import Recording
from publishing.models import BulletinSound, SoundFile
from publishing.script.model import script_in
from publishing.services.bulletin_sounds import hear_reading
from publishing.voices.deliverable import sounds_for
from publishing.voices.ordering import order_machine
from tests.factories.bulletin_sounds import finished, let_out, make_heard_reading, make_reading
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
TEXT = "Kính thưa bà con. Lương hưu tăng."


class Station:
    """A commune of a province, with two people who read and hear, and one bulletin."""

    def __init__(self):
        self.province = make_province()
        self.below = make_bare_office(level="grassroots", parent=self.province)
        self.commune = make_commune(self.below)
        self.bulletin = make_bulletin(self.commune, "Tăng lương hưu", TEXT)
        self.reader = make_user(self.province, Role.EDITOR, last_name="Lò")
        self.listener = make_user(self.province, Role.EDITOR, last_name="Giàng")

    def machine(self, bulletin=None, *, says_label=False):
        bulletin = bulletin or self.bulletin
        return finished(
            order_machine(
                script=script_in(bulletin.variant.post.data),
                title="Tăng lương hưu",
                office=bulletin.release.office,
                user=None,
                says_label=says_label,
            )
        )

    def heard(self):
        return make_heard_reading(self.bulletin, self.reader, self.listener)


@pytest.fixture
def station(silence):
    return Station()


def test_what_a_second_person_found_right_goes_out_lightest_first(station):
    assert sounds_for(station.bulletin) == []
    station.heard()
    found = sounds_for(station.bulletin)
    assert [one.name for one in found] == [
        "tang-luong-huu-nhe.mp3",
        "tang-luong-huu.mp3",
        "tang-luong-huu.wav",
    ]
    assert all(one.name.isascii() and not one.is_machine for one in found)
    assert found[0].opened().read(3) in (b"ID3", b"\xff\xf3\x80", b"\xff\xf3\x82")


def test_what_nobody_heard_or_somebody_refused_does_not_go_out(station):
    sound = make_reading(station.bulletin, station.reader)
    assert sounds_for(station.bulletin) == []
    hear_reading(user=station.listener, sound=sound, is_right=False, comment="Đọc sai")
    assert sounds_for(station.bulletin) == []


def test_another_text_has_no_sound_and_the_old_one_has_its_own_again(station):
    station.heard()
    newer = make_bulletin(station.commune, "Tăng lương hưu", TEXT + " Từ tháng bảy.")
    assert sounds_for(newer) == []
    same = make_bulletin(make_commune(station.below), "Tên khác", TEXT)
    assert sounds_for(same)


def test_a_changed_post_under_the_same_delivery_is_silent(station):
    station.heard()
    script = station.bulletin.variant.post.data["extra"]["script"]
    script["paragraphs"][0][1].append(["Thêm một câu."])
    assert sounds_for(station.bulletin) == []


def test_the_recording_of_another_province_is_not_played_here(station):
    other = Station()
    other.heard()
    assert sounds_for(other.bulletin)
    assert sounds_for(station.bulletin) == []


@pytest.mark.parametrize(
    "end",
    [
        lambda sound: sound.recording.delete(),
        lambda sound: BulletinSound.objects.update(
            consent_until=timezone.localdate() - timedelta(days=1)
        ),
        lambda sound: BulletinSound.objects.update(recording_sha256="0" * 64),
    ],
)
def test_a_reader_who_takes_it_back_is_heard_no_more(station, end):
    end(station.heard())
    assert sounds_for(station.bulletin) == []


@pytest.mark.parametrize(
    "said",
    [
        lambda recording: Recording.objects.update(made_by_ai="made"),
        lambda recording: Recording.objects.update(licence="unknown"),
        lambda recording: recording.persons.update(
            consent_until=timezone.localdate() - timedelta(days=1)
        ),
    ],
)
def test_what_the_library_says_of_a_recording_since_silences_it(station, said):
    said(station.heard().recording)
    assert sounds_for(station.bulletin) == []


# --- machines -----------------------------------------------------------------------------------


def test_machine_voices_stay_inside_until_the_leader_lets_them_out(station):
    station.machine()
    assert sounds_for(station.bulletin) == []
    let_out(station.province)
    found = sounds_for(station.bulletin)
    assert [one.name for one in found] == [
        "tang-luong-huu-giong-may-nhe.mp3",
        "tang-luong-huu-giong-may.mp3",
    ]
    assert all(one.is_machine and one.label for one in found)
    let_out(station.province, goes_out=False)
    assert sounds_for(station.bulletin) == []


def test_who_wants_the_spoken_label_hears_only_what_has_it(station):
    station.machine()
    let_out(station.province, says_label=True)
    assert sounds_for(station.bulletin) == []
    labelled = station.machine(says_label=True)
    assert {one.file.sound for one in sounds_for(station.bulletin)} == {labelled}


def test_what_one_province_lets_out_is_heard_in_no_other(station):
    station.machine()
    let_out(make_province())
    assert sounds_for(station.bulletin) == []


def test_the_centre_lets_nothing_out_for_a_province(station):
    station.machine()
    let_out(station.province.parent)
    assert sounds_for(station.bulletin) == []


def test_a_person_goes_before_a_machine(station):
    station.machine()
    let_out(station.province)
    read = station.heard()
    assert {one.file.sound for one in sounds_for(station.bulletin)} == {read}


def test_files_of_one_sound_are_stored_once_by_their_content(station):
    station.heard()
    for one in SoundFile.objects.all():
        assert one.file.name.endswith(f"{one.sha256}.{one.file.name.rpartition('.')[2]}")
