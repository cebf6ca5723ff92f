"""The glossary as plain data, for files: what a term is and what it is called."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from cms.models import User
from translations.glossary.words import key
from translations.models import Term, TermTranslation


@dataclass(frozen=True)
class Wording:
    """What a term is called in a language."""

    language: str
    preferred: str = ""
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class TermEntry:
    headword: str
    forms: tuple[str, ...] = ()
    definition: str = ""
    note: str = ""
    domain: str = ""
    wordings: tuple[Wording, ...] = field(default=())


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
        yield _entry(term)


def _entry(term: Term) -> TermEntry:
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


def take(entries: Iterable[TermEntry], *, by: User | None = None) -> Taken:
    """All or none. A term that is there becomes as the entry says; languages that it does not name,
    terms that are in no entry, and sounds stay as they are."""
    with transaction.atomic():
        there = {name_of(term): term for term in Term.objects.prefetch_related("translations")}
        new, changed, known = [], [], 0
        for entry in entries:
            term = there.get(name_of(entry))
            if term is None:
                new.append((Term(), entry))
            elif _merged(_entry(term), entry) != _entry(term):
                changed.append((term, entry))
            else:
                known += 1
        _save(new, changed, by)
    return Taken(len(new), len(changed), known)


def _merged(old: TermEntry, new: TermEntry) -> TermEntry:
    wordings = {one.language: one for one in (*old.wordings, *new.wordings)}
    ordered = tuple(wordings[language] for language in sorted(wordings))
    return replace(new, wordings=ordered)


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
