"""Placeholders ({{hotline}}): every one of the source, as often as there, and no other."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from translations.marks import protected

from .finding import Remark
from .subject import Subject


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


def _placeholders(text: str) -> Counter[str]:
    found = protected(text)
    return Counter({name: count for name, count in found.items() if name.startswith("{{")})
