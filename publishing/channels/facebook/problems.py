"""What an editor must mend before a post can go out to a Facebook page."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from ...channel import Capabilities, Picture, Post, Problem

PLACEHOLDER = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}", re.DOTALL)
ADDRESS = re.compile(r"\b(?:([a-z][a-z0-9+.-]{0,60})://|javascript:)", re.IGNORECASE)
PICTURE_TYPES = {"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"}


def problems_of(post: Post, capabilities: Capabilities) -> list[Problem]:
    return [
        *_of_text(post.text, capabilities.text_limit or 0),
        *_of_link(post.link),
        *_of_pictures(post.pictures, capabilities),
    ]


def what_stays(old: Post, new: Post) -> list[Problem]:
    """The platform changes only the text of a post."""
    found = []
    if _sums(old) != _sums(new):
        message = _(
            "The pictures on Facebook stay as they are: Facebook cannot exchange them. For other "
            "pictures, take the post down and publish it again."
        )
        found.append(Problem("pictures_stay", message, blocking=False))
    if _card(old) != _card(new):
        message = _("The link preview on Facebook stays as it is: Facebook cannot exchange it.")
        found.append(Problem("link_stays", message, blocking=False))
    return found


def _sums(post: Post) -> list[str]:
    return [picture.sha256 for picture in post.pictures]


def _card(post: Post) -> str:
    """The address that the post shows as a link preview: none beside pictures."""
    return "" if post.pictures else post.link


def _of_text(text: str, limit: int) -> Iterator[Problem]:
    if not text.strip():
        yield Problem("no_text", _("The post has no text."))
    if len(text) > limit:
        message = _("The text is too long for Facebook: at most %(limit)s characters.")
        yield Problem("text_too_long", str(message) % {"limit": limit})
    if PLACEHOLDER.search(text):
        yield Problem("placeholder", _("A placeholder {{…}} in the text has no value."))
    schemes = {match[1].lower() if match[1] else "" for match in ADDRESS.finditer(text)}
    if schemes - {"http", "https"}:
        yield Problem("bad_link", _("Links in the text must begin with http:// or https://."))


def _of_link(link: str) -> Iterator[Problem]:
    if not link:
        return
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
    except ValueError:
        parts, host = None, ""
    if parts is None or parts.scheme not in {"http", "https"} or not host:
        yield Problem("bad_link", _("The link must begin with http:// or https://."))
    elif host == "facebook.com" or host.endswith(".facebook.com"):
        yield Problem("platform_link", _("Facebook refuses links to Facebook itself."))


def _of_pictures(pictures: tuple[Picture, ...], capabilities: Capabilities) -> Iterator[Problem]:
    if len(pictures) > capabilities.pictures:
        message = _("At most %(most)s pictures fit into one Facebook post.")
        yield Problem("too_many_pictures", str(message) % {"most": capabilities.pictures})
    for picture in pictures:
        if picture.size > (capabilities.picture_bytes or 0):
            message = _("The picture “%(name)s” is larger than 4 MB.")
            yield Problem("picture_too_big", str(message) % {"name": picture.name})
        if picture.content_type not in PICTURE_TYPES:
            message = _("Facebook does not take pictures like “%(name)s”; use JPEG or PNG.")
            yield Problem("picture_type", str(message) % {"name": picture.name})
