"""Captions of videos (WebVTT): read strictly, written anew; nothing of the file but times and words.

https://www.w3.org/TR/webvtt1/ ; styles, regions, notes, positions and unknown tags are left out.
"""

import re
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import Any

import bleach
from django.utils.translation import gettext_lazy as _

from .intake import Refused
from .intake.names import plain

MOST_BYTES = 1024 * 1024
MOST_CUES = 5000
HEADER = "WEBVTT"
KEPT = frozenset({"b", "i", "u"})
BESIDE = ("NOTE", "STYLE", "REGION")
_TIME = r"(?:(\d{2}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?", re.ASCII)
_BLANK = re.compile(r"^[^\S\n]+$", re.MULTILINE)  # looks empty, and is not
_SPEAKER = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]{1,80})>")
_NOT_CAPTIONS = _(
    "This is no file of captions. Save the captions as WebVTT (.vtt, UTF-8), then choose that file."
)
_BROKEN = _(
    "The captions break off or their times are out of order. Save them anew as WebVTT (.vtt), then"
    " choose that file."
)
_TOO_LONG = _("These captions are too long for one recording. Choose the right file.")


@dataclass(frozen=True)
class Cue:
    """Times in milliseconds; `text` has no tags but `KEPT`."""

    start: int
    end: int
    text: str


def read(data: bytes) -> str:
    """The same captions, written by us. Raises Refused."""
    return write(parse(_decoded(data)))


def parse(text: str) -> list[Cue]:
    """Raises Refused."""
    first, *blocks = re.split(r"\n{2,}", _BLANK.sub("", text).strip("\n"))
    if not re.match(rf"{HEADER}(?:[ \t\n]|$)", first) or "-->" in first:
        raise Refused(_NOT_CAPTIONS, "not_captions")
    cues = [_cue(block) for block in blocks if not _stands_beside(block)]
    if not cues:
        raise Refused(_NOT_CAPTIONS, "not_captions")
    if len(cues) > MOST_CUES:
        raise Refused(_TOO_LONG, "too_long")
    if any(later.start < earlier.start for earlier, later in pairwise(cues)):
        raise Refused(_BROKEN, "broken_captions")
    return cues


def write(cues: list[Cue]) -> str:
    shown = (f"{_clock(one.start)} --> {_clock(one.end)}\n{one.text}\n" for one in cues)
    return "\n".join([f"{HEADER}\n", *shown])


def words_of(captions: str) -> str:
    """What is said, a line each; of captions that were read before."""
    spoken = (bleach.clean(one.text, tags=set(), strip=True) for one in _stored(captions))
    return unescape("\n".join(spoken))


def last_second(captions: str) -> float:
    return max((one.end for one in _stored(captions)), default=0) / 1000


def _stored(captions: str) -> list[Cue]:
    return parse(captions) if captions else []


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise Refused(_TOO_LONG, "too_long")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_NOT_CAPTIONS, "not_captions") from error
    if "\0" in text:
        raise Refused(_NOT_CAPTIONS, "not_captions")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _stands_beside(block: str) -> bool:
    return block.split(maxsplit=1)[0].startswith(BESIDE) and "-->" not in block


def _cue(block: str) -> Cue:
    lines = block.strip("\n").split("\n")
    if "-->" not in lines[0]:
        lines = lines[1:]  # its name
    found = _TIMES.fullmatch(lines[0].strip()) if lines else None
    if found is None:
        raise Refused(_BROKEN, "broken_captions")
    start, end = _milliseconds(*found.groups()[:4]), _milliseconds(*found.groups()[4:])
    if end <= start:
        raise Refused(_BROKEN, "broken_captions")
    kept = (_text(line) for line in lines[1:])
    return Cue(start, end, "\n".join(line for line in kept if line))


def _text(line: str) -> str:
    spoken = _SPEAKER.sub(r"\1: ", plain(line))
    return str(bleach.clean(spoken, tags=KEPT, attributes={}, strip=True)).strip()


def _milliseconds(hours: Any, minutes: str, seconds: str, rest: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{rest:03}"
