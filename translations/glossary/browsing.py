"""The glossary as a person looks through it."""

from dataclasses import dataclass

from cms.search import fold
from translations.memory.wording import composed
from translations.models import Term, TermTranslation

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """`said` is what it is called in the language that is looked at; `languages` in how many it is."""

    term: Term
    said: TermTranslation | None
    languages: int


@dataclass(frozen=True)
class Found:
    rows: list[Row]
    count: int
    page: int
    pages: int


def browse(*, words: str = "", language: str = "", missing: bool = False, page: int = 1) -> Found:
    """By Vietnamese forms, definitions and forms in the language; two queries.

    Without regard to marks, as people type in a hurry. `missing`: only what has no form there yet.
    """
    terms = list(Term.objects.prefetch_related("translations"))
    wanted = fold(composed(words))
    rows = [_row(term, language) for term in terms]
    rows = [row for row in rows if not wanted or wanted in fold(_text(row, language))]
    if missing and language:
        rows = [row for row in rows if row.said is None or not row.said.preferred]
    pages = max((len(rows) + A_PAGE - 1) // A_PAGE, 1)
    page = min(max(page, 1), pages)
    return Found(rows[(page - 1) * A_PAGE : page * A_PAGE], len(rows), page, pages)


def _row(term: Term, language: str) -> Row:
    every = list(term.translations.all())
    said = next((one for one in every if one.language == language), None)
    return Row(term, said, len(every))


def _text(row: Row, language: str) -> str:
    term = row.term
    said = [row.said] if language else list(term.translations.all())
    words = [term.headword, *term.forms, term.definition, term.domain]
    for one in filter(None, said):
        words += [one.preferred, *one.allowed, *one.forbidden]
    return "\n".join(words)


def domains() -> list[str]:
    rows = Term.objects.exclude(domain="").order_by("domain")
    return list(rows.values_list("domain", flat=True).distinct())
