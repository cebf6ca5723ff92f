"""Players of bulletins, each with the words that say who reads."""

from typing import Any

from django import template

from ..bulletins import Bulletin
from ..voices.deliverable import sounds_for

register = template.Library()


@register.inclusion_tag("publishing/commune/sounds.html")
def commune_sounds(bulletin: Bulletin, token: str) -> dict[str, Any]:
    """The lightest is played, since it comes over 3G; all may be kept."""
    found = sounds_for(bulletin.delivery)
    return {
        "sounds": found,
        "played": next(iter(found), None),
        "bulletin": bulletin,
        "token": token,
    }
