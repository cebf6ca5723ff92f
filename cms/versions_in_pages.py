"""Where a page names a picture or a file, and naming another version of it there instead.

Whatever field, block, list or text holds the reference: nothing else of the page changes, ids of
blocks included.
"""

import re
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText, extract_references_from_rich_text

from .block_leaves import exchanged

_TAG = re.compile(r"<(?:a|embed)\b[^>]*>")
_ID = re.compile(r'(\bid=")(\d+)(")')


def named_in(page: Page, kind: type[Any]) -> set[int]:
    """Numbers of the pictures, or of the files, that this version of the page names."""
    return set(_numbers(page, kind))


def exchange(page: Page, kind: type[Any], old: Collection[int], new: Any) -> bool:
    """In place, without saving; whether anything changed."""
    if not named_in(page, kind).intersection(old):
        return False
    swap = partial(_swapped, kind, frozenset(old), new)
    for field in _fields(page, kind):
        value = field.value_from_object(page)
        if field.is_relation:
            setattr(page, field.attname, new.pk if value in old else value)
        elif isinstance(field, StreamField):
            exchanged(swap, field.stream_block, value)
        elif value:
            setattr(page, field.attname, _in_text(kind, frozenset(old), new, value))
    return True


def _fields(page: Page, kind: type[Any]) -> Iterator[Any]:
    for field in page._meta.get_fields():
        leads_there = field.many_to_one and issubclass(field.related_model or Page, kind)
        if leads_there or isinstance(field, StreamField | RichTextField):
            yield field


def _numbers(page: Page, kind: type[Any]) -> Iterator[int]:
    for field in _fields(page, kind):
        value = field.value_from_object(page)
        if field.is_relation:
            yield from [value] if value else []
        elif value:
            found = field.extract_references(value)
            yield from (int(pk) for model, pk, *_paths in found if issubclass(model, kind))


def _swapped(
    kind: type[Any], old: frozenset[int], new: Any, block: blocks.Block, value: Any
) -> Any:
    """A leaf with the references in it exchanged."""
    if isinstance(value, RichText):
        return RichText(_in_text(kind, old, new, value.source))
    return new if isinstance(value, kind) and value.pk in old else value


def _in_text(kind: type[Any], old: frozenset[int], new: Any, source: str) -> str:
    def named(tag: re.Match[str]) -> str:
        for model, pk, *_paths in extract_references_from_rich_text(tag[0]):
            if issubclass(model, kind) and int(pk) in old:
                return _ID.sub(rf"\g<1>{new.pk}\g<3>", tag[0])
        return tag[0]

    return _TAG.sub(named, source)
