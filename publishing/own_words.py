"""A text that an editor wrote for the loudspeakers is bound to what the item said beside it.

When the item says something else, nobody has looked at the text since: that is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.models import ItemPage

from .channel import Content, Problem
from .content import base_content
from .models import Package
from .script.ear import for_the_ear
from .script.model import Role

BESIDE = "beside"  # of a channel's wishes in `Package.texts`, and of a place: a hash, as `written_hash` gives it
BEHIND = "text_behind"
BEHIND_AT = "text_behind_here"  # of a place with words of its own
_OF_THE_ITEM = (Role.HEADLINE, Role.TEXT)


def beside(page: ItemPage) -> str:
    """Of its newest version."""
    revision = page.get_latest_revision()
    return written_hash(base_content(revision.as_object(), revision_id=revision.pk))


def written_hash(content: Content) -> str:
    """Of what a bulletin would say of the item; placeholders as they stand, whatever a fact says."""
    heard = for_the_ear(replace(content, edited_text=""))
    said = [one.text for one in heard.paragraphs if one.role in _OF_THE_ITEM]
    return sha256("\n".join(said).encode()).hexdigest()


def is_behind(wish: Mapping[str, Any], content: Content) -> bool:
    """Texts from before there was such a thing are bound when they are saved next."""
    bound = wish.get(BESIDE, "")
    return bool(bound and wish.get("text")) and bound != written_hash(content)


def of_places(package: Package | None) -> dict[int, dict[str, str]]:
    """Words for one place alone as a wish, by id of the destination; empty ones too."""
    legs = package.legs.all() if package else ()
    return {leg.destination_id: {"text": leg.text, BESIDE: leg.beside} for leg in legs}


def bound_to(
    text: str, before: Mapping[str, Any], *, read_again: bool, beside: Callable[[], str] | None
) -> str:
    """What a text that is saved now is bound to; `before` is its wish as it was stored.

    Who changes it or says that it is still right has read it beside the item.
    """
    bound: str = before.get(BESIDE, "")
    looked_at = read_again or not bound or _plain(text) != _plain(before.get("text", ""))
    if text and beside and looked_at:
        return beside()
    return bound if text else ""


def _plain(text: str) -> str:
    """Forms send other line ends than what was filled in."""
    return text.replace("\r\n", "\n").strip()


def behind(*, at_a_place: bool = False) -> Problem:
    if at_a_place:
        message = _(
            "The item has changed since the words for one place alone were written. Read them again under"
            " that place, change them or tick that they are still right, and save the package."
        )
        return Problem(BEHIND_AT, message)
    message = _(
        "The item has changed since its text for the loudspeakers was written. Read the text again,"
        " change it or tick that it is still right, and save the package."
    )
    return Problem(BEHIND, message)
