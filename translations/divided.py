"""Rich and plain text divided into sentences and what stands between them.

A tag that lies around whole sentences stays outside of them, so that their words are the same in
bold, in a link and in a list; no sentence ends inside a tag that goes on.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .marked import (
    Atom,
    Partners,
    Sentence,
    html_atoms,
    is_translatable,
    partners_of,
    plain_atoms,
    sentence_of,
)
from .sentences import beginnings

# Any other tag ends a paragraph: p, li, ul, embed …
_INLINE = frozenset(
    "a b strong i em u s sup sub span small mark code br abbr q cite del ins".split()
)
_LINE_END = re.compile(r"(\r\n|\r|\n)")

Divided = list[Sentence | str]


def rich(source: str) -> list[Divided]:
    """Paragraph by paragraph; what all of them hold, joined, is the source again."""
    atoms = html_atoms(source)
    walls = [i for i, atom in enumerate(atoms) if atom.is_tag and atom.name not in _INLINE]
    found: list[Divided] = []
    for before, wall in pairwise([-1, *walls, len(atoms)]):
        found.append(_run(atoms[before + 1 : wall]))
        if wall < len(atoms):
            found.append([atoms[wall].raw])
    return [part for part in found if part]


def lines(source: str, *, by_sentence: bool) -> list[Divided]:
    return [_line(part, by_sentence) for part in _LINE_END.split(source) if part]


def _line(part: str, by_sentence: bool) -> Divided:
    if not part.strip("\r\n"):
        return [part]
    return _run(plain_atoms(part), by_sentence=by_sentence)


def _run(atoms: Sequence[Atom], *, by_sentence: bool = True) -> Divided:
    return list(_Run(atoms, partners_of(atoms), by_sentence).divided(0, len(atoms)))


class _Run:
    """Text and inline tags of one paragraph."""

    def __init__(self, atoms: Sequence[Atom], partners: Partners, by_sentence: bool) -> None:
        self.atoms = atoms
        self.partners = partners
        self.by_sentence = by_sentence

    def divided(self, start: int, end: int) -> Iterator[Sentence | str]:
        first, last = self._trimmed(start, end)
        yield from self._between(start, first)
        cuts = [first, *self._cuts(first, last), last]
        if len(cuts) > 2:
            for one, other in pairwise(cuts):
                yield from self.divided(one, other)
        elif first < last:
            sentence = sentence_of(self.atoms, self.partners, first, last)
            yield sentence if is_translatable(sentence.text) else sentence.raw
        yield from self._between(last, end)

    def _between(self, start: int, end: int) -> Iterator[str]:
        if start < end:
            yield "".join(atom.raw for atom in self.atoms[start:end])

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without spaces and tags that enclose all the words, or none."""
        while start < end:
            after, before = self._after_edge(start, end), self._before_edge(start, end)
            if after == start and before == end:
                if self.partners[start] != end - 1:
                    break
                after, before = start + 1, end - 1
            start, end = after, max(before, after)
        return start, end

    def _after_edge(self, start: int, end: int) -> int:
        if self._is_bare(start):
            return start + 1
        partner = self.partners[start]
        if partner is not None and start < partner < end and self._has_no_ink(start, partner):
            return partner + 1
        return start

    def _before_edge(self, start: int, end: int) -> int:
        if self._is_bare(end - 1):
            return end - 1
        partner = self.partners[end - 1]
        if partner is not None and start < partner < end and self._has_no_ink(partner, end - 1):
            return partner
        return end

    def _is_bare(self, index: int) -> bool:
        atom = self.atoms[index]
        return self.partners[index] is None if atom.is_tag else not atom.text.strip()

    def _has_no_ink(self, start: int, end: int) -> bool:
        return not any(atom.text.strip() for atom in self.atoms[start : end + 1])

    def _cuts(self, start: int, end: int) -> list[int]:
        """Where a new sentence begins, inside no tag; line breaks stand alone."""
        if not self.by_sentence:
            return []
        offsets, depths = self._measured(start, end)
        text = "".join(self.atoms[i].text or self._as_space(i) for i in range(start, end))
        wanted = set()
        for offset in beginnings(text)[1:]:
            place = start + bisect_left(offsets, offset)
            while place < end and self.atoms[place].closes:
                place += 1
            wanted.add(place)
        for index in range(start, end):
            if self.atoms[index].name == "br":
                wanted |= {index, index + 1}
        return sorted(i for i in wanted if start < i < end and depths[i - start] == 0)

    def _measured(self, start: int, end: int) -> tuple[list[int], list[int]]:
        """Of each atom: how much text and how many open tags stand before it."""
        offsets, depths, offset, depth = [], [], 0, 0
        for index in range(start, end):
            offsets.append(offset)
            depths.append(depth)
            offset += len(self.atoms[index].text or self._as_space(index))
            if self.partners[index] is not None:
                depth += -1 if self.atoms[index].closes else 1
        return offsets, depths

    def _as_space(self, index: int) -> str:
        return " " if self.atoms[index].name == "br" else ""
