"""Which terms stand in a text, and what they are called in a language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from translations.glossary.words import Word, key, words
from translations.models import GlossaryVersion, Term, TermTranslation

Tree = dict[Any, Any]  # folded word → further tree; END → the terms that end here
END = None


@dataclass(frozen=True)
class Entry:
    """A term as it is remembered. Never changed: another version of the glossary has its own."""

    pk: int
    headword: str
    definition: str
    note: str
    domain: str


@dataclass(frozen=True)
class Match:
    """`text[start:end]` is the term. All that is said of it in the language is empty if nothing is.

    Fits `translations.checks`, which takes any of `forms` and none of `forbidden`.
    """

    start: int
    end: int
    term: Entry
    preferred: str = ""
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""
    sound: int | None = None  # a recording

    @property
    def source(self) -> str:
        return self.term.headword

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.preferred, *self.allowed) if self.preferred else self.allowed


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    entries: tuple[Entry, ...]


def terms_in(text: str, language: str) -> list[Match]:
    """In the order of the text. See `terms_in_all`."""
    return terms_in_all([text], language)[0]


def terms_in_all(texts: Sequence[str], language: str) -> list[list[Match]]:
    """Two queries for all of them, and one more after the glossary was changed.

    The longest term wins, none overlaps another; a word that is a term of two domains is two
    matches. Only whole words match, in any case and composition.
    """
    tree = _current()
    found = [list(_found(tree, list(words(text)))) for text in texts]
    said = _translations(
        {entry.pk for of_one in found for one in of_one for entry in one.entries}, language
    )
    return [
        [
            Match(one.start, one.end, entry, **said[entry.pk])
            for one in of_one
            for entry in one.entries
        ]
        for of_one in found
    ]


def _found(tree: Tree, there: Sequence[Word]) -> Iterator[_Found]:
    at = 0
    while at < len(there):
        length, entries = _longest(tree, there, at)
        if length:
            yield _Found(there[at].start, there[at + length - 1].end, entries)
        at += length or 1


def _longest(tree: Tree, there: Sequence[Word], at: int) -> tuple[int, tuple[Entry, ...]]:
    best: tuple[int, tuple[Entry, ...]] = (0, ())
    for length, word in enumerate(there[at:], start=1):
        tree = tree.get(word.folded, {})
        if not tree:
            break
        if END in tree:
            best = length, tuple(tree[END])
    return best


def _translations(terms: Iterable[int], language: str) -> dict[int, dict[str, Any]]:
    said: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in TermTranslation.objects.filter(term__in=terms, language=language):
        said[row.term_id] = {
            "preferred": row.preferred,
            "allowed": tuple(row.allowed),
            "forbidden": tuple(row.forbidden),
            "note": row.note,
            "sound": row.sound_id,
        }
    return said


# --- what is remembered ---------------------------------------------------------------------------

_remembered: tuple[UUID, Tree] | None = (
    None  # of this process, under the version that it was read at
)


def _current() -> Tree:
    """The version is asked for before the terms are read: what changes meanwhile is read again."""
    global _remembered
    version = GlossaryVersion.now()
    if _remembered is not None and _remembered[0] == version:
        return _remembered[1]
    tree = _tree()
    if version is not None:
        _remembered = (version, tree)
    return tree


def _tree() -> Tree:
    tree: Tree = {}
    for term in Term.objects.all():
        entry = Entry(term.pk, term.headword, term.definition, term.note, term.domain)
        for path in {key(form) for form in (term.headword, *term.forms)}:
            _add(tree, path, entry)
    return tree


def _add(tree: Tree, path: Sequence[str], entry: Entry) -> None:
    for word in path:
        tree = tree.setdefault(word, {})
    if path:
        tree.setdefault(END, []).append(entry)
