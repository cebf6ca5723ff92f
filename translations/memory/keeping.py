"""What becomes of a translation in the memory."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.models import Office, User
from translations.memory import tables
from translations.memory.keys import kept_under, shelf
from translations.memory.scope import province_of
from translations.memory.wording import Wording, composed, wording
from translations.models import MemoryUnit

AT_ONCE = 10_000


@dataclass(frozen=True)
class Pair:
    """A source beside its translation; `segment` is the uuid of the segment where it stands."""

    source: str
    target: str
    segment: UUID | None = None
    made_at: datetime | None = None
    used: int = 0


@dataclass(frozen=True)
class Kept:
    added: int
    approved: int  # that were there, and are approved only now
    known: int  # that were there as they are

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.added + other.added, self.approved + other.approved, self.known + other.known
        )


def keep(
    pairs: Iterable[Pair],
    language: str,
    *,
    office: Office | None,
    approved: bool,
    by: User | None = None,
) -> Kept:
    """All or none; some eight queries for every `AT_ONCE` pairs.

    For the office's province, or for everybody where it has none. Pairs without words on both sides
    are passed over. What a segment had for the same source before is no longer approved: it was
    corrected. Drafts must not be given here.
    """
    province = province_of(office)
    total, everything = Kept(0, 0, 0), iter(pairs)
    with transaction.atomic():
        while some := list(islice(everything, AT_ONCE)):
            units = dict(_units(some, language, province, approved=approved, by=by))
            total += _keep(units, language, province, approved=approved)
    return total


def _units(
    pairs: Sequence[Pair],
    language: str,
    province: Office | None,
    *,
    approved: bool,
    by: User | None,
) -> Iterator[tuple[str, MemoryUnit]]:
    now = timezone.now()
    for pair in pairs:
        source, target = wording(pair.source), composed(pair.target)
        if not source.words or not target:
            continue
        mark = _fingerprint(language, province, source.text, target)
        yield (
            mark,
            MemoryUnit(
                language=language,
                office=province,
                source=source.text,
                masked=source.masked,
                target=target,
                approved=approved,
                segment=pair.segment,
                made_by=by,
                made_at=pair.made_at or now,
                used=pair.used,
                fingerprint=mark,
            ),
        )


def _fingerprint(language: str, province: Office | None, source: str, target: str) -> str:
    parts = (language, province.code if province else "", source, target)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _keep(
    units: dict[str, MemoryUnit], language: str, province: Office | None, *, approved: bool
) -> Kept:
    there = {
        unit.fingerprint: unit for unit in MemoryUnit.objects.filter(fingerprint__in=list(units))
    }
    new = MemoryUnit.objects.bulk_create(
        [unit for mark, unit in units.items() if mark not in there],
        update_conflicts=True,  # another process was quicker by a moment
        unique_fields=["fingerprint"],
        update_fields=["masked"],  # which is the same: their approval stays
    )
    _shelve(new, approved=approved)
    raised = [unit for unit in there.values() if approved and not unit.approved]
    _move(raised, approved=True)
    if approved:
        _move(_corrected(units, language, province), approved=False)
    return Kept(len(new), len(raised), len(there) - len(raised))


def _corrected(
    units: dict[str, MemoryUnit], language: str, province: Office | None
) -> list[MemoryUnit]:
    """Other translations that the same segments gave for the same words."""
    now = {(unit.segment, unit.source) for unit in units.values() if unit.segment}
    before = MemoryUnit.objects.filter(
        language=language, office=province, approved=True, segment__in={one for one, _text in now}
    )
    return [
        unit
        for unit in before
        if (unit.segment, unit.source) in now and unit.fingerprint not in units
    ]


def withdraw(segments: Iterable[UUID], language: str) -> int:
    """Nothing that came from these segments is approved any more; how many were."""
    with transaction.atomic():
        units = list(
            MemoryUnit.objects.filter(language=language, segment__in=list(segments), approved=True)
        )
        _move(units, approved=False)
    return len(units)


def unapprove(units: Sequence[MemoryUnit]) -> None:
    """They are proposed as no more than fair from now on."""
    with transaction.atomic():
        _move([unit for unit in units if unit.approved], approved=False)


def forget(units: Sequence[MemoryUnit]) -> None:
    """They are gone, with their keys. What was made from them stays as it is."""
    with transaction.atomic():
        for approved in (True, False):
            if some := [unit for unit in units if unit.approved == approved]:
                tables.remove(_rows(some, approved=approved))
        tables.remove_units([unit.pk for unit in units])


def count_use(unit: int) -> None:
    """Somebody took what this unit proposed."""
    MemoryUnit.objects.filter(pk=unit).update(used=F("used") + 1)


def _move(units: Sequence[MemoryUnit], *, approved: bool) -> None:
    if not units:
        return
    tables.remove(_rows(units, approved=not approved))
    MemoryUnit.objects.filter(pk__in=[unit.pk for unit in units]).update(approved=approved)
    _shelve(units, approved=approved)


def _shelve(units: Sequence[MemoryUnit], *, approved: bool) -> None:
    tables.add(_rows(units, approved=approved))


def _rows(units: Sequence[MemoryUnit], *, approved: bool) -> Iterator[tables.Row]:
    for unit in units:
        place = shelf(unit.language, unit.office_id, approved=approved)
        for key in kept_under(Wording(unit.source, unit.masked), place):
            yield key, unit.pk
