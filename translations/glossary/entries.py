"""The glossary as plain data, for files: what a term is and what it is called."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from cms.models import User
from translations.glossary.words import key
from translations.models import Term, TermTranslation


@dataclass(frozen=True)
class Wording:
    """What a term is called in a language. `silent` as of a `TermEntry`."""

    language: str
    preferred: str = ""
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""
    silent: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True)
class TermEntry:
    """`silent` names fields that a file says nothing of: they stay as they are in a term that is there."""

    headword: str
    forms: tuple[str, ...] = ()
    definition: str = ""
    note: str = ""
    domain: str = ""
    wordings: tuple[Wording, ...] = field(default=())
    silent: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True)
class Taken:
    added: int
    changed: int
    known: int


def all_entries(languages: Sequence[str] | None = None) -> Iterator[TermEntry]:
    """In the order of the headwords; two queries. Only wordings of these languages, if named."""
    wordings = TermTranslation.objects.order_by("language")
    if languages:
        wordings = wordings.filter(language__in=languages)
    for term in Term.objects.prefetch_related(Prefetch("translations", wordings)):
        yield entry_of(term)


def entry_of(term: Term) -> TermEntry:
    return TermEntry(
        term.headword,
        tuple(term.forms),
        term.definition,
        term.note,
        term.domain,
        tuple(
            Wording(row.language, row.preferred, tuple(row.allowed), tuple(row.forbidden), row.note)
            for row in term.translations.all()
        ),
    )


Name = tuple[tuple[str, ...], str]


def name_of(entry: TermEntry | Term) -> Name:
    """Equal for what is one term: the headword as words, and the domain."""
    return key(entry.headword), entry.domain.casefold()


@dataclass(frozen=True)
class Compared:
    """Entries beside the terms that there are. `changed` ones say something else than the term;
    `passed_over` are languages that the file names and whoever brings it does not answer for."""

    new: tuple[TermEntry, ...]
    changed: tuple[tuple[Term, TermEntry], ...]
    known: int
    passed_over: tuple[str, ...] = ()


def compared(entries: Iterable[TermEntry]) -> Compared:
    """Two queries."""
    find = _finder(Term.objects.prefetch_related("translations"))
    new, changed, known = [], [], 0
    for entry in entries:
        term = find(entry)
        if term is None:
            new.append(entry)
        elif (merged := _merged(entry_of(term), entry)) != entry_of(term):
            changed.append((term, merged))
        else:
            known += 1
    return Compared(tuple(new), tuple(changed), known)


def _finder(terms: Iterable[Term]) -> Callable[[TermEntry], Term | None]:
    """By name; where a file does not say the domain, by the headword alone if that is clear."""
    by_name, by_word = {}, defaultdict(list)
    for term in terms:
        by_name[name_of(term)] = term
        by_word[key(term.headword)].append(term)

    def find(entry: TermEntry) -> Term | None:
        alike = by_word[key(entry.headword)]
        is_clear = "domain" in entry.silent and len(alike) == 1
        return alike[0] if is_clear else by_name.get(name_of(entry))

    return find


def take(entries: Iterable[TermEntry], *, by: User | None = None) -> Taken:
    """All or none. A term that is there becomes as the entry says; fields of which it is silent,
    languages that it does not name, terms that are in no entry, and sounds stay as they are."""
    with transaction.atomic():
        found = compared(entries)
        write(found, by)
    return Taken(len(found.new), len(found.changed), found.known)


def write(found: Compared, by: User | None) -> list[Term]:
    """The terms that are new or changed, the new ones first."""
    new = [(Term(), entry) for entry in found.new]
    _save(new, list(found.changed), by)
    return [term for term, _entry in (*new, *found.changed)]


def _merged(old: TermEntry, new: TermEntry) -> TermEntry:
    """What the term becomes."""
    wordings = {one.language: one for one in old.wordings}
    for one in new.wordings:
        there = wordings.get(one.language)
        wordings[one.language] = replace(one, **_kept(there, one.silent)) if there else one
    ordered = tuple(wordings[language] for language in sorted(wordings))
    return replace(new, wordings=ordered, **_kept(old, new.silent))


def _kept(old: TermEntry | Wording, silent: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(old, name) for name in silent}


Rows = list[tuple[Term, TermEntry]]


def _save(new: Rows, changed: Rows, by: User | None) -> None:
    """Few queries, however many terms there are."""
    now = timezone.now()
    for term, entry in (*new, *changed):
        term.headword, term.forms, term.domain = entry.headword, list(entry.forms), entry.domain
        term.definition, term.note = entry.definition, entry.note
        term.changed_by, term.changed_at = by, now
    Term.objects.bulk_create([term for term, _entry in new])
    fields = ["headword", "forms", "domain", "definition", "note", "changed_by", "changed_at"]
    Term.objects.bulk_update([term for term, _entry in changed], fields)
    said = ["preferred", "allowed", "forbidden", "note", "changed_by", "changed_at"]
    TermTranslation.objects.bulk_create(
        [
            TermTranslation(
                term=term,
                language=one.language,
                preferred=one.preferred,
                allowed=list(one.allowed),
                forbidden=list(one.forbidden),
                note=one.note,
                changed_by=by,
                changed_at=now,
            )
            for term, entry in (*new, *changed)
            for one in entry.wordings
        ],
        update_conflicts=True,
        unique_fields=["term", "language"],
        update_fields=said,
    )
