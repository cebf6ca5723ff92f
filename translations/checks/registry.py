"""The checks, with their ids and severities. Errors block approval, warnings need one click."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import (
    doubled,
    edges,
    empty,
    glossary,
    invisible,
    legacy,
    length,
    links,
    normal_form,
    numbers,
    placeholders,
    scripts,
    tags,
    untranslated,
)
from .finding import Finding, Remark, Severity
from .subject import Subject

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True)
class Check:
    """`severity` is the worst; a check may call a remark of its own mild."""

    id: str
    severity: Severity
    find: Callable[[Subject], Iterator[Remark]]

    def findings(self, subject: Subject) -> Iterator[Finding]:
        for remark in self.find(subject):
            severity = WARNING if remark.is_mild else self.severity
            yield Finding(self.id, severity, remark.message, remark.excerpt)


EMPTY = Check("empty", ERROR, empty.find)
CHECKS = (
    Check("numbers", ERROR, numbers.find),
    Check("number_order", WARNING, numbers.find_order),
    Check("placeholders", ERROR, placeholders.find),
    Check("tags", ERROR, tags.find),
    Check("links", ERROR, links.find),
    Check("forbidden_term", ERROR, glossary.find_forbidden),
    Check("glossary", WARNING, glossary.find_missing),
    Check("untranslated", ERROR, untranslated.find),
    Check("script", ERROR, scripts.find_other),
    Check("mixed_scripts", ERROR, scripts.find_mixed),
    Check("legacy_font", ERROR, legacy.find),
    Check("normal_form", ERROR, normal_form.find),
    Check("invisible", ERROR, invisible.find),
    Check("length", ERROR, length.find),
    Check("doubled_words", WARNING, doubled.find),
    Check("spaces", WARNING, edges.find_spaces),
    Check("end_punctuation", WARNING, edges.find_punctuation),
)
ALL = (EMPTY, *CHECKS)
