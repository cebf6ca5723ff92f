"""What is known of a sound or video, and that its file stays."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from media_assets.models import Recording
from media_assets.models.version import FileStays
from tests.factories.library import make_sound, make_video
from tests.factories.recordings import sound

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(7.6, "8 giây"), (200, "3 phút 20 giây"), (3600, "1 giờ 0 phút"), (7380, "2 giờ 3 phút")],
)
def test_how_long_it_takes_is_said_to_people(seconds, said):
    with override("vi"):
        assert Recording(seconds=seconds).length == said


def test_silence_is_said():
    with override("vi"):
        assert Recording(loudness=None).loudness_in_words == "không có tiếng"
        assert Recording(loudness=-14.62).loudness_in_words == "-14,6 LUFS"


def test_its_file_is_not_exchanged():
    recording = make_sound()
    recording.file = ContentFile(sound(seconds=3), "khac.mp3")

    with pytest.raises(FileStays):
        recording.save()


def test_the_same_sound_twice_is_one_file():
    one, other = make_sound("Một"), make_sound("Hai")

    assert one.file.name == other.file.name
    assert one.sha256 in one.file.name


def test_its_poster_goes_with_it(django_capture_on_commit_callbacks):
    recording = make_video()
    poster = Path(recording.poster.path)
    assert poster.read_bytes().startswith(b"\xff\xd8")

    with django_capture_on_commit_callbacks(execute=True):
        recording.delete()

    assert not poster.exists()
