"""What became of one fact of an office: who proposed what, who decided, from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Fact, Office


@dataclass(frozen=True)
class Entry:
    fact: Fact
    before: Fact | None  # what was in force when it was decided, or is while it waits


def history_of(office: Office, key: str) -> list[Entry]:
    """The newest first."""
    rows = Fact.objects.filter(office=office, key=key)
    facts = list(rows.select_related("proposed_by", "approved_by", "of_import__user"))
    approved = sorted(
        (fact for fact in facts if fact.state in (Fact.State.IN_FORCE, Fact.State.REPLACED)),
        key=_decided,
    )
    entries = [Entry(fact, _before(fact, approved)) for fact in facts]
    return sorted(entries, key=lambda entry: _decided(entry.fact), reverse=True)


def _decided(fact: Fact) -> tuple:
    return (fact.approved_at or fact.proposed_at, fact.pk)


def _before(fact: Fact, approved: Iterable[Fact]) -> Fact | None:
    earlier = [one for one in approved if one.pk != fact.pk and _decided(one) < _decided(fact)]
    if fact.state == Fact.State.PROPOSED:
        earlier = [one for one in approved if one.state == Fact.State.IN_FORCE]
    return earlier[-1] if earlier else None
