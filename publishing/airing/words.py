"""Wishes and clashes in words: what the package page, the commune's list and the approval sheet show."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..channel import StrOrPromise
from .wishes import EVERY_DAY, Time, Wishes, length

DAYS: dict[int, StrOrPromise] = {
    1: gettext_lazy("Monday"),
    2: gettext_lazy("Tuesday"),
    3: gettext_lazy("Wednesday"),
    4: gettext_lazy("Thursday"),
    5: gettext_lazy("Friday"),
    6: gettext_lazy("Saturday"),
    7: gettext_lazy("Sunday"),
}


def said(extra: dict[str, Any], *, name: Callable[[str], str]) -> list[str]:
    """Of a post's `extra`, each wish a short line; of a bulletin without any nothing.

    `name`: what a language is called, by its code.
    """
    return list(_said(Wishes.read(extra), name))


def _said(wishes: Wishes, name: Callable[[str], str]) -> Iterator[str]:
    if wishes.times:
        listed = "; ".join(at(one) for one in wishes.times)
        yield _("wanted at %(times)s") % {"times": listed}
    if wishes.slot:
        yield _("slot of %(slot)s") % {"slot": length(wishes.slot)}
    if wishes.pause and wishes.repeats > 1:
        yield _("%(pause)s between two playings") % {"pause": length(wishes.pause)}
    if wishes.first_day:
        yield _("not before %(day)s") % {"day": date_format(wishes.first_day, "d/m/Y")}
    if wishes.languages:
        yield _("in: %(languages)s") % {"languages": ", ".join(map(name, wishes.languages))}


def at(time: Time) -> str:
    """“06:30 (Monday, Friday)”; nothing in brackets for every day."""
    if time.days == EVERY_DAY:
        return _("%(time)s every day") % {"time": time.clock}
    return f"{time.clock} ({', '.join(str(DAYS[day]) for day in time.days)})"
