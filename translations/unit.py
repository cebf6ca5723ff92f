"""What checks, memory and exchange files share: one segment beside its translation, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """Of a translation. `STALE`: its source changed since; the old translation is kept."""

    EMPTY = "empty"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    STALE = "stale"


class Kind(StrEnum):
    """Of a source. All but texts hold a value that a language may write in another way."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    CHOICE = "choice"


@dataclass(frozen=True)
class Unit:
    """`id` is the segment's for ever, whatever happens to the words and wherever the block moves.

    `source` and `target` carry marks for what must not be translated (see `translations.marks`);
    `marks` says by number what each stands for, as its opening tag or character.
    """

    id: str
    source: str
    target: str = ""
    state: State = State.EMPTY
    kind: Kind = Kind.TEXT
    label: str = ""  # where it stands, in words: “Step 2”, “Row 3, column 1”
    note: str = ""  # for whoever translates
    longest: int | None = None  # characters as readers count them (graphemes)
    marks: Mapping[str, str] = field(default_factory=dict)
    previous: str = ""  # the source that a stale target was made from


@dataclass(frozen=True)
class UnitFile:
    """An item in one language, as it goes into a file and comes back.

    `item` names the page that was exported (uuid of its edition's work and its office's code), and
    `version` the source: hex SHA-256 over ids and sources, in order.
    """

    item: str
    title: str
    source_language: str  # codes of `cms.languages`
    target_language: str
    version: str
    units: tuple[Unit, ...]
