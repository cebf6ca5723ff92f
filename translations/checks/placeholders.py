"""Placeholders ({{hotline}}): every one of the source, as often as there, and no other.

Conditions ({{if:hotline}} … {{end}}) also open and close as in the source, around the same facts: one
that left its condition would be asked of an office that does not have it.
"""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from translations.marks import Part, protected, tokens

from .finding import Remark
from .subject import Subject

IF, END = "if:", "end"


def find(subject: Subject) -> Iterator[Remark]:
    if "{{" not in subject.source and "{{" not in subject.target:
        return
    source, target = _placeholders(subject.source), _placeholders(subject.target)
    for name in source - target:
        message = _(
            "%(name)s is missing: put it where its value belongs, exactly as in the source."
        )
        yield Remark(message % {"name": name}, name)
    for name in target - source:
        message = _("%(name)s is not in the source, or not as often: take it out.")
        yield Remark(message % {"name": name}, name)
    if source == target:
        yield from _conditions(subject)


def _conditions(subject: Subject) -> Iterator[Remark]:
    if _opened_and_closed(subject.source) != _opened_and_closed(subject.target):
        message = _(
            "Each {{if:…}} stands before its {{end}}, and no other between them: set them as in the"
            " source."
        )
        yield Remark(message)
        return
    for name in _within(subject.source) - _within(subject.target):
        message = _("%(name)s belongs between {{if:…}} and {{end}}, as in the source.")
        yield Remark(message % {"name": name}, name)


def _placeholders(text: str) -> Counter[str]:
    found = protected(text)
    return Counter({name: count for name, count in found.items() if name.startswith("{{")})


def _names(text: str) -> list[str]:
    return [token.name for token in tokens(text) if token.part is Part.PLACEHOLDER]


def _opened_and_closed(text: str) -> list[bool]:
    return [name != END for name in _names(text) if name == END or name.startswith(IF)]


def _within(text: str) -> Counter[str]:
    """Facts within conditions; a segment may begin within one that another opened."""
    names = _names(text)
    marks = _opened_and_closed(text)
    inside = bool(marks) and not marks[0]
    found: Counter[str] = Counter()
    for name in names:
        if name == END:
            inside = False
        elif name.startswith(IF):
            inside = True
        elif inside:
            found["{{" + name + "}}"] += 1
    return found
