"""What was translated before and resembles a text."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cms.models import Office
from translations.memory import tables
from translations.memory.keys import Lookup, looked_up, shelf
from translations.memory.numbers import put_in
from translations.memory.scope import Scope, province_of
from translations.memory.similarity import similarity
from translations.memory.wording import Wording, wording
from translations.models import MemoryUnit

FULL = 100
LEAST = 50  # less helps nobody
# The most that a unit may reach which has other numbers, or which nobody approved.
OTHER_NUMBERS, NOT_APPROVED = 90, 74
GOOD = 75  # from here on a suggestion may be called good
COMPARED = 200  # units whose texts a search compares
SHORTLISTED = 60  # of these, whose translations are looked at


@dataclass(frozen=True)
class Suggestion:
    """`target` has the numbers of the text that was asked for, if `quality` is 100.

    `source` is what it was the translation of; `unit` is for `count_use`.
    """

    target: str
    source: str
    quality: int
    scope: Scope
    approved: bool
    made_at: datetime
    unit: int


def suggest(text: str, language: str, *, office: Office | None, limit: int = 5) -> list[Suggestion]:
    """The best first, each target once; three queries, whatever the memory holds.

    Proposed are approved units of the centre and of the office's own province, and, as no more than
    fair, what in its own scope is not approved yet; nothing of another province.

    Quality, 0–100: 100 for the same text, and for one that differs in its numbers only, all of which
    could be put into the target. Else 100 × `similarity` (the mean of a figure by words and one by
    letters, numbers masked), rounded down: at most 99, at most 90 where numbers differ, and at most
    74 of what is not approved. Nothing below 50. Among equals the same text comes first, then what
    is approved, the own province's, what was used more often, what is newer.
    """
    wanted = wording(text)
    if not wanted.words:
        return []
    units = MemoryUnit.objects.filter(pk__in=_shortlist(wanted, language, province_of(office)))
    return ranked(wanted, language, units, limit)


def ranked(
    wanted: Wording, language: str, units: Iterable[MemoryUnit], limit: int
) -> list[Suggestion]:
    """The best of these units: of all units, it is what `suggest` should find."""
    judged = ((_judged(wanted, language, unit), unit.used) for unit in units)
    found = [(one, used) for one, used in judged if one.quality >= LEAST]
    found.sort(key=lambda judged: _rank(wanted, *judged), reverse=True)
    best: dict[str, Suggestion] = {}
    for suggestion, _used in found:
        best.setdefault(suggestion.target, suggestion)
    return list(best.values())[:limit]


def _judged(wanted: Wording, language: str, unit: MemoryUnit) -> Suggestion:
    there, target = Wording(unit.source, unit.masked), unit.target
    quality = _promised(wanted, there, approved=unit.approved)
    if there.masked == wanted.masked and there.numbers != wanted.numbers:
        replaced = put_in(unit.target, language, old=there.numbers, new=wanted.numbers)
        target = unit.target if replaced is None else replaced
        quality = min(quality, OTHER_NUMBERS) if replaced is None else quality
    scope = Scope.CENTRAL if unit.office_id is None else Scope.PROVINCE
    return Suggestion(target, unit.source, quality, scope, unit.approved, unit.made_at, unit.pk)


def _promised(wanted: Wording, there: Wording, *, approved: bool) -> int:
    """The quality, if its numbers can be put in."""
    quality = int(FULL * similarity(wanted, there))
    if OTHER_NUMBERS < quality < FULL and there.numbers != wanted.numbers:
        quality = OTHER_NUMBERS
    return quality if approved else min(quality, NOT_APPROVED)


def _rank(wanted: Wording, one: Suggestion, used: int) -> tuple[object, ...]:
    own, same = one.scope is Scope.PROVINCE, one.source == wanted.text
    return one.quality, same, one.approved, own, used, one.made_at, one.unit


def _shortlist(wanted: Wording, language: str, province: Office | None) -> list[int]:
    """Of the units with the most runs of words in common, those whose texts are most alike."""
    lookups = looked_up(wanted, _shelves(language, province))
    likely = MemoryUnit.objects.filter(pk__in=_likely(lookups, tables.units_under(lookups)))
    promised = [
        (_promised(wanted, Wording(source, masked), approved=approved), source == wanted.text, pk)
        for pk, source, masked, approved in likely.values_list("pk", "source", "masked", "approved")
    ]
    best = heapq.nlargest(SHORTLISTED, promised)
    return [pk for quality, _same, pk in best if quality >= LEAST]


def _shelves(language: str, province: Office | None) -> list[str]:
    own = province.pk if province else None
    shelves = [shelf(language, own, approved=True), shelf(language, own, approved=False)]
    return [*shelves, shelf(language, None, approved=True)] if province else shelves


def _likely(lookups: Sequence[Lookup], rows: Sequence[tables.Row]) -> list[int]:
    """What few units have counts more than what many have."""
    under: dict[int, list[int]] = defaultdict(list)
    for key, unit in rows:
        under[key].append(unit)
    votes: dict[int, float] = defaultdict(float)
    for lookup in lookups:
        units = under.get(lookup.key, ())
        is_all = len(units) < lookup.deepest
        for unit in units:
            votes[unit] += lookup.weight * (1 if is_all else 0.5) / len(units)
    return heapq.nlargest(COMPARED, votes, key=lambda unit: (votes[unit], unit))
