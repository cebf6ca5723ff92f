"""Every text that a package makes public, with the place where a person finds it.

Walks stored data whole, so a field or block that comes later is read without being named here.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from cms.models import ItemPage
from media_assets.marked_excerpts import without_long_numbers
from media_assets.models import Picture, Recording

from .channel import Post
from .plain_text import text_of
from .shown_media import Media

# Data that no reader reads: identifiers and checksums.
SILENT = frozenset("id uuid pk type sha256 marker content_type url link slug name_hash".split())
_ADDRESS = re.compile(r'href="((?:tel|sms|mailto|https?)[^"]*)"')


@dataclass(frozen=True)
class Told:
    """`place` says to a person where the text stands."""

    place: str
    text: str


def page_texts(page: ItemPage, content: Mapping[str, Any]) -> Iterator[Told]:
    """Of a revision's `content`; `page` is the revision as an object."""
    for name, value in content.items():
        label, blocks = _field(page, name)
        if blocks is None:
            yield Told(label, "\n".join(_strings(value, name)))
            continue
        for block in json.loads(value) if isinstance(value, str) else value or []:
            child = blocks.child_blocks.get(block.get("type"))
            place = f"{label}: {child.label}" if child else label
            yield Told(place, "\n".join(_strings(block.get("value"))))


def post_texts(post: Post, place: str) -> Iterator[Told]:
    for name, value in post.to_data().items():
        if name not in ("link", "language"):
            yield Told(place, "\n".join(_strings(value, name)))


def media_texts(shown: Iterable[Media]) -> Iterator[Told]:
    """What the library says of pictures and files, and their names."""
    for media in shown:
        place = place_of(media)
        told = [media.title, PurePath(media.filename).stem]
        if isinstance(media, Picture):
            told += [media.alt_text, media.caption, media.credit]
        if isinstance(media, Recording):
            told += [media.download_name, media.credit, media.transcript, media.words_of_captions]
        for text in told:
            yield Told(place, text)


def place_of(media: Media) -> str:
    return _("file “%(title)s”") % {"title": without_long_numbers(media.title)}


def _field(page: ItemPage, name: str) -> tuple[str, Any]:
    """What people call it; its blocks if it has any."""
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return name, None
    label = str(getattr(field, "verbose_name", name)).capitalize()
    return label, field.stream_block if isinstance(field, StreamField) else None


def _strings(value: Any, key: str = "") -> Iterator[str]:
    """A line each; of HTML its text and what its links name."""
    if key in SILENT or key.endswith("_id"):
        return
    if isinstance(value, str):
        yield _read(value)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _strings(one, str(name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _read(text: str) -> str:
    if "<" not in text:
        return text
    return "\n".join([text_of(text), *_ADDRESS.findall(text)])
