"""The centre's word on the places of a national item: locked, to be filled in, or free.

A place is the id of a block, or `field:` and the name of a field (`field:title`); streams beside the
body of an item (its legal basis, its corrections) are ruled as a whole, as fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cms.models import Edition

from ..models import LocalRule

FIELD = "field:"
Rule = LocalRule.Rule


@dataclass(frozen=True)
class Rules:
    """By place; whatever is not named is free."""

    by_place: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def locked(self) -> frozenset[str]:
        return self._of(Rule.LOCKED)

    @property
    def slots(self) -> frozenset[str]:
        return self._of(Rule.SLOT)

    def _of(self, rule: str) -> frozenset[str]:
        return frozenset(place for place, each in self.by_place.items() if each == rule)


def rules_of(national: Edition | int | None) -> Rules:
    """Of a national edition, or its number; none where it was deleted. One query."""
    number = national.pk if isinstance(national, Edition) else national
    if number is None:
        return Rules()
    rows = list(LocalRule.objects.filter(edition=number))
    return Rules(
        {row.place: row.rule for row in rows}, {row.place: row.note for row in rows if row.note}
    )
