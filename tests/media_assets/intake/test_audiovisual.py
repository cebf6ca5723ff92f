"""Sounds and videos are known by their content, and refused in words that help."""

from io import BytesIO

import av
import pytest
from PIL import Image, ImageStat

from media_assets.intake import Refused, audiovisual
from tests.factories.recordings import sound, video


def probed(data: bytes) -> audiovisual.Probed:
    return audiovisual.probe(BytesIO(data))


def refusal_of(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        probed(data)
    return refusal.value.code


@pytest.mark.parametrize(
    ("form", "codec", "ending"),
    [
        ("mp3", "libmp3lame", "mp3"),
        ("wav", "pcm_s16le", "wav"),
        ("ipod", "aac", "m4a"),
        ("ogg", "libopus", "ogg"),
    ],
)
def test_a_sound_is_measured(form, codec, ending):
    found = probed(sound(form, codec))

    assert (found.kind, found.ending) == ("sound", ending)
    assert found.seconds == pytest.approx(2, abs=0.1)
    assert found.loudness == pytest.approx(-14.2, abs=1)
    assert (found.width, found.poster) == (None, None)


@pytest.mark.parametrize(
    ("form", "codec", "sounds", "ending"),
    [
        ("mp4", "libx264", "aac", "mp4"),
        ("mov", "libx264", "aac", "mp4"),
        ("webm", "libvpx-vp9", "libopus", "webm"),
    ],
)
def test_a_video_is_measured(form, codec, sounds, ending):
    found = probed(video(form, codec, sounds=sounds))

    assert (found.kind, found.ending) == ("video", ending)
    assert (found.width, found.height, len(found.codecs)) == (160, 120, 2)
    assert found.loudness == pytest.approx(-14.2, abs=1)


def test_the_poster_is_not_the_black_beginning():
    found = probed(video(seconds=3, dark_until=1.5))

    poster = Image.open(BytesIO(found.poster))
    assert poster.format == "JPEG"
    assert ImageStat.Stat(poster.convert("L")).mean[0] > 20


def test_the_same_file_gives_the_same_particulars():
    assert probed(video()) == probed(video())


def test_silence_is_taken_and_told():
    found = probed(sound("wav", "pcm_s16le", loud=0))

    assert found.loudness is None
    assert "không có tiếng" in str(found.notes[0])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unknown"),
        (b"MZ\x90 a program", "unknown"),
        (b"#EXTM3U\nfile:///etc/passwd\n", "unknown"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "unknown"),
        (b"\0\0\0\x18ftypisom" + b"\xff" * 4000, "damaged"),
        (video()[: len(video()) // 2], "damaged"),
        (video("mp4", "mpeg4"), "codec"),
        (sound(seconds=5)[: len(sound(seconds=5)) // 2], "truncated"),
        (sound("wav", "pcm_s16le")[:90_000], "truncated"),
        (sound("wav", "pcm_s16le", seconds=0.1), "too_short"),
        (video("webm", "libvpx-vp9", seconds=4)[:3000], "truncated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_what_cannot_be_played_is_refused(data, code):
    assert refusal_of(data) == code


def test_a_length_that_is_only_stated_is_refused():
    data = bytearray(video())
    at = data.index(b"stts") + 4  # how long each frame is shown
    data[at + 12 : at + 16] = (2_000_000_000).to_bytes(4, "big")

    assert refusal_of(bytes(data)) == "too_long"


def test_a_video_without_frames_is_refused():
    data = video("webm", "libvpx-vp9", seconds=4)
    at = data.index(b"\x1f\x43\xb6\x75")  # the first cluster

    assert refusal_of(data[:at]) in {"no_frames", "truncated", "damaged"}


def test_what_is_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(audiovisual, "MOST_BYTES", 1000)

    assert refusal_of(sound()) == "too_large"


def cleaned(data: bytes) -> tuple[audiovisual.Probed, bytes]:
    into = BytesIO()
    return audiovisual.clean(BytesIO(data), into), into.getvalue()


def told_by(data: bytes) -> str:
    with av.open(BytesIO(data)) as container:
        return str([container.metadata, *(one.metadata for one in container.streams)]).lower()


@pytest.mark.parametrize(
    ("form", "codec", "ending"),
    [
        ("mp3", "libmp3lame", "mp3"),
        ("wav", "pcm_s16le", "wav"),
        ("ipod", "aac", "m4a"),
        ("ogg", "flac", "ogg"),
    ],
)
def test_a_sound_loses_what_it_says_of_people(form, codec, ending):
    data = sound(form, codec, says=(("artist", "Tác giả Mẫu"), ("comment", "0912345678")))
    assert "tác giả mẫu" in told_by(data)

    found, made = cleaned(data)

    assert found.ending == ending
    assert "mẫu" not in told_by(made)
    assert "lavf" not in told_by(made)
    assert "Tên người, ngày tháng" in " ".join(map(str, found.notes))
    assert probed(made).seconds == pytest.approx(found.seconds, abs=0.1)


@pytest.mark.parametrize(
    ("form", "codec", "sounds"),
    [("mp4", "libx264", "aac"), ("mov", "libx264", "aac"), ("webm", "libvpx-vp9", "libopus")],
)
def test_a_video_loses_where_it_was_recorded(form, codec, sounds):
    said = (("location", "+21.0285+105.8542/"), ("title", "Tiêu đề Mẫu"))
    found, made = cleaned(video(form, codec, sounds=sounds, says=said))

    assert b"+21.0285" not in made
    assert "mẫu" not in told_by(made)
    notes = " ".join(map(str, found.notes))
    assert "Nơi ghi" in notes
    assert probed(made).codecs == found.codecs
    assert (probed(made).width, probed(made).height) == (160, 120)


def test_what_hangs_at_the_end_stays_behind():
    _found, made = cleaned(video(sounds="aac") + b"PK\x03\x04 another file")

    assert b"another file" not in made


def test_cleaning_again_changes_nothing():
    _found, made = cleaned(video(sounds="aac", says=(("title", "Mẫu"),)))

    found, again = cleaned(made)

    assert again == made
    assert found.notes == ()


def test_a_video_that_was_held_upright_stays_upright():
    data = bytearray(video())
    at = data.index(b"tkhd") + 44  # the matrix of how it is shown
    turned = (0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)
    data[at : at + 36] = b"".join(each.to_bytes(4, "big", signed=True) for each in turned)

    found, made = cleaned(bytes(data))

    assert (found.width, found.height) == (120, 160)
    assert (probed(made).width, probed(made).height) == (120, 160)


def test_an_upload_is_cleaned_in_place():
    file = BytesIO(sound(says=(("artist", "Tác giả Mẫu"),)))

    audiovisual.clean(file, file)

    assert "mẫu" not in told_by(file.getvalue())
