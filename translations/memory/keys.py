"""What a text is found again by, in any database: runs of its words, as numbers.

A unit has rows for the whole text, for some of its runs of three and of six words, and, if it is
short, for its pairs of words and for itself without any one word. Of the runs only the least of every
few neighbours (by a number that says nothing about the words) gets a row, about half of them; two
texts that share five words in a row share at least one (“winnowing”). A search looks up every run of
the text that is asked for and reads no more than so many units of each, the newest, so that it costs
the same whatever the memory holds.

Rows of another language, office or of what is not approved have other numbers: they are not even
read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from translations.memory.wording import Wording

Shelf = str  # whose units: see `shelf`


@dataclass(frozen=True)
class Lookup:
    """`deepest`: of how many units at most. Two texts with the same run of six words are more alike."""

    key: int
    deepest: int
    weight: int


_BITS = (1 << 64) - 1
# Odd, no pattern in their bits.
_FACTORS = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93
SHORT = 7  # words; up to here pairs are kept
RATHER_SHORT = 10  # up to here a text is kept without each of its words
# Of how many neighbouring runs of three, and of six words one is kept.
OF_THREES, OF_SIXES = 3, 4
MOST_LOOKED_UP = 48  # runs of one length
# Units read of one run, and what it weighs that a unit is among them.
TELLING, USUAL = (80, 2), (30, 1)


def shelf(language: str, office: int | None, *, approved: bool) -> Shelf:
    return f"{language}/{office or ''}/{'good' if approved else 'other'}"


def kept_under(wording: Wording, shelf: Shelf) -> set[int]:
    words = [_number(word) for word in wording.words]
    found = _whole(wording, words)
    threes = _threes(words)
    found.update(_least(threes, OF_THREES), _least(_sixes(threes), OF_SIXES))
    if len(words) <= SHORT:
        found.update(_pairs(words))
    if len(words) <= RATHER_SHORT:
        found.update(_without_one(words))
    return _on(shelf, found)


def looked_up(wording: Wording, shelves: Iterable[Shelf]) -> list[Lookup]:
    words = [_number(word) for word in wording.words]
    telling = _whole(wording, words)
    if len(words) <= 2 * SHORT:
        telling.update(_pairs(words))
    if len(words) <= RATHER_SHORT + 1:
        telling.update(_without_one(words), [_joined([*words, 1])])
    threes = _threes(words)
    telling.update(_evenly(_sixes(threes), MOST_LOOKED_UP))
    usual = set(_evenly(threes, MOST_LOOKED_UP)) - telling
    return [
        Lookup(key, *worth)
        for shelf in shelves
        for runs, worth in ((telling, TELLING), (usual, USUAL))
        for key in sorted(_on(shelf, runs))
    ]


def _whole(wording: Wording, words: Sequence[int]) -> set[int]:
    """With its numbers and with them masked, so that the same text is found among its like."""
    return {_number(f"={wording.text}"), _joined([*words, 0])}


def _without_one(words: Sequence[int]) -> list[int]:
    return [_joined([*words[:at], *words[at + 1 :], 1]) for at in range(len(words))]


def _pairs(words: Sequence[int]) -> list[int]:
    return [_joined(pair) for pair in pairwise(words)]


def _threes(words: Sequence[int]) -> list[int]:
    """Said out, since it is what most of the time goes into."""
    one, two, three = _FACTORS[:3]
    neighbours = zip(words, words[1:], words[2:], strict=False)
    return [(a * one + b * two + c * three) & _BITS for a, b, c in neighbours]


def _sixes(threes: Sequence[int]) -> list[int]:
    return [_joined(pair) for pair in zip(threes, threes[3:], strict=False)]


def _joined(words: Sequence[int]) -> int:
    """Of another order or length it is another number."""
    total = len(words)
    for word in words:
        total = (total * _FACTORS[0] + word * _FACTORS[1]) & _BITS
    return total


def _least(runs: list[int], neighbours: int) -> set[int]:
    if len(runs) <= neighbours:
        return {min(runs)} if runs else set()
    return {min(runs[at : at + neighbours]) for at in range(len(runs) - neighbours + 1)}


def _evenly(runs: list[int], most: int) -> list[int]:
    return runs if len(runs) <= most else [runs[at * len(runs) // most] for at in range(most)]


def _on(shelf: Shelf, runs: Iterable[int]) -> set[int]:
    """Signed, as databases keep them."""
    place = _number(shelf)
    return {((run ^ place) * _FACTORS[2] & _BITS) - (1 << 63) for run in runs}


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())
