"""Where something public says another value of an office than its fact sheet.

Read from what live pages state (`cms.models.StatedFact`): posts and bulletins of a page quote what it
states. Items from before that follow the sheet with their page; of their posts nothing is known.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.db.models import Count, Q

from cms.fact_sheets import label_of, values_of
from cms.models import Fact, Office, StatedFact

from .content import address_at
from .models import Delivery, Release
from .office_package import Pair, served_by

MOST = 50  # items shown, and corrected at once


@dataclass(frozen=True)
class Said:
    """One value that stands there, and the one of the sheet."""

    key: str
    before: str
    now: str

    @property
    def label(self) -> str:
        return label_of(self.key)

    @property
    def pair(self) -> Pair:
        return self.key, self.before


@dataclass(frozen=True)
class Quote:
    """An item that is public for the office, with what it says otherwise than the sheet."""

    release: Release  # that put its version in force
    office: Office
    said: tuple[Said, ...]
    places: int  # posts and bulletins that are out or on their way

    @property
    def token(self) -> str:
        """What was shown: who presses the button agrees to this and nothing else."""
        words = [f"{one.key}\0{one.before}\0{one.now}" for one in self.said]
        shown = "\n".join([str(self.release.pk), self.office.code, *words])
        return sha256(shown.encode()).hexdigest()[:32]

    @cached_property
    def address(self) -> str:
        """Of the page as it is read under the office's path."""
        if self.release.office_id == self.office.pk:
            return self.release.address
        return address_at(self.office, self.release.address)


def quotes_at(
    office: Office, keys: Collection[str] | None = None, most: int = MOST
) -> tuple[list[Quote], int]:
    """The newest items first, and how many there are. A fixed number of queries.

    Values that office gives: also to offices below, which quote its figures or use its contacts.
    """
    rows = _rows(office, keys)
    by_page: dict[int, set[Said]] = {}
    for row, now in rows:
        by_page.setdefault(row.page_id, set()).add(Said(row.key, row.value, now))
    releases = Release.objects.versions().filter(
        page__in=list(by_page), state=Release.State.IN_FORCE, revision__isnull=False
    )
    total = releases.count()
    light = releases.select_related("office", "page").defer("content")
    shown = list(light.order_by("-pk")[:most])
    counts = _places(shown, office)
    return [
        Quote(
            one,
            office,
            tuple(sorted(by_page[one.page_id or 0], key=lambda said: (said.key, said.before))),
            counts.get(one.work_id, {}).get(one.language, 0),
        )
        for one in shown
    ], total


def _rows(office: Office, keys: Collection[str] | None) -> list[tuple[StatedFact, str]]:
    """What is stated otherwise than by a value of this office, with that value."""
    family = list(Office.objects.filter(served_by(office)).select_related("parent"))
    heirs: dict[tuple[str, str], list[int]] = {}
    for pk, values in values_of(family).items():
        for key, value in values.items():
            if value.office_id == office.pk and (keys is None or key in keys):
                heirs.setdefault((key, str(value)), []).append(pk)
    if not heirs:
        return []
    other = Q()
    for (key, right), offices in heirs.items():
        other |= Q(key=key, office__in=offices) & ~Q(value=right)
    now = {(pk, key): right for (key, right), pks in heirs.items() for pk in pks}
    rows = StatedFact.objects.filter(other, page__live=True)
    return [(row, now[row.office_id, row.key]) for row in rows]


def _places(releases: Collection[Release], office: Office) -> Mapping[int, Mapping[str, int]]:
    """By work and language: what is out, or on its way, at the office and those below."""
    rows = Delivery.objects.filter(
        work__in={one.work_id for one in releases},
        destination__office__in=Office.objects.filter(served_by(office)).values("pk"),
        state__in=Delivery.OPEN + Delivery.THERE,
    ).exclude(destination__channel="portal")
    counted = rows.values("work", "language").annotate(n=Count("destination", distinct=True))
    found: dict[int, dict[str, int]] = {}
    for row in counted.order_by():
        found.setdefault(row["work"], {})[row["language"]] = row["n"]
    return found


def quoting(facts: Iterable[Fact]) -> dict[int, int]:
    """By fact's id, how many live pages quote the value of its office as it is now. One query.

    For a proposal: what would have to be corrected; for a fact in force: what quotes it.
    """
    listed = list(facts)
    if not listed:
        return {}
    office = listed[0].office
    pages = StatedFact.objects.filter(
        office__in=Office.objects.filter(served_by(office)).values("pk"),
        key__in={one.key for one in listed},
        page__live=True,
    ).exclude(value="")
    counts = dict(pages.values_list("key").annotate(n=Count("page", distinct=True)).order_by())
    return {one.pk: counts[one.key] for one in listed if counts.get(one.key)}
