"""Small things that the templates of publishing need."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from ..channel import Picture, Post
from ..left_out import left_out, undrawn
from ..package import Assembly
from ..stop_notice import with_banner

register = template.Library()


@register.filter
def duration(seconds: int) -> str:
    """Seconds as a person says them: “2 phút 15 giây”."""
    minutes, rest = divmod(int(seconds), 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes})
    if rest or not minutes:
        parts.append(ngettext("%(n)d second", "%(n)d seconds", rest) % {"n": rest})
    return " ".join(parts)


@register.simple_tag
def frozen_url(picture: Picture) -> str:
    """Address, for people with a login only, of a picture as it will go out."""
    return reverse("publishing_frozen", args=[picture.sha256])


@register.filter
def age(since: datetime) -> str:
    """How long ago, in its largest unit: “3 giờ”."""
    if timezone.now() - since < timedelta(minutes=1):
        return gettext("just now")
    return timesince(since, depth=1)


@register.filter
def text_to_copy(post: Post) -> str:
    """What a person pastes: the text, and the address of the page where there is one."""
    return "\n\n".join(part for part in (post.text, post.link) if part)


@register.filter
def value_of(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What the mapping has for a key that is only known in the template; empty if nothing."""
    return mapping.get(key, "")


@register.inclusion_tag("publishing/package/left_out.html")
def places_left_out(assembly: Assembly) -> dict[str, Any]:
    """A line naming the chosen places that the item will not reach, and offices without a drawing."""
    groups = left_out(assembly.legs)
    total = sum(group.places for group in groups)
    return {"groups": groups, "total": total, "undrawn": undrawn(assembly)}


@register.simple_block_tag(takes_context=True)
def under_the_stop_banner(context: template.Context, content: str) -> str:
    """The frame of every screen, with the banner above its content while a stop is on."""
    request = context.get("request")
    return with_banner(request, content) if request is not None else content
