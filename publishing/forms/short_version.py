"""“Make a short version” and back, on the package page: the text for the loudspeakers as it is posted."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..airing.wishes import length
from ..booth import LOUDSPEAKER
from ..short_versions import Shortening

BUTTON = "short"  # the name of both buttons
MAKE, WHOLE = "make", "whole"
SLOT = "short_slot"
FIELD = f"text_{LOUDSPEAKER}"


@dataclass(frozen=True)
class Pressed:
    """`slot` is what the posted text was shortened for, in seconds; `error` says why it was not."""

    slot: int | None = None
    error: str = ""
    whole: bool = False


def press(
    data: QueryDict, *, saved: str, shortening: Callable[[], Shortening]
) -> tuple[QueryDict, Pressed]:
    """The posted fields with what the button asks for; `saved` is the text as it is stored."""
    if data.get(BUTTON) == WHOLE:
        return _with_text(data, ""), Pressed(whole=True)
    if _plain(data.get(FIELD, "")) != _plain(saved):
        message = _(
            "You wrote words for the loudspeakers that are not saved yet, and the short version would"
            " take their place. Save the package, or empty the text first."
        )
        return data, Pressed(error=message)
    offer = shortening()
    slot = next((one for one in offer.slots if str(one) == data.get(SLOT)), None)
    if slot is None:
        return data, Pressed(error=_("Choose one of the slots that are shown."))
    text = offer.text(slot)
    if not text:
        message = _(
            "Beside greeting, headline and closing not even one sentence fits %(slot)s. Choose a longer"
            " slot, or write the text yourself."
        )
        return data, Pressed(error=message % {"slot": length(slot)})
    return _with_text(data, text), Pressed(slot)


def _with_text(data: QueryDict, text: str) -> QueryDict:
    changed = data.copy()
    changed[FIELD] = text
    return changed


def _plain(text: str) -> str:
    """Browsers send other line ends."""
    return "\n".join(text.split("\r\n")).strip()
