"""Numbers: as multisets by value and kind, whatever digits and separators the language has."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from translations.numbers import Difference, Problem

from .finding import Remark
from .subject import Subject

_MOST = 20  # differences that are told of one segment
_MILD = {Problem.REPEATED, Problem.SEPARATORS, Problem.IN_WORDS}


def find(subject: Subject) -> Iterator[Remark]:
    for difference in subject.number_differences[:_MOST]:
        if difference.problem is not Problem.ORDER:
            yield Remark(
                _message(difference),
                difference.target or difference.source,
                is_mild=difference.problem in _MILD,
            )


def find_order(subject: Subject) -> Iterator[Remark]:
    for difference in subject.number_differences:
        if difference.problem is Problem.ORDER:
            yield Remark(_message(difference), difference.target)


def _message(difference: Difference) -> str:
    values = {
        "source": difference.source,
        "target": difference.target,
        "advice": difference.advice,
    }
    return _template(difference) % values


def _template(difference: Difference) -> str:
    match difference.problem:
        case Problem.CHANGED:
            return _(
                "The source has %(source)s where the translation has %(target)s:"
                " correct the number."
            )
        case Problem.MISSING:
            return _("%(source)s of the source is missing: write it in the translation.")
        case Problem.ADDED:
            return _("%(target)s is not in the source: correct it or take it out.")
        case Problem.REPEATED:
            return _(
                "%(target)s stands more often here than in the source: look whether that is meant."
            )
        case Problem.OTHER_KIND:
            return _(
                "The source has %(source)s, the translation %(target)s: write the same kind of"
                " number (percentage, date, time …)."
            )
        case Problem.OTHER_CURRENCY:
            return _(
                "The source has %(source)s, the translation %(target)s: keep the source's currency."
            )
        case Problem.SEPARATORS:
            return _("%(target)s is not how this language writes numbers: write %(advice)s.")
        case Problem.ORDER:
            return _(
                "%(source)s and %(target)s stand in another order than in the source: look whether"
                " each still belongs to the right thing."
            )
    return _in_words(difference)


def _in_words(difference: Difference) -> str:
    if not difference.target:
        return _(
            "%(source)s of the source is not among the figures: write it, or confirm that it"
            " stands in words."
        )
    return _(
        "The source has “%(source)s”, the translation “%(target)s”: confirm that they are the"
        " same number."
    )
