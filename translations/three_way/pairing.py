"""Which block of one version is which of another: by id, or, where ids are missing, by content."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .ordering import followers
from .sameness import signature
from .versions import ABSENT, Block, Three


@dataclass(frozen=True)
class Side:
    """The blocks of one version by keys that the three versions share, and their order."""

    order: list[str]
    blocks: dict[str, Block]

    @classmethod
    def of(cls, keys: Sequence[str], blocks: Sequence[Block]) -> "Side":
        return cls(list(keys), dict(zip(keys, blocks, strict=True)))


def paired(three: Three) -> Three:
    """A `Side` for each of three lists of blocks."""
    base = Side.of(_own_keys(three.base), three.base)
    local = Side.of(_keys(three.local, base, "here"), three.local)
    national = Side.of(_keys(three.national, base, "there"), three.national)
    return Three(base, _with_twins(base, local, national), national)


def name_of(blocks: Three, key: str) -> str:
    """What people and paths call it: its id, the national one first since that stays."""
    for block in (blocks.national, blocks.local, blocks.base):
        if block is not ABSENT and block.get("id"):
            return str(block["id"])
    return key


def _own_keys(blocks: Sequence[Block]) -> list[str]:
    """Ids; the number where there is none, or where it is another's too."""
    keys: dict[str, None] = {}
    for number, block in enumerate(blocks):
        key = str(block.get("id") or "")
        keys[key if key and key not in keys else f"#{number}"] = None
    return list(keys)


def _keys(blocks: Sequence[Block], base: Side, side: str) -> list[str]:
    """By id; then by equal content; then, among blocks without ids, by their place."""
    found: dict[int, str] = {}
    taken: set[str] = set()

    def give(number: int, key: str) -> None:
        found[number] = key
        taken.add(key)

    for number, block in enumerate(blocks):
        key = str(block.get("id") or "")
        if key in base.blocks and key not in taken:
            give(number, key)
    for pairing in (_by_content, _by_place):
        for number, key in pairing(blocks, base, found):
            give(number, key)
    for number, block in enumerate(blocks):
        if number not in found:
            key = str(block.get("id") or "")
            give(
                number, key if key and key not in taken | base.blocks.keys() else f"#{side}{number}"
            )
    return [found[number] for number in range(len(blocks))]


Pairs = Iterator[tuple[int, str]]


def _by_content(blocks: Sequence[Block], base: Side, found: dict[int, str]) -> Pairs:
    """Cut and pasted, or imported anew: another id, the same words. In order where several are equal."""
    left, taken = [n for n in range(len(blocks)) if n not in found], set(found.values())
    if not left or len(taken) == len(base.order):
        return
    waiting: dict[str, list[str]] = defaultdict(list)
    for key in reversed(base.order):
        if key not in taken:
            waiting[signature(base.blocks[key])].append(key)
    for number in left:
        if same := waiting.get(signature(blocks[number])):
            yield number, same.pop()


def _by_place(blocks: Sequence[Block], base: Side, found: dict[int, str]) -> Pairs:
    """Between the same neighbours as many of the same types: only for data without ids."""
    here = _left_over([found.get(number, "") for number in range(len(blocks))])
    taken = set(found.values())
    there = _left_over([key if key in taken else "" for key in base.order])
    for anchor, numbers in here.items():
        keys = [base.order[number] for number in there.get(anchor, ())]
        pairs = list(zip(numbers, keys, strict=False))
        if len(numbers) == len(keys) and all(
            _may_be_one(blocks[number], base.blocks[key]) for number, key in pairs
        ):
            yield from pairs


def _left_over(keys: Sequence[str]) -> dict[str, list[int]]:
    """The numbers of those without a key, by the key before them."""
    found: dict[str, list[int]] = defaultdict(list)
    anchor = ""
    for number, key in enumerate(keys):
        if key:
            anchor = key
        else:
            found[anchor].append(number)
    return found


def _may_be_one(block: Block, old: Block) -> bool:
    without_id = not block.get("id") or not old.get("id")
    return without_id and block["type"] == old["type"]


def _with_twins(base: Side, local: Side, national: Side) -> Side:
    """The local side, where what both inserted at one place with the same words is one block."""
    shared = local.blocks.keys() & national.blocks.keys()
    here = followers(local.order, shared, local.blocks.keys() - shared - base.blocks.keys())
    there = followers(national.order, shared, national.blocks.keys() - shared - base.blocks.keys())
    twins: dict[str, str] = {}
    for anchor in here.keys() & there.keys():
        twins.update(_twins(here[anchor], there[anchor], local, national))
    if not twins:
        return local
    keys = [twins.get(key, key) for key in local.order]
    return Side.of(keys, [local.blocks[key] for key in local.order])


def _twins(
    here: Sequence[str], there: Sequence[str], local: Side, national: Side
) -> Iterator[tuple[str, str]]:
    waiting: dict[str, list[str]] = defaultdict(list)
    for key in reversed(there):
        waiting[signature(national.blocks[key])].append(key)
    for key in here:
        if same := waiting.get(signature(local.blocks[key])):
            yield key, same.pop()
