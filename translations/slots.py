"""The address of a text in an item: ids of blocks, names and, in tables, row and column."""

import re

_CELL = re.compile(r"(.+)\.\d+\.\d+")


def scope_of(slot: str) -> str:
    """Within it texts may be inserted and change places: one text, or a whole table."""
    found = _CELL.fullmatch(slot)
    return found[1] if found else slot
