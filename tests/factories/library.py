"""Recordings of the library, with a real file that went through intake."""

from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from media_assets import captions
from media_assets.intake import audiovisual
from media_assets.models import Recording

from .pictures import RIGHTS
from .recordings import sound, video

WORDS = "Kính mời bà con đến đóng bảo hiểm y tế hộ gia đình."


def make_sound(title: str = "Bản tin", **fields) -> Recording:
    """Ready to go out, unless `fields` say otherwise; in the root collection likewise."""
    return _made(sound(), "ban-tin.mp3", title, **fields)


def make_video(title: str = "Phóng sự", **fields) -> Recording:
    return _made(video(sounds="aac"), "phong-su.mp4", title, **fields)


def make_captions(words: str = "Xin chào") -> str:
    return captions.read(f"WEBVTT\n\n00:00.100 --> 00:01.500\n{words}\n".encode())


def _made(data: bytes, name: str, title: str, **fields) -> Recording:
    found, cleaned = taken_in(data)
    file = SimpleUploadedFile(name, cleaned)
    recording = Recording(title=title, file=file, **({"transcript": WORDS} | RIGHTS | fields))
    recording.measured(found, len(cleaned))
    recording.save()
    return recording


@cache
def taken_in(data: bytes) -> tuple[audiovisual.Probed, bytes]:
    """Once, since each asks for a process."""
    cleaned = BytesIO()
    return audiovisual.clean(BytesIO(data), cleaned), cleaned.getvalue()
