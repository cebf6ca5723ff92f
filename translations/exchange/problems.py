"""What reading a file tells: what was found in it, and one line for each thing that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from translations.exchange.formats import Format
from translations.unit import UnitFile


@dataclass(frozen=True)
class Problem:
    """`where` names the row or unit as its reader finds it; `message` says what to do about it."""

    where: str
    message: str
    unit: str = ""  # the id of the unit that it is about, if it is about one
    taken: bool = False  # only to be known: the translation is taken all the same

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class Refused(Exception):
    """Nothing can be taken from the file."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.message, self.where = message, where


@dataclass(frozen=True)
class Read:
    """`unit_file` holds only units that may be taken as they stand; None: nothing may.

    `exported` says by unit id the fingerprint of the translation that the file was given out with,
    where the file still knows it.
    """

    format: Format | None
    unit_file: UnitFile | None
    problems: tuple[Problem, ...] = ()
    exported: Mapping[str, str] = field(default_factory=dict)
