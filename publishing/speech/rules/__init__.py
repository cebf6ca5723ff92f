"""All rules in the order in which they are tried: what is most specific comes first."""

from ..context import Rule
from . import (
    acronyms,
    addresses,
    dates,
    documents,
    fractions,
    ordinals,
    phones,
    quantities,
    signs,
    times,
)

ORDER: tuple[Rule, ...] = (
    *signs.MARKS,
    *addresses.RULES,
    *documents.RULES,
    *dates.WHOLE,
    *phones.RULES,
    *times.RULES,
    *dates.RULES,
    *phones.DOTTED,
    *ordinals.RULES,
    *fractions.RULES,
    *quantities.RULES,
    *acronyms.TITLES,
    *acronyms.RULES[:2],
    *quantities.UNITS,
    *acronyms.RULES[2:],
    *signs.SUMS,
)


def rules_for(start: str) -> tuple[Rule, ...]:
    """Those that are tried at a digit (`d`), a letter (`l`) or a symbol (`s`)."""
    return tuple(rule for rule in ORDER if start in rule.starts)
