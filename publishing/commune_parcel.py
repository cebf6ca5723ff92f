"""All bulletins in force of a commune in one ZIP, for a USB stick: `YYYY-tuan-WW`.

File names are ASCII, so that every player and computer of a station can show them. Texts and sheets are
the announcer's, as the commune's page gives them one by one.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import BinaryIO

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone
from slugify import slugify

from .bulletins import Bulletin
from .models import Destination
from .sheets.forms import PDF, TEXT, WORD, made, made_if_possible
from .sheets.of_delivery import sheet_for
from .voices.deliverable import NamedSound, sounds_for

README = "00-doc-truoc.txt"
MOST_SOUND = 400 * 1024 * 1024  # bytes in all; what is heard first goes in first
_LONGEST = 60  # letters of a file name


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
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, README, _read_me_first(place, listed))
        for entry in listed:
            sheet = sheet_for(entry.bulletin.delivery)
            _add(archive, f"{entry.name}.{TEXT.name}", made(sheet, TEXT))
            for form in (PDF, WORD):
                if content := made_if_possible(sheet, form):
                    _add(archive, f"{entry.name}.{form.name}", content)
            if entry.sound:
                _add_sound(archive, entry.name, entry.sound)
    file.seek(0)
    return file


def _entries(bulletins: Sequence[Bulletin]) -> Iterator[Entry]:
    room = MOST_SOUND
    for name, bulletin in zip(_names(bulletins), bulletins, strict=True):
        sound = _playable(sounds_for(bulletin.delivery))
        too_much = sound is not None and sound.size > room
        if sound is None or too_much:
            yield Entry(name, bulletin, is_too_much=too_much)
            continue
        room -= sound.size
        yield Entry(name, bulletin, sound)


def _playable(sounds: list[NamedSound]) -> NamedSound | None:
    """What players of stations take; a light one only where there is no other."""
    playable = [one for one in sounds if PurePath(one.name).suffix == ".mp3"]
    return next((one for one in playable if not one.is_light), next(iter(playable), None))


def _add_sound(archive: zipfile.ZipFile, name: str, chosen: NamedSound) -> None:
    try:
        sound = chosen.opened()
    except FileNotFoundError:  # its storage lost it: the text is there all the same
        return
    ending = "-giong-may.mp3" if chosen.is_machine else ".mp3"
    entry = zipfile.ZipInfo(f"{name}{ending}", timezone.localtime().timetuple()[:6])
    with sound, archive.open(entry, "w") as target:  # stored as it is
        shutil.copyfileobj(sound, target)


def _names(bulletins: Iterable[Bulletin]) -> Iterator[str]:
    """Numbered as they are to be played, so that no two are alike."""
    for number, bulletin in enumerate(bulletins, 1):
        title = slugify(str(bulletin.post["title"]), max_length=_LONGEST)
        yield f"{number:02}-{title or 'ban-tin'}"


def _read_me_first(place: Destination, listed: Sequence[Entry]) -> bytes:
    context = {"place": place, "listed": listed}
    text = render_to_string("publishing/commune/parcel.txt", context).strip() + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
