"""All bulletins in force of a commune in one ZIP, for a USB stick: `YYYY-tuan-WW`.

Texts and sheets are the announcer's, as the commune's page gives them one by one.
"""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string

from .bulletins import Bulletin
from .models import Destination
from .parcels import README, add, add_sheets, add_sound, as_text, playable, short_name
from .sheets.of_delivery import sheet_for
from .voices.deliverable import NamedSound, sounds_for

MOST_SOUND = 400 * 1024 * 1024  # bytes in all; what is heard first goes in first


@dataclass(frozen=True)
class Entry:
    """One bulletin. `sound` None: there is none, or it `is_too_much` for this copy."""

    name: str
    bulletin: Bulletin
    sound: NamedSound | None = None
    is_too_much: bool = False


def parcel_name(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-tuan-{week:02}"


def parcel(place: Destination, bulletins: Iterable[Bulletin]) -> BinaryIO:
    """An open temporary file, at its beginning: what is still to be played first, in the order of
    the list. Beside a text lies its sound, where there is one that may be heard."""
    chosen = list(bulletins)
    prefetch_related_objects([one.delivery for one in chosen], "release__office")
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    listed = list(_entries(chosen))
    context = {"place": place, "listed": listed}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        first = as_text(render_to_string("publishing/commune/parcel.txt", context))
        add(archive, README, first)
        for entry in listed:
            add_sheets(archive, entry.name, sheet_for(entry.bulletin.delivery))
            if entry.sound:
                add_sound(archive, entry.name, entry.sound)
    file.seek(0)
    return file


def _entries(bulletins: Sequence[Bulletin]) -> Iterator[Entry]:
    """Numbered as they are to be played, so that no two names are alike."""
    room = MOST_SOUND
    for number, bulletin in enumerate(bulletins, 1):
        name = f"{number:02}-{short_name(bulletin.post['title'])}"
        sound = playable(sounds_for(bulletin.delivery))
        too_much = sound is not None and sound.size > room
        if sound is None or too_much:
            yield Entry(name, bulletin, is_too_much=too_much)
            continue
        room -= sound.size
        yield Entry(name, bulletin, sound)
