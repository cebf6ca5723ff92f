"""What is checked of a translation, segment by segment. Pure: no database, no network, no clock."""

from collections.abc import Iterable

from cms.languages import BY_CODE
from translations.unit import Kind

from .finding import Finding, Severity
from .graphemes import graphemes
from .registry import ALL, CHECKS, EMPTY
from .subject import Subject, Term

__all__ = ["ALL", "Finding", "Severity", "Term", "check", "graphemes"]


def check(
    source: str,
    target: str,
    language: str,
    *,
    kind: Kind = Kind.TEXT,
    longest: int | None = None,
    terms: Iterable[Term] = (),
) -> tuple[Finding, ...]:
    """Vietnamese `source` and its translation, with the marks of `translations.marks`.

    `language` is a code of `cms.languages` (KeyError for others), `longest` a number of graphemes,
    `terms` what the glossary has for this source. In the order of the registry.
    """
    subject = Subject(source, target, BY_CODE[language], kind, longest, tuple(terms))
    empty = tuple(EMPTY.findings(subject))
    if empty or kind is Kind.CHOICE:  # a choice (an icon, a level) is no text
        return empty
    return tuple(dict.fromkeys(found for check in CHECKS for found in check.findings(subject)))
