"""Which sentence of a new version is which of the old one, so that its translation stays with it.

Pure. In this order: equal ones in the same text, in their order; equal ones elsewhere in the same
text; equal ones in another block; then what was reworded, between neighbours that stayed.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Protocol

from cms.word_diff import words_in

ALIKE = 0.5  # share of common words from which two sentences are one, reworded
MOST_PAIRS = 10_000  # compared between two neighbours that stayed; beyond, by their order


class Line(Protocol):
    @property
    def slot(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str: ...


Pairs = dict[int, int]  # number of the new line: number of the old one


def align(old: Sequence[Line], new: Sequence[Line]) -> Pairs:
    """Each old line goes to one new line at most. Lines that are in neither are new, or gone."""
    pairs: Pairs = {}
    scopes_old, scopes_new = _by_scope(old), _by_scope(new)
    for scope in scopes_new:
        _pair_in_order(old, new, scopes_old.get(scope, []), scopes_new[scope], pairs)
    _pair_equal(old, new, pairs, lambda line: (line.scope, line.kind, line.source))
    _pair_equal(old, new, pairs, lambda line: (line.kind, line.source))
    for scope in scopes_new:
        _pair_reworded(old, new, scopes_old.get(scope, []), scopes_new[scope], pairs)
    return pairs


def _by_scope(lines: Sequence[Line]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        found[line.scope].append(number)
    return found


def _pair_in_order(
    old: Sequence[Line], new: Sequence[Line], before: list[int], after: list[int], pairs: Pairs
) -> None:
    """What stands at the beginning and the end first: a repeated cell then stays where it was."""
    one = [(old[i].kind, old[i].source) for i in before]
    two = [(new[i].kind, new[i].source) for i in after]
    if len(one) == len(two):  # nothing came or went: each place is compared with itself
        equal: Iterable[tuple[int, int]] = ((n, n) for n in range(len(one)) if one[n] == two[n])
    else:
        equal = _equal(one, two)
    pairs.update((after[k], before[i]) for i, k in equal)


def _equal(one: Sequence[Hashable], two: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    start = _common(one, two)
    end = _common(one[start:][::-1], two[start:][::-1])
    # In long texts what stands there very often is no hint of itself: that keeps the time short.
    matcher = SequenceMatcher(None, one[start : len(one) - end], two[start : len(two) - end])
    for i, k, size in matcher.get_matching_blocks():
        yield from ((start + i + n, start + k + n) for n in range(size))
    yield from ((n, n) for n in range(start))
    yield from ((len(one) - n, len(two) - n) for n in range(1, end + 1))


def _common(one: Sequence[Hashable], two: Sequence[Hashable]) -> int:
    pairs = enumerate(zip(one, two, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(two)))


def _pair_equal(
    old: Sequence[Line], new: Sequence[Line], pairs: Pairs, key: Callable[[Line], Hashable]
) -> None:
    """Of those left over, the first with the first."""
    free: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    taken = set(pairs.values())
    for number, line in enumerate(old):
        if number not in taken:
            free[key(line)].append(number)
    for number, line in enumerate(new):
        if number not in pairs and free[key(line)]:
            pairs[number] = free[key(line)].popleft()


def _pair_reworded(
    old: Sequence[Line], new: Sequence[Line], before: list[int], after: list[int], pairs: Pairs
) -> None:
    if len(before) == len(after) and _are_cells(old, before):
        _pair_places(old, new, before, after, pairs)
    taken = set(pairs.values())
    for olds, news in _gaps(before, after, pairs, taken):
        for i, k in _alike(old, new, olds, news):
            pairs[k] = i


def _pair_places(
    old: Sequence[Line], new: Sequence[Line], before: list[int], after: list[int], pairs: Pairs
) -> None:
    """Of a title, and of the cells of a table that has as many as it had."""
    taken = set(pairs.values())
    free = {(old[i].slot, old[i].kind): i for i in before if i not in taken}
    for number in after:
        place = free.get((new[number].slot, new[number].kind))
        if number not in pairs and place is not None:
            pairs[number] = place


def _are_cells(lines: Sequence[Line], numbers: list[int]) -> bool:
    return len({lines[i].slot for i in numbers}) == len(numbers)


def _gaps(
    before: list[int], after: list[int], pairs: Pairs, taken: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Left over on both sides between the same neighbours that stayed."""
    inside = set(before)
    rank = {number: n for n, number in enumerate(before)}
    begun, news = 0, []
    for number in [*after, None]:
        if number is not None and pairs.get(number) not in inside:
            if number not in pairs:
                news.append(number)
            continue
        end = len(before) if number is None else rank[pairs[number]]
        olds = [i for i in before[begun:end] if i not in taken]
        if olds and news:
            yield olds, news
        begun, news = max(begun, end + 1), []


def _alike(
    old: Sequence[Line], new: Sequence[Line], olds: list[int], news: list[int]
) -> Iterator[tuple[int, int]]:
    """Without crossing, those that have most words in common; one that replaced one anyway."""
    if len(olds) == len(news) == 1:
        if old[olds[0]].kind == new[news[0]].kind:
            yield olds[0], news[0]
        return
    if len(olds) * len(news) > MOST_PAIRS:
        pairs = zip(olds, news, strict=False)
        yield from ((i, k) for i, k in pairs if _likeness(old[i], new[k]) >= ALIKE)
        return
    yield from _best(olds, news, lambda i, k: _likeness(old[i], new[k]))


def _best(
    olds: list[int], news: list[int], likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """The pairs without crossing whose likenesses are most together."""
    alike = cache(likeness)
    most = [[0.0] * (len(news) + 1) for _row in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for k in reversed(range(len(news))):
            paired = alike(olds[i], news[k]) + most[i + 1][k + 1]
            most[i][k] = max(most[i + 1][k], most[i][k + 1], paired)
    found, i, k = [], 0, 0
    while i < len(olds) and k < len(news):
        value = alike(olds[i], news[k])
        if value and most[i][k] == value + most[i + 1][k + 1]:
            found.append((olds[i], news[k]))
            i, k = i + 1, k + 1
        elif most[i][k] == most[i + 1][k]:
            i += 1
        else:
            k += 1
    return found


def _likeness(one: Line, two: Line) -> float:
    """Share of common words; nought where they are rather two sentences."""
    if one.kind != two.kind:
        return 0
    ratio = SequenceMatcher(
        None, words_in(one.source), words_in(two.source), autojunk=False
    ).ratio()
    return ratio if ratio >= ALIKE else 0
