"""What an uploaded sound or video is, by its content: read apart, told in words when it is refused."""

import shutil
import tempfile
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from . import apart
from .refusal import Refused
from .unusable import Unusable

MOST_BYTES = 500 * 1024 * 1024
SECONDS = 90  # an hour of sound takes about ten
SOUND, VIDEO = "sound", "video"
# By demuxer: media type and ending of a sound, of a video.
FORMS = {
    "mp3": {SOUND: ("audio/mpeg", "mp3")},
    "wav": {SOUND: ("audio/wav", "wav")},
    "ogg": {SOUND: ("audio/ogg", "ogg")},
    "mov": {SOUND: ("audio/mp4", "m4a"), VIDEO: ("video/mp4", "mp4")},
    "matroska": {SOUND: ("audio/webm", "weba"), VIDEO: ("video/webm", "webm")},
}
# What browsers play of each form; MP4 with VP8, or WebM with H.264, they do not.
IN_FORM = {
    "mov": {"h264", "av1", "vp9", "aac", "mp3", "opus", "flac"},
    "matroska": {"vp8", "vp9", "av1", "opus", "vorbis"},
}
_SAVE_ANEW = _(
    "This file is neither a sound nor a video that can be played. Save a sound as MP3, a video as MP4"
    " (H.264), then upload it again."
)
_WHY = {
    "unknown": _SAVE_ANEW,
    "nothing": _SAVE_ANEW,
    "codec": _(
        "Many telephones and computers cannot play this file. Save a sound as MP3, a video as MP4"
        " (H.264 with AAC sound; on a telephone: “most compatible”), then upload it again."
    ),
    "damaged": _(
        "The sound or video is damaged or incomplete. Play it on your computer, save it anew and"
        " upload that."
    ),
    "truncated": _(
        "The end of this sound or video is missing. Copy the whole file from where it was recorded,"
        " then upload it again."
    ),
    "no_frames": _(
        "There is nothing to see or hear in this file. Play it on your computer, save it anew and"
        " upload that."
    ),
    "too_short": _("This sound or video is shorter than a moment. Choose the right file."),
    "too_long": _(
        "This sound or video is longer than three hours, or says so. Save it anew in parts, then"
        " upload those."
    ),
    "too_many_pixels": _(
        "The pictures of this video are too large. Save it at 1920 × 1080, then upload it again."
    ),
}
_LEFT_BEHIND = {
    "place": _("Where it was recorded was removed from the file."),
    "words": _("Names, dates and remarks were removed from the file."),
    "tracks": _("Covers, subtitles and further tracks were removed from the file."),
}


@dataclass(frozen=True)
class Probed:
    """`loudness` is integrated, in LUFS; None where nothing is heard. `poster` is a JPEG."""

    kind: str
    media_type: str
    ending: str
    seconds: float
    codecs: tuple[str, ...]
    bit_rate: int
    width: int | None
    height: int | None
    loudness: float | None
    poster: bytes | None
    notes: tuple[Any, ...] = ()


def clean(file: Any, into: Any) -> Probed:
    """What `file` is; `into` (open for writing, may be the same) becomes the file without what it
    says of people and places. Neither is ever whole in memory. Raises Refused.
    """
    _check_bytes(file)
    with apart.on_disk(file) as source:
        try:
            found = apart.read("audiovisual", source, seconds=SECONDS)
        except Unusable as error:
            raise Refused(_WHY.get(error.code, _WHY["damaged"]), error.code) from error
        poster = source.with_name("poster")  # as audiovisual_file calls it
        probed = _probed(found, poster.read_bytes() if poster.exists() else None)
        into.seek(0)
        into.truncate()
        with apart.made(source).open("rb") as made:
            shutil.copyfileobj(made, into, apart.CHUNK_BYTES)
        into.flush()
        into.seek(0)
        return probed


def probe(file: Any) -> Probed:
    """Looks only. `file` is open for reading; its name does not matter. Raises Refused."""
    with tempfile.TemporaryFile() as nowhere:
        return clean(file, nowhere)


def _probed(found: dict[str, Any], poster: bytes | None) -> Probed:
    form = FORMS[found["container"]].get(found["kind"])
    playable = IN_FORM.get(found["container"])
    if form is None or (playable and not playable.issuperset(found["codecs"])):
        raise Refused(_WHY["codec"], "codec")
    media_type, ending = form
    names = ("kind", "seconds", "bit_rate", "width", "height", "loudness")
    return Probed(
        **{name: found[name] for name in names},
        media_type=media_type,
        ending=ending,
        codecs=tuple(found["codecs"]),
        poster=poster,
        notes=tuple(_notes(found)),
    )


def _notes(found: dict[str, Any]) -> list[Any]:
    notes: list[Any] = []
    if found["loudness"] is None:
        notes.append(_("Nothing is heard in this file."))
    elif found["loudness"] < -30:
        notes.append(_("The sound is very low: listeners will hardly hear it."))
    notes += [said for code, said in _LEFT_BEHIND.items() if code in found["left_behind"]]
    return notes


def _check_bytes(file: Any) -> None:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > MOST_BYTES:
        message = _(
            "The file is larger than {most} MB. Save it smaller or in parts, then upload it again."
        )
        raise Refused(format_lazy(message, most=MOST_BYTES // 1024**2), "too_large")
