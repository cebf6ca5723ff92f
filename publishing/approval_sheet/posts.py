"""What goes to every destination, for the template: equal posts once, with the list of places."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.languages import language_name

from ..airing.wishes import CLASSES, Wishes
from ..airing.words import said
from ..channel import Post
from ..package import Assembly, Leg
from ..previews import Preview, previews_of
from ..templatetags.publishing_tags import duration
from .pictures import PictureBook


def posts_of(assembly: Assembly, book: PictureBook) -> list[dict[str, Any]]:
    """One entry a post, in the order of the approval screen."""
    return [_shown(preview, book) for preview in previews_of(assembly)]


def _shown(preview: Preview, book: PictureBook) -> dict[str, Any]:
    post = preview.post
    return {
        "channel": str(preview.channel.label),
        "count": ngettext("%(n)d destination", "%(n)d destinations", len(preview.legs))
        % {"n": len(preview.legs)},
        "places": _places(preview.legs),
        "problems": preview.problems,
        "post": _post(post, book) if post else None,
    }


def _post(post: Post, book: PictureBook) -> dict[str, Any]:
    return {
        "title": post.title,
        "text": post.text,
        "link": post.link,
        "pictures": [book.add(picture) for picture in post.pictures],
        "remarks": _remarks(post),
    }


def _places(legs: Iterable[Leg]) -> list[dict[str, Any]]:
    """Names by office."""
    by_office = groupby(legs, key=lambda leg: leg.destination.office)
    return [
        {"office": str(office), "names": [leg.destination.name for leg in group]}
        for office, group in by_office
    ]


def _remarks(post: Post) -> list[str]:
    """What a bulletin says beside its words."""
    if "reading_seconds" not in post.extra:
        return []
    times = int(post.extra["repeats"])
    return [
        str(CLASSES[Wishes.read(post.extra).klass]),
        _("about %(time)s to read") % {"time": duration(post.extra["reading_seconds"])},
        ngettext("once", "%(n)s times", times) % {"n": times},
        *said(dict(post.extra), name=language_name),
    ]
