"""The order of what stands on all three sides, and the places of what stands on one.

Whether one block stands before another is merged like any value: as in the base, unless a side turned
the two around. What both sides turned need not fit together (a before b, b before c, c before a):
such a group keeps its local order until somebody decides. All other blocks have exactly one order.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Followers = Mapping[str | None, Sequence[str]]


def settled(base: Sequence[str], local: Sequence[str], national: Sequence[str]) -> list[list[str]]:
    """The same keys in three orders; gives groups in their merged order. In a group of more than one
    the sides contradict each other; it is in local order."""
    if local in (base, national):
        return [[key] for key in national]
    if national == base:
        return [[key] for key in local]
    return list(_groups(_wins(base, local, national), local))


def _wins(base: Sequence[str], local: Sequence[str], national: Sequence[str]) -> dict[str, int]:
    """Before how many others each stands, pair by pair; sets of keys are the bits of numbers."""
    after_here, after_there = _after(local, base), _after(national, base)
    everything, wins = (1 << len(base)) - 1, {}
    for number, key in enumerate(base):
        before = (1 << number) - 1
        after = everything ^ before ^ (1 << number)
        here, there = after_here[key], after_there[key]
        wins[key] = ((after & here & there) | (before & (here | there))).bit_count()
    return wins


def _after(order: Sequence[str], base: Sequence[str]) -> dict[str, int]:
    numbers = {key: number for number, key in enumerate(base)}
    found, seen = {}, 0
    for key in reversed(order):
        found[key] = seen
        seen |= 1 << numbers[key]
    return found


def _groups(wins: Mapping[str, int], local: Sequence[str]) -> Iterator[list[str]]:
    """A group ends where all so far stand before all that follow (Landau's theorem)."""
    places = {key: place for place, key in enumerate(local)}
    group: list[str] = []
    together = counted = 0
    for key in sorted(wins, key=lambda each: (-wins[each], places[each])):
        group.append(key)
        together, counted = together + wins[key], counted + 1
        if together == counted * (counted - 1) // 2 + counted * (len(wins) - counted):
            yield sorted(group, key=places.__getitem__)
            group = []


def followers(order: Iterable[str], anchors: Collection[str], those: Collection[str]) -> Followers:
    """Who of `those` stands behind which anchor; None: before all of them."""
    found: dict[str | None, list[str]] = defaultdict(list)
    anchor: str | None = None
    for key in order:
        if key in anchors:
            anchor = key
        elif key in those:
            found[anchor].append(key)
    return found


def woven(backbone: Sequence[str], *sides: Followers) -> list[str]:
    """Each followed by its followers, those of the first side first."""
    made = []
    for anchor in (None, *backbone):
        if anchor is not None:
            made.append(anchor)
        for side in sides:
            made.extend(side.get(anchor, ()))
    return made


def moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest keys that have to be moved to get from one order to the other."""
    places = {key: place for place, key in enumerate(before)}
    common = [key for key in after if key in places]
    ends: list[int] = []  # the last places of the best rising rows so far, by their length
    lengths = []
    for key in common:
        length = bisect_left(ends, places[key])
        ends[length : length + 1] = [places[key]]
        lengths.append(length)
    wanted, stays = len(ends) - 1, set()
    for key, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted:
            stays.add(key)
            wanted -= 1
    return set(common) - stays
