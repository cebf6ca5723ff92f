"""A text that an editor wrote for the loudspeakers is bound to what the item said beside it.

When the item says something else, nobody has looked at the text since: that is asked.
"""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.models import ItemPage

from .channel import Content, Problem
from .content import base_content
from .script.ear import for_the_ear
from .script.model import Role

BESIDE = "beside"  # of a channel's wishes in `Package.texts`: a hash, as `written_hash` gives it
BEHIND = "text_behind"
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


def behind() -> Problem:
    message = _(
        "The item has changed since its text for the loudspeakers was written. Read the text again,"
        " change it or tick that it is still right, and save the package."
    )
    return Problem(BEHIND, message)
