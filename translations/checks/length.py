"""No longer than there is room for. Marks take no room; a placeholder counts as it is written."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from translations.marks import Part, tokens

from .finding import Remark
from .graphemes import graphemes
from .subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    longest = subject.longest
    if longest is None or len(subject.target) <= longest:
        return
    seen = (Part.TEXT, Part.PLACEHOLDER)
    long = graphemes("".join(one.text for one in tokens(subject.target) if one.part in seen))
    if long > longest:
        message = ngettext(
            "%(long)s characters where there is room for %(longest)s: make it %(count)s shorter.",
            "%(long)s characters where there is room for %(longest)s: make it %(count)s shorter.",
            long - longest,
        )
        yield Remark(message % {"long": long, "longest": longest, "count": long - longest})
