"""Places and values of a merge in words: what a path leads to, and what stands there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.models import Page

from .named import Named

Path = Sequence[str]
ORDER = "@order"
_BREAK = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>")
_ITEM = re.compile(r"<li\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


class Words:
    """Of one item: `model` its kind, `versions` its contents, where blocks are looked for by id."""

    def __init__(self, model: type[Page], versions: Iterable[Mapping[str, Any]]) -> None:
        self.model = model
        self._blocks: dict[str, dict[str, Any]] = {}
        self._streams: dict[str, Any] = {}
        self._names = Named()
        for field in model._meta.get_fields():
            if stream := getattr(field, "stream_block", None):
                self._streams[field.name] = stream
        for content in versions:
            for name in self._streams:
                self._remember(content.get(name) or [])

    def label(self, path: Path) -> str:
        """“Paragraph”, “Table · Row 2”."""
        name, *rest = path
        if name not in self._streams or not rest:
            return self._field_label(name)
        parts = [capfirst(str(self._field_label(name)))] if rest[0] == ORDER else []
        if rest[0] == ORDER:
            return " · ".join([*parts, _("Order")])
        block = self.block_at(path[:2])
        labels = [str(block.label) if block else rest[0]]
        for depth in range(3, len(path) + 1):
            inner = self.block_at(path[:depth])
            labels.append(
                str(inner.label) if inner is not None and inner.label else path[depth - 1]
            )
        return " · ".join(dict.fromkeys(labels))

    def block_at(self, path: Path) -> Any:
        """The kind of block at a path within a stream; None where there is none."""
        name, *rest = path
        known = self._blocks.get(rest[0]) if rest else None
        stream = self._streams.get(name)
        if stream is None or known is None:
            return None
        block = stream.child_blocks.get(known["type"])
        for step in rest[1:]:
            block = _below(block, step)
        return block

    def field_at(self, path: Path) -> Any:
        """The field of the model, of a path to one."""
        if len(path) != 1 or path[0] in self._streams:
            return None
        return next((one for one in self.model._meta.get_fields() if one.name == path[0]), None)

    def text(self, path: Path, value: Any) -> str:
        """As plain text of several lines; empty for what is not there."""
        if value is None or value == "":
            return ""
        field = self.field_at(path)
        if field is not None:
            return _field_text(field, value)
        if isinstance(value, list) and ORDER in path:
            return "\n".join(self._named(each) for each in value)
        kind = self.block_at(path)
        if isinstance(value, Mapping) and "type" in value and "value" in value:
            whole = self._streams[path[0]].child_blocks if len(path) == 2 else {}
            return self._said(whole.get(value["type"], kind), value["value"])
        return self._said(kind, value)

    def _named(self, number: Any) -> str:
        block = self._blocks.get(str(number))
        if block is None:
            return str(number)
        kinds = (each.child_blocks.get(block["type"]) for each in self._streams.values())
        kind = next((each for each in kinds if each is not None), None)
        return Truncator(self._said(kind, block.get("value"))).words(8) or str(block["type"])

    def _said(self, block: Any, value: Any) -> str:
        """What readers see of it: words, names of what is shown or linked, choices in words."""
        if isinstance(block, blocks.ChooserBlock):
            return self._names.chosen(block, value)
        if isinstance(block, blocks.RichTextBlock) and isinstance(value, str):
            return _without_tags(self._names.with_targets(value))
        if isinstance(block, blocks.BooleanBlock):
            return capfirst(str(block.label)) if value else ""
        if isinstance(block, blocks.ChoiceBlock):
            return str(dict(block.field.choices).get(value, "")) if value else ""
        if isinstance(block, blocks.DateBlock) and value:
            return date_format(block.field.to_python(value), "d/m/Y")
        return "\n".join(filter(None, self._parts(block, value)))

    def _parts(self, block: Any, value: Any) -> list[str]:
        if isinstance(block, blocks.StructBlock) and isinstance(value, Mapping):
            known = block.child_blocks
            return [self._said(known[name], value[name]) for name in known if name in value]
        if isinstance(block, blocks.ListBlock) and isinstance(value, list):
            return [self._said(block.child_block, _inner(each)) for each in value]
        if isinstance(block, blocks.StreamBlock) and isinstance(value, list):
            return [
                self._said(block.child_blocks.get(each.get("type")), _inner(each)) for each in value
            ]
        return [_plain(value)]

    def _field_label(self, name: str) -> str:
        field = next((one for one in self.model._meta.get_fields() if one.name == name), None)
        return capfirst(str(getattr(field, "verbose_name", name)))

    def _remember(self, value: Any) -> None:
        """Also blocks within blocks."""
        if isinstance(value, Mapping):
            if "type" in value and value.get("id"):
                self._blocks.setdefault(str(value["id"]), dict(value))
            for each in value.values():
                self._remember(each)
        elif isinstance(value, list):
            for each in value:
                self._remember(each)


def _inner(each: Any) -> Any:
    """Of an item of a list, or of a block of a stream."""
    return each["value"] if isinstance(each, Mapping) and "value" in each else each


def _below(block: Any, step: str) -> Any:
    if isinstance(block, blocks.StreamBlock | blocks.StructBlock):
        return block.child_blocks.get(step)
    if isinstance(block, blocks.ListBlock):
        return block.child_block
    return None


def _field_text(field: Any, value: Any) -> str:
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    if choices := dict(field.flatchoices or []) if hasattr(field, "flatchoices") else {}:
        return str(choices.get(value, value))
    if field.is_relation:
        wanted = value if isinstance(value, list) else [value]
        found = field.related_model._default_manager.filter(pk__in=wanted)
        return ", ".join(str(one) for one in found)
    if isinstance(field, models.DateField):
        return date_format(field.to_python(value), "d/m/Y")
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return _without_tags(value)
    if isinstance(value, Mapping):
        if isinstance(value.get("data"), list):
            return "\n".join(" | ".join(_plain(cell) for cell in row) for row in value["data"])
        inner = value.get("value") if "type" in value else None
        parts = [inner] if inner is not None else list(value.values())
        return "\n".join(filter(None, map(_plain, parts)))
    if isinstance(value, list):
        return "\n".join(filter(None, map(_plain, value)))
    return "" if value is None else str(value)


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    text = _BREAK.sub("\n", _ITEM.sub("• ", text))
    lines = (line.strip() for line in unescape(_TAG.sub("", text)).splitlines())
    return "\n".join(line for line in lines if line)
