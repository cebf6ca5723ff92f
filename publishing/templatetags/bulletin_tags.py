"""Links to the files of a bulletin, wherever a person inside looks at it."""

from typing import Any

from django import template

from ..bulletins import find_bulletin
from ..models import Delivery
from ..package import Assembly
from ..previews import Preview
from ..sheets.of_delivery import is_heard

register = template.Library()


@register.inclusion_tag("publishing/bulletin_files/links.html")
def bulletin_files(delivery: Delivery) -> dict[str, Any]:
    """Nothing where nothing is read aloud; the sheet alone where it may not be read on air."""
    if not is_heard(delivery):
        return {}
    found, _gone = find_bulletin(delivery.destination, delivery.key)
    return {"delivery": delivery, "is_in_force": found is not None}


@register.inclusion_tag("publishing/bulletin_files/draft.html")
def draft_bulletin(assembly: Assembly | str, preview: Preview) -> dict[str, Any]:
    """`assembly` is empty on screens that show posts of other offices' packages."""
    heard = preview.post is not None and preview.channel.capabilities.heard
    if isinstance(assembly, str) or not heard:
        return {}
    return {"page": assembly.page, "place": preview.legs[0].destination}
