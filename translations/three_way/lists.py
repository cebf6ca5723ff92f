"""Lists of blocks: the content of a stream, the items of a list, the rows of a table."""

from collections.abc import Callable, Sequence
from typing import Any

from .ordering import followers, moved, settled, woven
from .pairing import Side, name_of, paired
from .run import ORDER, Change, ConflictKind, Hand, Run
from .sameness import is_block
from .versions import ABSENT, Block, Outcome, Path, Three

Inner = Callable[[Run, Path, Three], Outcome]  # merges the values of blocks


def merged_list(run: Run, path: Path, three: Three, inner: Inner) -> Outcome:
    """Three lists of blocks; the outcome is two of them."""
    return _List(run, path, paired(three), inner).merged()


class _List:
    def __init__(self, run: Run, path: Path, sides: Three, inner: Inner) -> None:
        self.run, self.path, self.inner = run, path, inner
        self.base: Side = sides.base
        self.local: Side = sides.local
        self.national: Side = sides.national
        self.names: dict[str, str] = {}
        self.used: set[str] = set()
        self.results: dict[str, Block] = {}
        self.bases: dict[str, Block] = {}

    def merged(self) -> Outcome:
        for key in dict.fromkeys([*self.national.order, *self.local.order, *self.base.order]):
            self._merge_block(key)
        order, base_order = self._orders()
        return Outcome(
            [self.results[key] for key in order], [self.bases[key] for key in base_order]
        )

    # --- each block -------------------------------------------------------------------------------

    def _merge_block(self, key: str) -> None:
        three = Three(
            *(side.blocks.get(key, ABSENT) for side in (self.base, self.local, self.national))
        )
        name = self.names[key] = self._name(key, three)
        outcome = self._outcome((*self.path, name), three)
        result = _as_block(outcome.result, three)
        if result is not ABSENT:
            self.results[key] = _named(result, name)
        if outcome.base is not ABSENT:
            self.bases[key] = _named(outcome.base, name)

    def _name(self, key: str, three: Three) -> str:
        """No two alike, even where two blocks have one id."""
        name = name_of(three, key)
        if name in self.used:
            name = key
        self.used.add(name)
        return name

    def _outcome(self, path: Path, three: Three) -> Outcome:
        there = [block for block in three if block is not ABSENT]
        if self._is_locked(three):
            return self.run.locked_place(path, three)
        if three.local is ABSENT or three.national is ABSENT:
            return _whole(self.run, path, three)
        if len({block["type"] for block in there}) > 1:
            return self.run.whole(path, three, "replaced")
        if three.base is ABSENT:
            return _whole(self.run, path, three)
        values = self.inner(self.run, path, Three(*(block["value"] for block in three)))
        return Outcome(
            {**three.local, "value": values.result}, {**three.national, "value": values.base}
        )

    def _is_locked(self, three: Three) -> bool:
        """What the office made itself cannot be locked, whatever its id."""
        national = [block for block in (three.base, three.national) if block is not ABSENT]
        return any(str(block.get("id") or "") in self.run.locked for block in national)

    # --- their order ------------------------------------------------------------------------------

    def _orders(self) -> tuple[list[str], list[str]]:
        """Of the result, and of the next base."""
        shared = self.results.keys() & self.local.blocks.keys() & self.national.blocks.keys()
        local, national = self._of(self.local, shared), self._of(self.national, shared)
        base, backbone, decided = self._base_order(shared, national), [], True
        for group in settled(base, local, national):
            if len(group) > 1:
                group, clear = self._group(group, base, national)
                decided &= clear
            backbone += group
        rest = self.results.keys() - shared
        order = woven(
            backbone,
            followers(self.national.order, shared, rest),
            followers(self.local.order, shared, rest - self.national.blocks.keys()),
        )
        self._tell_of_moves(local, backbone)
        return order, self._next_base_order(national if decided else base)

    def _of(self, side: Side, keys: set[str]) -> list[str]:
        return [key for key in side.order if key in keys]

    def _base_order(self, shared: set[str], national: Sequence[str]) -> list[str]:
        """What both added stands where the centre put it."""
        known = self._of(self.base, shared)
        return woven(known, followers(national, set(known), shared - set(known)))

    def _group(
        self, group: list[str], base: list[str], national: list[str]
    ) -> tuple[list[str], bool]:
        """A group whose orders contradict each other, as it stays or was decided; whether it was."""
        among = set(group)
        keys = Three(*([key for key in order if key in among] for order in (base, group, national)))
        path = (*self.path, ORDER, self.names[keys.base[0]])
        decision = self.run.decisions.get(path)
        if isinstance(decision, Hand):
            return self._by_hand(keys.local, decision.value), True
        if decision is not None:
            return (keys.national if decision == "national" else keys.local), True
        names = Three(*([self.names[key] for key in order] for order in keys))
        self.run.conflict(path, names, "moved")
        return group, False

    def _by_hand(self, local: list[str], wanted: Any) -> list[str]:
        """Those that are not named stay behind, in their order."""
        places = {name: place for place, name in enumerate(wanted)}
        return sorted(local, key=lambda key: places.get(self.names[key], len(places)))

    def _next_base_order(self, backbone: list[str]) -> list[str]:
        """While an order is undecided the old one stays the base: nothing of it is forgotten."""
        backbone = [key for key in backbone if key in self.bases]
        shared = set(backbone)
        rest = self.bases.keys() - shared
        return woven(
            backbone,
            followers(self.national.order, shared, rest),
            followers(self.base.order, shared, rest - self.national.blocks.keys()),
        )

    def _tell_of_moves(self, before: list[str], after: list[str]) -> None:
        if before == after:
            return
        changed = moved(before, after)
        in_front = dict(zip(before, [None, *before], strict=False))
        for last, key in zip([None, *after], after, strict=False):
            if key in changed:
                here = (*self.path, self.names[key])
                names = [each and self.names[each] for each in (in_front[key], last)]
                self.run.changes.append(Change(here, "moved", *names))


def _whole(run: Run, path: Path, three: Three) -> Outcome:
    """A block that is not on all sides."""
    kind: ConflictKind = "both_added"
    if three.local is ABSENT:
        kind = "deleted_here"
    elif three.national is ABSENT:
        kind = "deleted_there"
    return run.whole(path, three, kind)


def _as_block(result: Any, three: Three) -> Any:
    """What a hand wrote for a whole block may be a block, its value alone, or None: no block."""
    if result is None or result is ABSENT:
        return ABSENT
    if is_block(result):
        return result
    model = three.national if three.local is ABSENT else three.local
    return {**model, "value": result}


def _named(block: Block, name: str) -> Block:
    return block if name.startswith("#") else {**block, "id": name}
