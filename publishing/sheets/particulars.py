"""`bulletin.json`: what a station's programme needs to know. Its fields stand in `docs/bulletins.md`.

The one file of a bundle that names the place it goes to.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from django.utils import timezone

from cms.languages import bcp47_of

from ..script.timing import syllables
from .sheet import Sheet

NAME, SCHEMA = "bulletin.json", "loa-bulletin/1"
FIELD = "BHXH, BHYT, BHTN"


class Sound(Protocol):
    """A sound file of exactly these words. `name` is of ASCII; `label` says who reads."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def is_machine(self) -> bool: ...
    @property
    def seconds(self) -> float: ...
    def opened(self) -> BinaryIO: ...


@dataclass(frozen=True)
class Place:
    """Whose bundle it is. `id` is the bulletin's there, the same in the list and in confirmations;
    `replaces` that of the one before it, or empty."""

    id: str
    commune_code: str = ""
    station: str = ""
    contact: str = ""
    replaces: str = ""


@dataclass(frozen=True)
class File:
    name: str
    media_type: str
    size: int  # bytes
    sha256: str


def particulars(
    sheet: Sheet, place: Place, files: Sequence[File], sounds: Sequence[Sound] = ()
) -> dict[str, Any]:
    approved, wishes = sheet.approval.at, sheet.wishes
    return {
        "schema": SCHEMA,
        "id": place.id,
        "replaces": place.replaces,
        "title": sheet.title,
        "level": wishes.klass,
        "correction": sheet.is_correction,
        "field": FIELD,
        "issuer": sheet.approval.issuer,
        "approver": sheet.approval.approver,
        "approved_at": timezone.localtime(approved).isoformat() if approved else "",
        "text_sha256": sheet.text_hash,
        "text": sheet.script.said,
        "language": bcp47_of(sheet.script.language),
        "profile": sheet.script.profile,
        "commune_code": place.commune_code,
        "station": place.station,
        "valid_from": wishes.first_day.isoformat() if wishes.first_day else "",
        "valid_to": sheet.last_day.isoformat() if sheet.last_day else "",
        "slot_seconds": wishes.slot,
        "times": [
            {"time": one.clock, "seconds": one.seconds, "days": list(one.days)}
            for one in wishes.times
        ],
        "loops": wishes.repeats,
        "idle_seconds": wishes.pause,
        "duration_seconds": sheet.seconds,
        "syllables": syllables(sheet.script.said, sheet.script.language),
        "sounds": [_sound(one) for one in sounds],
        "files": [
            {"name": one.name, "type": one.media_type, "size": one.size, "sha256": one.sha256}
            for one in files
        ],
        "contact": place.contact,
    }


def _sound(sound: Sound) -> dict[str, Any]:
    return {
        "name": sound.name,
        "read_by": sound.label,
        "machine": sound.is_machine,
        "seconds": round(sound.seconds, 1),
    }


def as_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
