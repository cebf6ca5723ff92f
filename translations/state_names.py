"""States of a translation, as people are told."""

from django.utils.translation import pgettext_lazy

from .unit import State

SAID = {
    State.EMPTY: pgettext_lazy("translation", "Not translated"),
    State.DRAFT: pgettext_lazy("translation", "Draft"),
    State.TRANSLATED: pgettext_lazy("translation", "Translated"),
    State.REVIEWED: pgettext_lazy("translation", "Reviewed"),
    State.APPROVED: pgettext_lazy("translation", "Approved"),
    State.STALE: pgettext_lazy("translation", "Out of date"),
}
