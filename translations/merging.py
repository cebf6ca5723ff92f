"""The three-way merge of a national item with an office's local copy of it.

Pure: data in, data out; imports neither Django nor the database.

**Shapes.** A *stream* is what a StreamField keeps: a list of blocks `{"type", "value", "id"}`, as in a
revision's JSON once that is parsed. Values are what their blocks keep: texts (rich text is one value),
numbers, structures `{name: value}`, lists of items `{"type": "item", "value", "id"}`, tables
`{"data": [[…]], "first_row_is_table_header": …}`, all nested as they like. *Fields* are
`{name: value}`; those that are named in `streams` hold streams. Nothing that is given is changed, and
what is returned shares parts with it: write into neither.

**Versions.** `base` is the national text that the copy took in last, `local` is the copy, `national`
is the national text now.

**What happens.** What only the centre changed is taken in, what only the office changed stays, what
both changed alike is no question. What both changed differently is a conflict: the local version
stands there until it is decided. Blocks are known by their id (without one by their content, then by
their place), so they may be moved and edited at once.

* A block that one side removed goes, unless the other side changed its words: a conflict. That the
  other side moved it does not keep it.
* New blocks stand behind the block that they were written behind; of two at one place the national
  one comes first, and both stay. Equal words that both inserted at one place are one block.
* Order is merged pair by pair: two blocks stand as in the base, unless a side turned them around.
  Orders that contradict each other are a conflict of kind *moved*.
* Cells of tables are merged one by one where headers of columns and names of rows leave no doubt;
  otherwise the table is one value. Lists of numbers (topics) are sets and never conflict.
* `locked` places (ids of blocks or items at any depth; `field:` and the name of a field) always become
  the national ones. What the office had written there comes back as `set_aside`.

**The next time.** `base` of the outcome is what the next merge starts from. Where a conflict is open it
keeps the old base, so that merging again finds the same conflict; elsewhere it is the national text.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from .three_way.lists import merged_list
from .three_way.ordering import moved
from .three_way.pairing import Side, paired
from .three_way.run import Change, ChangeKind, Conflict, ConflictKind, Decision, Hand, Run, key_of
from .three_way.sameness import same
from .three_way.values import merged_value
from .three_way.versions import ABSENT, Block, Path, Three

__all__ = [
    "Change",
    "ChangeKind",
    "Conflict",
    "ConflictKind",
    "Merged",
    "MergedFields",
    "NoSuchConflict",
    "compare",
    "decide",
    "key_of",
    "merge",
    "merge_fields",
    "same",
]

Choice = Literal["national", "local"] | Mapping[Literal["hand"], Any]
State = Literal["inherited", "changed", "moved", "new", "removed"]


class NoSuchConflict(KeyError):
    """A decision for a place where nothing is to be decided (any more)."""


@dataclass(frozen=True)
class _Given:
    versions: Three
    locked: frozenset[str]
    streams: frozenset[str] = frozenset()
    decisions: Mapping[Path, Decision] = field(default_factory=dict)


@dataclass(frozen=True)
class _Result:
    conflicts: tuple[Conflict, ...]  # to be decided
    changes: tuple[Change, ...]  # what was taken from the national side
    set_aside: tuple[Conflict, ...]  # what the office had written at locked places
    given: _Given = field(repr=False)


@dataclass(frozen=True)
class Merged(_Result):
    blocks: list[Block]
    base: list[Block]  # of the next merge


@dataclass(frozen=True)
class MergedFields(_Result):
    fields: dict[str, Any]
    base: dict[str, Any]  # of the next merge


def merge(
    base: Sequence[Block],
    local: Sequence[Block],
    national: Sequence[Block],
    *,
    locked: Collection[str] = frozenset(),
) -> Merged:
    """Three versions of one stream. Paths begin with the ids of its blocks."""
    return _merged(_Given(Three(base, local, national), frozenset(locked)))


def merge_fields(
    base: Mapping[str, Any],
    local: Mapping[str, Any],
    national: Mapping[str, Any],
    *,
    locked: Collection[str] = frozenset(),
    streams: Collection[str] = frozenset(),
) -> MergedFields:
    """Three versions of an item. Paths begin with the names of its fields."""
    versions = Three(base, local, national)
    return _merged_fields(_Given(versions, frozenset(locked), frozenset(streams)))


M = TypeVar("M", Merged, MergedFields)


def decide(merged: M, choices: Mapping[Path, Choice] | Mapping[str, Choice]) -> M:
    """The merge once more, with these conflicts (by `path` or `key`) decided; others stay open.

    `"national"` takes the centre's version, `"local"` keeps the office's, `{"hand": value}` puts what
    somebody wrote in the place of both. At a place where a whole block is asked for that is a block,
    its value alone, or None for no block; for an order it is a list of ids. Raises NoSuchConflict.
    """
    asked = {path: conflict.path for conflict in merged.conflicts for path in _names(conflict)}
    decisions = dict(merged.given.decisions)
    for path, choice in choices.items():
        if path not in asked:
            raise NoSuchConflict(path)
        decisions[asked[path]] = _decision(choice)
    given = merged.given
    again = _Given(given.versions, given.locked, given.streams, decisions)
    return _merged(again) if isinstance(merged, Merged) else _merged_fields(again)


def compare(base: Sequence[Block], local: Sequence[Block]) -> dict[str, State]:
    """How each block of a stream stands to the national text that was taken in last, by its id.

    In the order of the copy; removed ones at the end. A block that was moved and changed is *changed*.
    Without an id a block is called `#` and its number, a removed one `-` and its number.
    """
    sides = paired(Three(list(base), list(local), []))
    old, new = sides.base, sides.local
    changed_places = moved([key for key in old.order if key in new.blocks], new.order)
    states: dict[str, State] = {}
    for number, key in enumerate(new.order):
        name = str(new.blocks[key].get("id") or f"#{number}")
        states[name] = _state(old, new, key, changed_places)
    for number, key in enumerate(old.order):
        if key not in new.blocks:
            states[str(old.blocks[key].get("id") or f"-{number}")] = "removed"
    return states


def _state(old: Side, new: Side, key: str, changed_places: Collection[str]) -> State:
    if key not in old.blocks:
        return "new"
    if not same(old.blocks[key], new.blocks[key]):
        return "changed"
    return "moved" if key in changed_places else "inherited"


def _merged(given: _Given) -> Merged:
    run = Run(given.locked, given.decisions)
    outcome = merged_list(run, (), Three(*map(list, given.versions)), merged_value)
    return Merged(*_found(run), given, outcome.result, outcome.base)


def _merged_fields(given: _Given) -> MergedFields:
    run = Run(given.locked, given.decisions)
    fields, base = {}, {}
    for name in dict.fromkeys(name for version in reversed(given.versions) for name in version):
        versions = Three(*(version.get(name, ABSENT) for version in given.versions))
        outcome = _merged_field(run, name, versions, name in given.streams)
        if outcome.result is not ABSENT:
            fields[name] = outcome.result
        if outcome.base is not ABSENT:
            base[name] = outcome.base
    return MergedFields(*_found(run), given, fields, base)


def _merged_field(run: Run, name: str, versions: Three, is_stream: bool) -> Any:
    if f"field:{name}" in run.locked:
        return run.locked_place((name,), versions)
    if is_stream:
        blocks = ([] if each is ABSENT else list(each or []) for each in versions)
        return merged_list(run, (name,), Three(*blocks), merged_value)
    return merged_value(run, (name,), versions)


def _found(run: Run) -> tuple[tuple[Conflict, ...], tuple[Change, ...], tuple[Conflict, ...]]:
    return tuple(run.conflicts), tuple(run.changes), tuple(run.set_aside)


def _names(conflict: Conflict) -> tuple[Path | str, ...]:
    return conflict.path, conflict.key


def _decision(choice: Choice) -> Decision:
    if choice == "national" or choice == "local":
        return choice
    if isinstance(choice, Mapping) and "hand" in choice:
        return Hand(choice["hand"])
    raise ValueError(choice)
