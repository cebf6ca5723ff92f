"""One merge on its way: what was decided, and what it found so far."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .sameness import same
from .versions import ABSENT, Outcome, Path, Three, shown

ConflictKind = Literal[
    "both_changed",  # a value: three texts, numbers, tables …
    "replaced",  # a block that one side made another type of; the three are whole blocks
    "deleted_here",  # the office removed it, the centre changed it; whole blocks, local is None
    "deleted_there",  # the centre removed it, the office changed it; whole blocks, national is None
    "both_added",  # one id, no common base, two contents; whole blocks, base is None
    "moved",  # orders that contradict each other; the three are lists of ids
    "locked",  # only in `set_aside`: what the office had written at a locked place
]
ChangeKind = Literal["edited", "added", "removed", "moved"]
ORDER = "@order"  # the last but one part of the path of an order


@dataclass(frozen=True)
class Conflict:
    """Two changes of one place that exclude each other. The local one stands until it is decided.

    `path` leads to the place: names of fields, ids of blocks and items, headers of rows and columns.
    None stands for what is not there.
    """

    path: Path
    kind: ConflictKind
    base: Any
    local: Any
    national: Any

    @property
    def key(self) -> str:
        """The path as one text, as a key of JSON or the name of a form's field."""
        return key_of(self.path)

    def as_data(self) -> dict[str, Any]:
        return {**vars(self), "path": list(self.path), "key": self.key}


@dataclass(frozen=True)
class Change:
    """What was taken from the national side: what stood there before, and what stands there now.

    Of a block that moved, `before` and `after` are the ids of the blocks in front of it (None: the
    first); of one that came or went, the block itself and None.
    """

    path: Path
    kind: ChangeKind
    before: Any
    after: Any

    def as_data(self) -> dict[str, Any]:
        return {**vars(self), "path": list(self.path)}


def key_of(path: Path) -> str:
    return json.dumps(list(path), ensure_ascii=False)


@dataclass(frozen=True)
class Hand:
    """A decision for neither version: what stands there from now on."""

    value: Any


Decision = Literal["national", "local"] | Hand


@dataclass
class Run:
    locked: frozenset[str] = frozenset()
    decisions: Mapping[Path, Decision] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    set_aside: list[Conflict] = field(default_factory=list)

    def whole(self, path: Path, three: Three, kind: ConflictKind = "both_changed") -> Outcome:
        """The place as one value, which may be absent on any side."""
        base, local, national = three
        if same(local, national):
            return Outcome(local, national)
        if same(base, local):
            return self.taken(path, three)
        if same(base, national):
            return Outcome(local, national)
        return self._decided(path, three, kind)

    def taken(self, path: Path, three: Three) -> Outcome:
        """As the centre wrote it."""
        self._changed(path, three.local, three.national)
        return Outcome(three.national, three.national)

    def locked_place(self, path: Path, three: Three) -> Outcome:
        """As the centre wrote it; what the office had written there is not lost."""
        base, local, national = three
        if same(local, national):
            return Outcome(local, national)
        if not same(base, local) and local is not ABSENT:
            self.set_aside.append(Conflict(path, "locked", *map(shown, three)))
        return self.taken(path, three)

    def conflict(self, path: Path, three: Three, kind: ConflictKind) -> None:
        self.conflicts.append(Conflict(path, kind, *map(shown, three)))

    def apart(self) -> "Run":
        """For an attempt that may be given up."""
        return Run(self.locked, self.decisions)

    def adopt(self, attempt: "Run") -> None:
        self.conflicts += attempt.conflicts
        self.changes += attempt.changes
        self.set_aside += attempt.set_aside

    def _decided(self, path: Path, three: Three, kind: ConflictKind) -> Outcome:
        decision = self.decisions.get(path)
        if isinstance(decision, Hand):
            return Outcome(decision.value, three.national)
        if decision == "national":
            return self.taken(path, three)
        if decision == "local":
            return Outcome(three.local, three.national)
        self.conflict(path, three, kind)
        return Outcome(three.local, three.base)

    def _changed(self, path: Path, before: Any, after: Any) -> None:
        kind: ChangeKind = "edited"
        if before is ABSENT:
            kind = "added"
        elif after is ABSENT:
            kind = "removed"
        self.changes.append(Change(path, kind, shown(before), shown(after)))
