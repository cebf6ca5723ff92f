"""The words that heads of tables and names of states have in office files.

A file may be written in one language of the interface and read in another.
"""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.languages import INTERFACE
from translations.unit import Kind, State

HEADS: dict[str, str | Promise] = {
    "number": _("No."),
    "label": _("Where it stands"),
    "source": _("Text to translate"),
    "target": _("Your translation"),
    "state": _("State"),
    "note": _("Note"),
    "longest": _("Most characters"),
    "previous": _("The text before it changed"),
    "kind": _("Kind of value"),
    "id": _("Code – do not change"),
}
STATES: dict[str, str | Promise] = {
    State.EMPTY: _("not translated"),
    State.DRAFT: _("draft"),
    State.TRANSLATED: _("translated"),
    State.REVIEWED: _("reviewed"),
    State.APPROVED: _("approved"),
    State.STALE: _("to be redone: the text changed"),
}

KINDS: dict[str, str | Promise] = {
    Kind.TEXT: _("words"),
    Kind.NUMBER: _("a number"),
    Kind.DATE: _("a date"),
    Kind.MONEY: _("an amount of money"),
    Kind.CHOICE: _("a choice"),
}


def meanings(words: dict[str, str | Promise]) -> Callable[[str], str]:
    """Finds the key of a word in any language of the interface; empty for other words."""
    known = {key.casefold(): key for key in words}
    for language in INTERFACE:
        with override(language):
            known |= {str(word).casefold(): key for key, word in words.items()}
    return lambda word: known.get(word.strip().casefold(), "")
