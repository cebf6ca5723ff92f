"""Which units of a file can be used at all, each judged for itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from translations.exchange.escaping import invisible
from translations.exchange.found import Found
from translations.exchange.problems import Problem
from translations.marks import badly_nested, protected, words
from translations.unit import Unit

LISTED = 5  # marks or places that one line names


def usable(found: Iterable[Found]) -> tuple[list[Found], list[Problem]]:
    """What may be taken, in the order of the file, and a line for each other and for each doubt.

    A unit without an id stays: it may be recognised by its source (see `accepting`).
    """
    found, problems = _once(list(found))
    kept = []
    for one in found:
        trouble = one.trouble or trouble_with_marks(one.unit)
        if trouble:
            problems.append(Problem(one.where, trouble, one.unit.id))
            continue
        kept.append(one)
        if sign := invisible(one.unit.target):
            message = _(
                "It holds a character that nobody sees (%(sign)s). Retype the place in Loa."
            )
            problems.append(Problem(one.where, message % {"sign": sign}, one.unit.id, taken=True))
    return kept, problems


def _once(found: list[Found]) -> tuple[list[Found], list[Problem]]:
    """Copied rows: equal ones count once; of different ones nobody knows which is meant."""
    places: defaultdict[str, list[Found]] = defaultdict(list)
    for one in found:
        if one.unit.id:
            places[one.unit.id].append(one)
    unclear = {id_ for id_, same in places.items() if len(set(map(_said, same))) > 1}
    kept = [one for one in found if not one.unit.id or places[one.unit.id][0] is one]
    problems = [
        Problem(one.where, _twice(one, places[one.unit.id]), one.unit.id)
        for one in found
        if one.unit.id in unclear
    ]
    return [one for one in kept if one.unit.id not in unclear], problems


def _said(one: Found) -> tuple[str, str]:
    return one.unit.source, one.unit.target


def _twice(one: Found, same: list[Found]) -> str:
    others = [each.where for each in same[: LISTED + 1] if each is not one][:LISTED]
    message = _(
        "It is in the file more than once, with different words (also %(places)s). "
        "Keep one of them."
    )
    return message % {"places": ", ".join(others)}


def trouble_with_marks(unit: Unit) -> str:
    """What is wrong with the marks and placeholders of the translation; empty if nothing is."""
    if not unit.target:
        return ""
    wanted, there = protected(unit.source), protected(unit.target)
    if lost := wanted - there:
        return _(
            "%(marks)s of the text is missing or was changed in the translation. Put it back as it was."
        ) % {"marks": _listed(lost)}
    if added := there - wanted:
        return _(
            "%(marks)s in the translation is not in the text, or is there too often. Remove it."
        ) % {"marks": _listed(added)}
    if mark := badly_nested(unit.target):
        return _(
            "The marks cross each other or stand in the wrong order at %(mark)s. Each ⟨n⟩ comes before its ⟨/n⟩."
        ) % {"mark": mark}
    return _trouble_with_rests(unit)


def _trouble_with_rests(unit: Unit) -> str:
    source, target = words(unit.source), words(unit.target)
    for rest in ("⟨", "⟩", "{{", "}}"):
        if target.count(rest) > source.count(rest):
            return _("A piece of a mark (%(rest)s) is left over in the translation. Remove it.") % {
                "rest": rest
            }
    return ""


def _listed(marks: Counter[str]) -> str:
    names = list(marks)
    return ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")
