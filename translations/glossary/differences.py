"""What an entry of a file would change in a term, for whoever confirms it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.languages import DEFAULT
from translations.glossary.entries import TermEntry, Wording


@dataclass(frozen=True)
class Difference:
    """Either side may be empty."""

    language: str
    before: str
    after: str


def differences(before: TermEntry, after: TermEntry) -> Iterator[Difference]:
    """In reading order. Languages that `after` does not name stay as they are."""
    for old, new in zip(_vietnamese(before), _vietnamese(after), strict=True):
        if old != new:
            yield Difference(DEFAULT, old, new)
    known = {one.language: one for one in before.wordings}
    for wording in after.wordings:
        there = known.get(wording.language, Wording(wording.language))
        for old, new in zip(_said(there), _said(wording), strict=True):
            if old != new:
                yield Difference(wording.language, old, new)


def _vietnamese(entry: TermEntry) -> tuple[str, ...]:
    forms = ", ".join(entry.forms)
    return entry.headword, forms, entry.definition, entry.note, entry.domain


def _said(one: Wording) -> tuple[str, ...]:
    return one.preferred, ", ".join(one.allowed), ", ".join(one.forbidden), one.note
