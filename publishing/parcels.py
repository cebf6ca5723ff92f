"""What ZIP files of bulletins have in common: ASCII names, sheets, and one sound a bulletin."""

import shutil
import zipfile
from pathlib import PurePath

from django.utils import timezone
from slugify import slugify

from .sheets.forms import PDF, TEXT, WORD, made, made_if_possible
from .sheets.sheet import Sheet
from .voices.deliverable import NamedSound

README = "00-doc-truoc.txt"
_LONGEST = 60  # letters of a file name


def short_name(title: object) -> str:
    """Of ASCII, so that every player and computer of a station can show it."""
    return slugify(str(title), max_length=_LONGEST) or "ban-tin"


def as_text(words: str) -> bytes:
    """As the oldest computers of stations show it right."""
    return (words.strip() + "\n").replace("\n", "\r\n").encode("utf-8-sig")


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = _entry(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def add_sheets(archive: zipfile.ZipFile, stem: str, sheet: Sheet, *, drawn: bool = True) -> None:
    """The text always; PDF and Word where they are wanted and can be drawn."""
    add(archive, f"{stem}.{TEXT.name}", made(sheet, TEXT))
    for form in (PDF, WORD) if drawn else ():
        if content := made_if_possible(sheet, form):
            add(archive, f"{stem}.{form.name}", content)


def playable(sounds: list[NamedSound]) -> NamedSound | None:
    """What players of stations take; a light one only where there is no other."""
    found = [one for one in sounds if PurePath(one.name).suffix == ".mp3"]
    return next((one for one in found if not one.is_light), next(iter(found), None))


def add_sound(archive: zipfile.ZipFile, stem: str, chosen: NamedSound) -> None:
    try:
        sound = chosen.opened()
    except FileNotFoundError:  # its storage lost it: the text is there all the same
        return
    ending = "-giong-may.mp3" if chosen.is_machine else ".mp3"
    with sound, archive.open(_entry(f"{stem}{ending}"), "w") as target:  # stored as it is
        shutil.copyfileobj(sound, target)


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
