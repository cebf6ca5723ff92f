"""What is wished of a bulletin on air, and which bulletins of a commune want the same time."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from cms.languages import language_name

from ..airing.clashes import Wanted, clashes
from ..airing.wishes import CLASSES, Wishes
from ..airing.words import DAYS, said
from ..bulletins import Bulletin
from ..channel import StrOrPromise

register = template.Library()
MOST = 5  # clashes that are listed


@register.filter
def airing(extra: Mapping[str, Any]) -> list[str]:
    """Short lines, one a wish."""
    return said(dict(extra), name=language_name)


@register.filter
def bulletin_class(extra: Mapping[str, Any]) -> StrOrPromise:
    return CLASSES[Wishes.read(extra).klass]


@register.inclusion_tag("publishing/airing/clashes.html")
def airing_clashes(bulletins: Iterable[Bulletin]) -> dict[str, Any]:
    """Of those that are still to be played. Nothing where none clash."""
    found = clashes([_wanted(one) for one in bulletins if not one.is_done])
    lines = [{"clash": one, "days": ", ".join(str(DAYS[day]) for day in one.days)} for one in found]
    return {"lines": lines[:MOST], "more": max(0, len(lines) - MOST)}


def _wanted(one: Bulletin) -> Wanted:
    extra = one.extra
    return Wanted(
        key=one.delivery.key,
        title=str(one.post["title"]),
        once=int(extra.get("reading_seconds", 0)),
        wishes=Wishes.read(extra),
        last_day=one.valid_until,
    )
