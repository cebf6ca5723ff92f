"""Whether corrected texts are what the editor's own form would take."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from .models import ItemPage
from .text_places import FIELDS, STREAMS


def reasons_against(
    page: ItemPage, content: Mapping[str, Any], slots: Iterable[str]
) -> dict[str, str]:
    """By slot, what is wrong with a changed text. What nobody changed is not looked at."""
    changed = list(slots)
    draft = page.with_content_json(dict(content))
    fields = [name for name in changed if name in FIELDS]
    return dict([*_fields(draft, fields), *_blocks(draft, set(changed) - set(fields))])


def _fields(draft: ItemPage, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        field = draft._meta.get_field(name).formfield()  # only forms hold long texts to a length
        try:
            field.clean(getattr(draft, name))
        except ValidationError as error:
            yield name, " ".join(error.messages)


def _blocks(draft: ItemPage, slots: set[str]) -> Iterator[tuple[str, str]]:
    for child in _children(draft):
        mine = [slot for slot in slots if slot.startswith(f"{child.id}.")]
        if not mine:
            continue
        try:
            child.block.clean(child.value)
        except ValidationError as error:
            yield mine[0], " ".join(_messages(error)) or str(error)


def _children(draft: ItemPage) -> Iterator[Any]:
    for name in STREAMS:
        yield from getattr(draft, name, ())


def _messages(error: ValidationError) -> Iterator[str]:
    """Of a block of blocks, too."""
    inner = getattr(error, "block_errors", None)
    if not inner:
        yield from error.messages
        return
    for each in inner.values() if isinstance(inner, dict) else filter(None, inner):
        yield from _messages(each)
