"""What the checks say of the translations of a request, with the glossary's terms."""

from collections.abc import Iterable
from uuid import UUID

from .checks import Finding, Severity, check
from .glossary import terms_in_all
from .rows import Row
from .unit import Kind

__all__ = ["Finding", "Severity", "errors_in", "findings_of", "warnings_in"]

Findings = tuple[Finding, ...]


def findings_of(rows: Iterable[Row], language: str) -> dict[UUID, Findings]:
    """By segment, in reading order. What has no words yet is not looked at, and not in here.

    At most three queries, for any number.
    """
    written = [row for row in rows if row.translation.text]
    if not written:
        return {}
    terms = terms_in_all([row.segment.source for row in written], language)
    return {
        row.segment.uuid: check(
            row.segment.source,
            row.translation.text,
            language,
            kind=Kind(row.segment.kind),
            longest=row.segment.longest,
            terms=found,
        )
        for row, found in zip(written, terms, strict=True)
    }


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """They block approval."""
    return [each for each in findings if each.severity is Severity.ERROR]


def warnings_in(findings: Iterable[Finding]) -> list[Finding]:
    """They are let pass for a reason."""
    return [each for each in findings if each.severity is Severity.WARNING]
