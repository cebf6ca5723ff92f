"""All bulletins in force of a commune in one ZIP, for a USB stick: `YYYY-tuan-WW`.

File names are ASCII, so that every player and computer of a station can show them. Texts are what the
old editors of such computers read: UTF-8 with its mark, lines ended as there.
"""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

from django.template.loader import render_to_string
from django.utils import timezone
from slugify import slugify

from .bulletins import Bulletin
from .models import Destination

README = "00-doc-truoc.txt"
_LONGEST = 60  # letters of a file name


def parcel_name(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-tuan-{week:02}"


def parcel(place: Destination, bulletins: Iterable[Bulletin]) -> bytes:
    """What is still to be played first, in the order of the list."""
    chosen = list(bulletins)
    packed = BytesIO()
    names = list(_names(chosen))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = list(zip(names, chosen, strict=True))
        _add(archive, README, "parcel", {"place": place, "listed": listed})
        for name, bulletin in listed:
            _add(archive, f"{name}.txt", "parcel_bulletin", {"place": place, "bulletin": bulletin})
    return packed.getvalue()


def _names(bulletins: Iterable[Bulletin]) -> Iterator[str]:
    """Numbered as they are to be played, so that no two are alike."""
    for number, bulletin in enumerate(bulletins, 1):
        title = slugify(str(bulletin.post["title"]), max_length=_LONGEST)
        yield f"{number:02}-{title or 'ban-tin'}"


def _add(archive: zipfile.ZipFile, name: str, template: str, context: dict[str, object]) -> None:
    text = render_to_string(f"publishing/commune/{template}.txt", context).strip() + "\n"
    entry = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.replace("\n", "\r\n").encode("utf-8-sig"))
