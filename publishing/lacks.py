"""What is in force and did not reach an office for want of a value, place by place.

Items whose version reached a place, by whatever release, are not among these, nor what its office
takes nowhere, nor what could not be made there for another reason.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Q, QuerySet

from cms.fact_sheets import Values, label_of, values_of
from cms.models import Office
from cms.placeholders import find, missing

from .delivery.line import newer, same_line
from .filling import missing_in_data
from .models import Delivery, NationalPosts, Release
from .national import is_national
from .package_texts import PackageText

State = Delivery.State
MOST = 50  # items shown, and sent at once
LOOKED_AT = 200  # releases, the newest


@dataclass(frozen=True)
class Lack:
    """An item that did not go out at places of the office, or below, since a value was missing.

    Where it can go by now at some of its places and at others not, there are two of them.
    """

    release: Release  # that put its version in force
    places: int
    missing: tuple[str, ...]  # labels of what is missing still; empty: it can go now
    keys: frozenset[str]  # that were missing when it was approved

    @property
    def token(self) -> str:
        return f"{self.release.pk}"


@dataclass
class _Count:
    places: int = 0
    missing: dict[str, None] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def lacks_at(office: Office, most: int = MOST) -> list[Lack]:
    """The newest items first. A fixed number of queries."""
    rows = list(_rows(office))
    looked_at = dict.fromkeys(row.release_id for row in rows)
    newest = set(list(looked_at)[:LOOKED_AT])
    bases = _bases(newest)
    values = values_of({row.destination.office for row in rows})
    found: dict[tuple[int, bool], _Count] = {}
    for row in rows:
        base = bases.get(row.release_id)
        if base is None:
            continue
        sheet = values[row.destination.office_id]
        lacked, still = base.read_at(row, sheet)
        if not lacked:
            continue
        if not still and not _is_given(office, row.destination.office, lacked, sheet):
            continue  # by that office itself, whose list it is on
        count = found.setdefault((base.release.pk, bool(still)), _Count())
        count.places += 1
        count.missing |= dict.fromkeys(still)
        count.keys |= set(lacked)
    releases = {one.release.pk: one.release for one in bases.values()}
    ordered = sorted(found, key=lambda one: (-one[0], one[1]))
    return [_lack(releases[pk], found[pk, still]) for pk, still in ordered][:most]


def _lack(release: Release, count: _Count) -> Lack:
    labels = tuple(dict.fromkeys(label_of(key) for key in count.missing))
    return Lack(release, count.places, labels, frozenset(count.keys))


def _rows(office: Office) -> Iterator[Delivery]:
    """What could not be made at its places, and at the counters that use its values; newest first."""
    below = Q(parent=office, level=Office.Level.GRASSROOTS)
    offices = Office.objects.filter(Q(pk=office.pk) | below).values("pk")
    rows = Delivery.objects.filter(
        ~Exists(newer()),
        state=State.FAILED,
        variant=None,
        action=Delivery.Action.PUBLISH,
        release__state=Release.State.IN_FORCE,
        release__page__live=True,
        destination__archived_at=None,
        destination__office__in=offices,
    ).annotate(something_is_out=Exists(same_line().filter(Delivery.may_be_out())))
    related = "destination__office__parent", "release__edition__office", "release__office"
    light = rows.select_related(*related).defer("release__content")
    for row in light.order_by("-release_id", "pk"):
        if not _is_shut(row):
            yield row


def _is_shut(row: Any) -> bool:
    """Its office takes no national posts there, and has none of this item."""
    edition = row.release.edition
    releasing = edition.office if edition else row.release.office
    never = row.destination.national_posts == NationalPosts.NEVER
    return never and not row.something_is_out and is_national(row.destination, releasing)


@dataclass(frozen=True)
class _Base:
    """The version, and what its texts lack; each text at each office is read once."""

    release: Release
    read: dict[tuple[int, str], tuple[list[str], list[str]]] = field(default_factory=dict)

    def read_at(self, row: Delivery, sheet: Values) -> tuple[list[str], list[str]]:
        """Keys that its place lacked at the approval, and those that it lacks by now."""
        office, text = row.destination.office, _text_for(self.release, row)
        key = (office.pk, text)
        if key not in self.read:
            now = {name: str(value) for name, value in sheet.items()}
            self.read[key] = _lacked(self.release, office, text), _missing(self.release, text, now)
        return self.read[key]


def _bases(releases: Collection[int]) -> dict[int, _Base]:
    """By id of a version or of a release for one office, the version in force. Two queries."""
    found = Release.objects.select_related("office", "page").in_bulk(releases)
    beside = {
        pk: one.content.get("beside", {}).get("release")
        for pk, one in found.items()
        if one.kind == Release.Kind.OFFICE
    }
    more = _versions().in_bulk([pk for pk in beside.values() if pk])
    bases = {pk: _Base(one) for pk, one in {**found, **more}.items() if pk not in beside}
    return bases | {pk: bases[base] for pk, base in beside.items() if base in bases}


def _versions() -> QuerySet[Release]:
    rows = Release.objects.versions().filter(state=Release.State.IN_FORCE)
    return rows.select_related("office", "page")


def _lacked(base: Release, office: Office, text: str) -> list[str]:
    """Of what the office had no value for, what is quoted there."""
    recorded = (base.content.get("lacking") or {}).get(office.code, ())
    quoted = find("\n".join([text, json.dumps(base.content, ensure_ascii=False)]))
    others = {key: key for key in quoted if key not in recorded}
    return _missing(base, text, others) if recorded else []


def _missing(base: Release, text: str, sheet: Mapping[str, str]) -> list[str]:
    keys = [*missing_in_data(base.content, sheet), *missing(text, sheet)]
    return list(dict.fromkeys(keys))


def _text_for(base: Release, row: Delivery) -> str:
    """What an editor wrote for the place, else for its channel."""
    kept = [PackageText(**one) for one in base.content.get("package_texts") or ()]
    place, channel = str(row.destination.uuid), row.destination.channel
    own = (one.text for one in kept if one.place == place)
    of_channel = (one.text for one in kept if not one.place and one.channel == channel)
    return next(own, "") or next(of_channel, "")


def _is_given(office: Office, place: Office, keys: Iterable[str], sheet: Values) -> bool:
    given = (sheet[key].office_id == office.pk for key in keys if key in sheet)
    return place.pk == office.pk or any(given)
