"""What the parts of a merge hand to each other."""

from enum import Enum
from typing import Any, Final, NamedTuple

Path = tuple[str, ...]
Block = dict[str, Any]  # {"type", "value", "id"}; old ones have no id


class Absent(Enum):
    """Stands where a version has nothing, which is not the same as None in it."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


class Three(NamedTuple):
    """One place in its three versions."""

    base: Any
    local: Any
    national: Any


class Outcome(NamedTuple):
    """`result` is what the place says now, `base` what the next merge has to start from: the national
    version, or the old base where something is still to be decided."""

    result: Any
    base: Any


def shown(value: Any) -> Any:
    """For people and JSON: what is absent is None."""
    return None if value is ABSENT else value
