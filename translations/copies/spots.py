"""The places of an item, in the order in which its editor shows them, with what stands there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import ChooserBlock
from wagtail.models import Page

from cms.item_texts import whole_texts

from ..local_content import Content, fields_of, streams_of
from .rules import FIELD

# Blocks of these are places of their own; other streams are one place each.
DIVIDED = ("piece", "goals", "body")
_FIRST = ("title", "lead")
_UNSEEN = ("seo_title", "search_description")  # no form asks for them
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Spot:
    """`field` holds it; `block` is its data, or None where the place is the field."""

    place: str
    label: str
    field: str
    text: str
    block: Mapping[str, Any] | None = None
    kind: Any = None  # of block

    @property
    def said(self) -> str:
        """For people: its words, and what a picture, document or recording in it is called."""
        return "\n".join(filter(None, [self.text, *_files_in(self)]))

    @property
    def title(self) -> str:
        """For messages: its name and how it begins."""
        words = " ".join(self.said.split())
        return f"{self.label}: {words[:60]}…" if len(words) > 60 else f"{self.label}: {words}"


def spots_of(model: type[Page], content: Content) -> list[Spot]:
    """Fields first that stand first in the editor, then blocks, then the other fields."""
    names = [name for name in fields_of(model) if name not in _UNSEEN]
    fields = [name for name in names if name not in DIVIDED]
    first = [name for name in _FIRST if name in fields]
    streams = [name for name in DIVIDED if name in names]
    found = [spot_of_field(model, name, content) for name in first]
    for name in streams:
        found += [spot_of_block(model, name, block) for block in content.get(name) or []]
    return found + [spot_of_field(model, name, content) for name in fields if name not in first]


def by_place(model: type[Page], content: Content) -> dict[str, Spot]:
    return {spot.place: spot for spot in spots_of(model, content)}


def spot_of_block(model: type[Page], stream: str, block: Mapping[str, Any]) -> Spot:
    field: Any = model._meta.get_field(stream)
    kind = field.stream_block.child_blocks.get(block["type"])
    label = str(kind.label) if kind else str(block["type"])
    return Spot(
        str(block.get("id") or ""), label, stream, text_of_block(stream, block), block, kind
    )


def spot_of_field(model: type[Page], name: str, content: Content) -> Spot:
    field: Any = model._meta.get_field(name)
    value = content.get(name)
    if name in streams_of(model):
        text = "\n".join(text_of_block(name, block) for block in value or [])
    else:
        text = _said(field, value)
    return Spot(f"{FIELD}{name}", capfirst(str(field.verbose_name)), name, text)


def text_of_block(stream: str, block: Mapping[str, Any]) -> str:
    """Its words and addresses, a line each."""
    texts = whole_texts({stream: [block]})
    lines = [unescape(_TAG.sub("", each.text)) for each in texts.values()]
    value = block.get("value")
    address = value.get("url") if isinstance(value, Mapping) else None
    return "\n".join([*filter(str.strip, lines), *([str(address)] if address else [])])


def _files_in(spot: Spot) -> Iterator[str]:
    """Asked for only where it is shown: one query a file."""
    value = spot.block.get("value") if spot.block else None
    if not isinstance(value, Mapping):
        return
    for name, child in getattr(spot.kind, "child_blocks", {}).items():
        if isinstance(child, ChooserBlock) and isinstance(value.get(name), int):
            file = child.model_class._base_manager.filter(pk=value[name]).first()
            yield f"“{file}”" if file else _("a file that was deleted")


def _said(field: Any, value: Any) -> str:
    """A plain value in words."""
    if value in (None, "", []):
        return ""
    if isinstance(field, models.BooleanField):
        return _("Yes") if value else _("No")
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        return ", ".join(map(str, field.related_model._base_manager.filter(pk__in=keys)))
    if isinstance(field, models.DateField):
        return date_format(field.to_python(value), "d/m/Y")
    return str(dict(field.flatchoices).get(value, value))
