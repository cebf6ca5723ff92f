"""Marks ⟨1⟩…⟨/1⟩: moved as the sentence needs, none added, none lost, none overlapping."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from translations.marks import badly_nested, protected

from .finding import Remark
from .subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    if "⟨" not in subject.source and "⟨" not in subject.target:
        return
    source, target = _tags(subject.source), _tags(subject.target)
    for tag in source - target:
        message = _("%(tag)s is missing: put it around, or beside, the words that it belongs to.")
        yield Remark(message % {"tag": tag}, tag)
    for tag in target - source:
        message = _("%(tag)s is not in the source, or not as often: take it out.")
        yield Remark(message % {"tag": tag}, tag)
    if source == target and (tag := badly_nested(subject.target)):
        message = _(
            "%(tag)s overlaps another mark or is not closed: set the marks as in the source."
        )
        yield Remark(message % {"tag": tag}, tag)


def _tags(text: str) -> Counter[str]:
    found = protected(text)
    return Counter({name: count for name, count in found.items() if name.startswith("⟨")})
