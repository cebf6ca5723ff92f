"""All bulletins that are on for an office's communes in one ZIP, to be passed on: a folder each.

Communes with the same text share a folder; `xa.csv` in it names them. What was corrected or withdrawn
stands in no commune's list, and so in no folder.
"""

import tempfile
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db.models import Count, Max, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cms import spreadsheets
from cms.languages import DEFAULT
from cms.models import Office

from .bulletins import Bulletin, in_force, versions_before
from .models import Delivery, Destination
from .parcels import README, add, add_sheets, add_sound, as_text, playable, short_name
from .sheets.of_delivery import sheet_for
from .voices.choices import goes_out_at, offices_that_let_out
from .voices.deliverable import NamedSound, named, sound_of

COMMUNES = "xa.csv"
MOST_SOUND = 1024 * 1024 * 1024  # bytes in all
MOST_DRAWN = 200  # bulletins with PDF and Word; what is on first comes first
AT_ONCE = 500  # communes that are read together
_MARKS = {2: "KHAN-CAP-", 1: "uu-tien-", 0: ""}  # by rank


@dataclass(frozen=True)
class Folder:
    """One text. `bulletin` is that of one of its communes, `count` how many they are."""

    name: str
    bulletin: Bulletin
    count: int
    is_drawn: bool
    sound: NamedSound | None = None
    is_too_much: bool = False  # the sound


def office_parcel(office: Office, places: QuerySet[Destination]) -> BinaryIO | None:
    """An open temporary file, at its beginning; None where nothing is on. `places`: the communes."""
    here = in_force(places.order_by().values("pk"))
    folders = list(_folders(office, here))
    if not folders:
        return None
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    context = {"office": office, "folders": folders, "most": MOST_DRAWN}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        add(archive, README, as_text(render_to_string("publishing/communes/parcel.txt", context)))
        for folder in folders:
            _add_folder(archive, folder, here)
    file.seek(0)
    return file


def _folders(office: Office, here: QuerySet[Delivery]) -> Iterator[Folder]:
    """What is played first comes first."""
    room = MOST_SOUND
    for number, (bulletin, count, offices) in enumerate(_bulletins(here), 1):
        sound = _sound(bulletin.delivery, office, offices)
        too_much = sound is not None and sound.size > room
        if too_much:
            sound = None
        room -= sound.size if sound else 0
        drawn = number <= MOST_DRAWN
        yield Folder(_name(number, bulletin), bulletin, count, drawn, sound, too_much)


def _bulletins(here: QuerySet[Delivery]) -> list[tuple[Bulletin, int, set[int]]]:
    """Each text once, with how many communes and which offices have it; a fixed number of queries."""
    counted = here.order_by().values("variant__post", "destination__office")
    groups: dict[str, tuple[int, int, set[int]]] = {}
    for row in counted.annotate(count=Count("pk"), one=Max("pk")):
        post, count, newest = row["variant__post"], row["count"], row["one"]
        before, first, offices = groups.get(post, (0, 0, set()))
        offices.add(row["destination__office"])
        groups[post] = (before + count, max(first, newest), offices)
    rows = Delivery.objects.select_related("release__office", "variant__post").in_bulk(
        [one for _count, one, _offices in groups.values()]
    )
    older = versions_before(list(rows.values()))
    found = [
        (Bulletin(rows[one], None, older.get(one)), count, offices)
        for count, one, offices in groups.values()
    ]
    return sorted(found, key=lambda each: (-each[0].rank, *each[0].newest_first))


def _name(number: int, bulletin: Bulletin) -> str:
    language = bulletin.delivery.language
    tongue = "" if language == DEFAULT else f"-{short_name(language)}"
    return f"{number:02}-{_MARKS[bulletin.rank]}{short_name(bulletin.post['title'])}{tongue}"


def _sound(delivery: Delivery, office: Office, offices: Collection[int]) -> NamedSound | None:
    """What the office hears; a machine's only where it may go out to everybody who has the text."""
    assert delivery.variant is not None  # `in_force` has no others
    sound = sound_of(delivery.variant.post.data, delivery.release.office, office)
    chosen = playable(named(sound)) if sound else None
    if chosen is None or not chosen.is_machine:
        return chosen
    choice = goes_out_at(office)
    allowed = offices_that_let_out(choice.says_label) if choice else []
    return chosen if set(offices) <= set(allowed) else None


def _add_folder(archive: zipfile.ZipFile, folder: Folder, here: QuerySet[Delivery]) -> None:
    delivery = folder.bulletin.delivery
    add_sheets(archive, f"{folder.name}/phieu-doc", sheet_for(delivery), drawn=folder.is_drawn)
    if folder.sound:
        add_sound(archive, f"{folder.name}/am-thanh", folder.sound)
    assert delivery.variant is not None
    lines = spreadsheets.csv_lines(_communes(here.filter(variant__post=delivery.variant.post_id)))
    with archive.open(f"{folder.name}/{COMMUNES}", "w") as target:
        for line in lines:
            target.write(line.encode())


def _communes(rows: QuerySet[Delivery]) -> Iterator[list[Any]]:
    yield [_("Code"), _("Commune"), _("Office"), _("Language"), _("Key of the delivery")]
    chosen = rows.order_by("destination__office__code", "destination__name", "pk").values_list(
        "destination__config__commune_code",
        "destination__name",
        "destination__office__name",
        "language",
        "key",
    )
    for code, *rest in chosen.iterator(chunk_size=AT_ONCE):
        yield [code or "", *rest]
