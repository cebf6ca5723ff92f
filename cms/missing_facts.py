"""What to tell an editor whose text quotes facts that are not there, in the words of the sheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .fact_sheets import FIGURES, LABELS, label_of
from .models import Fact, Office


class OnSheet(str):
    """A message about what is mended on the fact sheet of `office`; it stays one when made a `str`."""

    office: Office

    @classmethod
    def of(cls, office: Office, message: str) -> "OnSheet":
        made = cls(message)
        made.office = office
        return made

    def __str__(self) -> str:
        return self


@dataclass(frozen=True)
class Lack:
    """One thing to mend; `brief` names no office."""

    message: str
    brief: str


def known_keys(office: Office | None = None) -> list[str]:
    """Every key that a text may quote: the usual ones, then the figures of any office. One query.

    `office`: for its people, who are not told what others only propose; the centre knows of all.
    """
    told = told_to(office)
    return list(dict.fromkeys([*LABELS, *told.order_by("key").values_list("key", flat=True)]))


def told_to(office: Office | None) -> QuerySet[Fact]:
    """Facts whose names its people may see."""
    told = Fact.objects.exclude(state__in=(Fact.State.REFUSED, Fact.State.WITHDRAWN))
    if office is None or office.is_centre:
        return told
    return told.exclude(~Q(office=office), state=Fact.State.PROPOSED)


def lacks(office: Office, keys: Iterable[str], *, known: Iterable[str]) -> Iterable[Lack]:
    """For `keys` that have no value at `office`: first those it lacks, then those nobody has."""
    known, keys = list(known), list(keys)
    if lacking := ", ".join(_within(key) for key in keys if key in known):
        message = _("%(office)s has no value for %(keys)s. Add it to the office's fact sheet.")
        yield Lack(
            OnSheet.of(office, message % {"office": office, "keys": lacking}),
            _("no %(keys)s yet") % {"keys": lacking},
        )
    for key in (key for key in keys if key not in known):
        nothing = _("There is nothing named “%(key)s”.") % {"key": key}
        usable = _("These can be used: %(keys)s.") % {"keys": ", ".join(map(_spelled, known))}
        yield Lack(f"{nothing} {usable}", nothing)


def _within(key: str) -> str:
    """As it is called within a sentence."""
    label = label_of(key)
    return label if label == key else label[:1].lower() + label[1:]


def _spelled(key: str) -> str:
    return f"{key} ({_within(key)})" if key in LABELS or key in FIGURES else key
