"""Small things that the templates of publishing need."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from cms.models import Office
from cms.quotable_facts import scripts

from ..as_office import PARAMETER, as_office, lacking
from ..channel import Picture, Post
from ..left_out import left_out, undrawn
from ..national import reserved_in
from ..own_copies import own_copies
from ..package import Assembly
from ..script.model import script_in
from ..script.shown import ShownScript, shown
from ..stop_notice import with_banner

register = template.Library()
_SAME_WORDS = (
    *("BHXH tỉnh ", "BHXH thành phố "),
    *(" Province Social Security", " City Social Security"),
)


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
def short_office(office: Office) -> str:
    """The place alone, where every office of a row has the same words before it."""
    name = str(office)
    for words in _SAME_WORDS:
        name = name.removeprefix(words).removesuffix(words)
    return name


@register.filter
def text_to_copy(post: Post) -> str:
    """What a person pastes: the text, and the address of the page where there is one."""
    return "\n\n".join(part for part in (post.text, post.link) if part)


@register.filter
def script_shown(post: Post) -> ShownScript:
    """The script of a bulletin as people look at it."""
    return shown(script_in(post.to_data()))


@register.filter
def value_of(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What the mapping has for a key that is only known in the template; empty if nothing."""
    return mapping.get(key, "")


@register.inclusion_tag("publishing/package/left_out.html")
def places_left_out(assembly: Assembly) -> dict[str, Any]:
    """Lines naming the chosen places that the item will not reach, offices that have a copy of
    their own, and those without a drawing."""
    groups = left_out(assembly.legs)
    total = sum(group.places for group in groups)
    own = own_copies(assembly.page)
    return {"groups": groups, "total": total, "own": own, "undrawn": undrawn(assembly)}


@register.inclusion_tag("publishing/package/reserved.html")
def places_reserved(assembly: Assembly) -> dict[str, Any]:
    """Which offices see it first, and which take no national posts."""
    return {"reserved": reserved_in(assembly)}


@register.inclusion_tag("publishing/package/lacking.html")
def offices_lacking(assembly: Assembly) -> dict[str, Any]:
    """Which offices' pages have a gap, beside places that are left out."""
    return {"groups": lacking(assembly)}


@register.inclusion_tag("publishing/package/as_office.html", takes_context=True)
def as_office_shows(context: template.Context, assembly: Assembly) -> dict[str, Any]:
    """The choice of an office, and the posts as it publishes them."""
    query = context["request"].GET
    shown = as_office(assembly, query.get(PARAMETER, ""))
    page = context.get("page")
    view = reverse("wagtailadmin_pages:view_draft", args=[assembly.page.pk]) if page else ""
    return {
        "shown": shown,
        "assembly": assembly,
        "parameter": PARAMETER,
        "kept": [(name, value) for name, value in query.items() if name != PARAMETER],
        "page_address": f"{view}?{urlencode({'mode': shown.mode})}" if view else "",
    }


@register.simple_tag
def fact_picker(page: int) -> SafeString:
    """The scripts that offer the facts beside fields that are marked for it."""
    return scripts(page)


@register.simple_block_tag(takes_context=True)
def under_the_stop_banner(context: template.Context, content: str) -> str:
    """The frame of every screen, with the banner above its content while a stop is on."""
    request = context.get("request")
    return with_banner(request, content) if request is not None else content
