"""What the two kinds of glossary files have in common: entries that come in pieces, and problems."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from cms.languages import DEFAULT, UnknownLanguage, find
from translations.exchange.problems import Problem
from translations.glossary.entries import Name, TermEntry, name_of
from translations.memory.wording import composed

LONGEST = 200  # characters of a term
LONGEST_TEXT = 5_000
MOST_PROBLEMS = 200


@dataclass
class Collector:
    """Nothing may be taken from a file that has `problems`."""

    languages: Collection[str] | None = None  # only these are read, if they are named
    problems: list[Problem] = field(default_factory=list)
    _entries: dict[Name, TermEntry] = field(default_factory=dict)

    def entries(self) -> tuple[TermEntry, ...]:
        return tuple(self._entries.values())

    def tell(self, where: str, message: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(where, message))

    def add(self, entry: TermEntry, where: str) -> None:
        """A further piece of a term adds languages; what both say of the term itself must agree."""
        told = [*problems_of(entry)]
        before = self._entries.get(name_of(entry))
        if before is not None:
            told += _contradictions(before, entry)
            entry = _joined(before, entry)
        for message in told:
            self.tell(where, message)
        if not told:
            self._entries[name_of(entry)] = entry

    def language(self, code: str, where: str) -> str | None:
        """None if it is not wanted, or unknown, which is told."""
        try:
            found = find(code).code
        except UnknownLanguage as unknown:
            if self.languages is None:
                self.tell(where, str(unknown))
            return None
        if self.languages is not None and found not in self.languages:
            return None
        if found == DEFAULT:
            self.tell(
                where, _("Vietnamese is what is translated, not a language to translate into.")
            )
            return None
        return found


def forms(texts: Iterable[str]) -> tuple[str, ...]:
    """Without empty and double ones."""
    return tuple(dict.fromkeys(filter(None, (composed(text) for text in texts))))


def prose(text: str) -> str:
    """Of a definition or note, which may have several lines."""
    return "\n".join(composed(line) for line in text.splitlines()).strip()


def problems_of(entry: TermEntry) -> Iterator[str]:
    if not any(letter.isalnum() for letter in entry.headword):
        yield _("There is no Vietnamese term.")
    short = [entry.headword, *entry.forms]
    for one in entry.wordings:
        short += [one.preferred, *one.allowed, *one.forbidden]
        used = {one.preferred, *one.allowed} - {""}
        for form in sorted(used & set(one.forbidden)):
            yield _("“%(form)s” is to be used and forbidden at once.") % {"form": form}
    if max(map(len, short)) > LONGEST or len(entry.domain) > 80:
        yield _("Longer than %(count)d characters.") % {"count": LONGEST}
    if max(len(entry.definition), len(entry.note)) > LONGEST_TEXT:
        yield _("Longer than %(count)d characters.") % {"count": LONGEST_TEXT}


def _contradictions(before: TermEntry, entry: TermEntry) -> Iterator[str]:
    for one, other in ((before.definition, entry.definition), (before.note, entry.note)):
        if one and other and one != other:
            message = _("“%(term)s” has another definition or note further up.")
            yield message % {"term": entry.headword}
    known = {one.language for one in before.wordings}
    for wording in entry.wordings:
        if wording.language in known:
            message = _("“%(term)s” stands further up for the same language.")
            yield message % {"term": entry.headword}


def _joined(before: TermEntry, entry: TermEntry) -> TermEntry:
    return replace(
        before,
        forms=forms((*before.forms, *entry.forms)),
        definition=before.definition or entry.definition,
        note=before.note or entry.note,
        wordings=(*before.wordings, *entry.wordings),
    )
