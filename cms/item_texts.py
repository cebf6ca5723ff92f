"""The texts of an item, each with an address, read from and put back into a revision's content.

Works on the stored data of a revision (`Revision.content`), so that everything that is no text, and
every text that nobody touched, stays byte for byte.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import inline_marks
from .table_cells import covered_cells
from .text_places import FIELDS, LINE, LINES, RICH, STREAMS


@dataclass(frozen=True)
class Text:
    """`slot` names its place (`title`, or block id and path); `label` says it to a person.

    `text` of a paragraph of rich text carries marks (`cms.inline_marks`).
    """

    slot: str
    label: str
    text: str
    several_lines: bool = False


class TextRefused(ValueError):
    """A text cannot be put back as it was typed: `slot`, and a message that says what to do."""

    def __init__(self, slot: str, message: str) -> None:
        super().__init__(message)
        self.slot = slot


@dataclass(frozen=True)
class Place:
    """Where a string stands in stored data: `holder[key]`.

    `path` is the same in every item: field, or stream, block and names within it.
    """

    slot: str
    label: str
    form: str
    holder: Any
    key: Any
    path: str

    @property
    def value(self) -> str:
        return str(self.holder[self.key] or "")


def texts_of(content: Mapping[str, Any]) -> list[Text]:
    """In reading order; empty ones are left out, there is nothing to correct in them."""
    found = [text for place in places_in(opened(content)) for text in _texts_at(place)]
    return [text for text in found if text.text.strip()]


def whole_texts(content: Mapping[str, Any]) -> dict[str, Text]:
    """By slot, one text a place, its paragraphs together: for comparing two revisions."""
    found = {}
    for place in places_in(opened(content)):
        texts = [text.text for text in _texts_at(place)]
        found[place.slot] = Text(place.slot, place.label, "\n\n".join(texts))
    return found


def without_texts(content: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of an item besides its words: pictures, choices, dates, where links lead."""
    made = opened(content)
    for place in places_in(made):
        links = inline_marks.links_in(place.value) if place.form == RICH else []
        place.holder[place.key] = links
    return made


def with_texts(content: Mapping[str, Any], changed: Mapping[str, str]) -> dict[str, Any]:
    """A copy of `content` with these texts, by slot; what is equal to what stands there is left.

    Raises TextRefused.
    """
    made = opened(content)
    for place in places_in(made):
        _write(place, changed)
    return closed(content, made)


def slots_changed(content: Mapping[str, Any], posted: Mapping[str, str]) -> dict[str, str]:
    """Of what was posted, the texts that differ; spaces around and kinds of line end do not count."""
    return {
        text.slot: posted[text.slot]
        for text in texts_of(content)
        if text.slot in posted and _plain(posted[text.slot]) != _plain(text.text)
    }


def opened(content: Mapping[str, Any]) -> dict[str, Any]:
    """A copy, with the blocks of its streams as data."""
    made = deepcopy(dict(content))
    for name in STREAMS.keys() & made.keys():
        stored = made[name] or []
        made[name] = json.loads(stored) if isinstance(stored, str) else stored
    return made


def closed(content: Mapping[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """`made`, which `opened` gave and somebody may have changed, as Wagtail stores it."""
    for name in STREAMS.keys() & made.keys():
        made[name] = _closed(content[name], made[name])
    return made


def _closed(before: Any, blocks: list[dict[str, Any]]) -> Any:
    """As Wagtail stores it: text of JSON. Untouched, it is the very same value."""
    if not isinstance(before, str):
        return blocks if before else before
    if (json.loads(before) if before else []) == blocks:
        return before
    return json.dumps(blocks)


def places_in(
    content: dict[str, Any],
    fields: Mapping[str, Any] = FIELDS,
    streams: Mapping[str, Any] = STREAMS,
) -> Iterator[Place]:
    """In reading order, of what `opened` gave; `fields` and `streams` say where there are any."""
    for name, (form, label) in fields.items():
        if name in content:
            yield Place(name, capfirst(str(label)), form, content, name, name)
    for stream, kinds in streams.items():
        for number, block in enumerate(content.get(stream) or []):
            first = block.get("id") or f"{stream}-{number}"
            for name, place in kinds.get(block["type"], {}).items():
                holder, key = (block["value"], name) if name else (block, "value")
                if holder.get(key):
                    path = f"{stream}.{block['type']}.{name or 'value'}"
                    yield from _places_in(f"{first}.{name or 'value'}", place, holder, key, path)


def _places_in(slot: str, place: Any, holder: Any, key: Any, path: str) -> Iterator[Place]:
    """A list block's items and a table's cells are places of their own."""
    value = holder[key]
    if isinstance(place, dict):
        yield from _parts(slot, place, value, path)
        return
    form, label = place
    if isinstance(value, str):
        yield Place(slot, str(label), form, holder, key, path)
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield Place(f"{slot}.{item['id']}", f"{label} {number}", form, item, "value", path)
    elif isinstance(value, dict):
        yield from _cells(Place(slot, str(label), form, holder, key, path), value)


def _parts(
    slot: str, places: dict[str, Any], items: list[dict[str, Any]], path: str
) -> Iterator[Place]:
    """Of every item of a list of blocks."""
    for number, item in enumerate(items, start=1):
        for name, (form, label) in places.items():
            if isinstance(item["value"].get(name), str):
                own = f"{slot}.{item.get('id') or number}.{name}"
                yield Place(own, f"{label} {number}", form, item["value"], name, f"{path}.{name}")


def _cells(place: Place, table: dict[str, Any]) -> Iterator[Place]:
    covered = covered_cells(table)
    rows = table.get("data")
    for row, cells in enumerate(rows if isinstance(rows, list) else []):
        for column, cell in enumerate(cells if isinstance(cells, list) else []):
            if (row, column) not in covered and (cell is None or isinstance(cell, str)):
                label = _("Row %(row)s, column %(column)s") % {"row": row + 1, "column": column + 1}
                slot = f"{place.slot}.{row}.{column}"
                yield Place(slot, label, place.form, cells, column, place.path)


def _texts_at(place: Place) -> Iterator[Text]:
    if place.form != RICH:
        yield Text(place.slot, place.label, place.value, place.form == LINES)
        return
    for paragraph in inline_marks.paragraphs_of(place.value):
        slot = f"{place.slot}#{paragraph.number}"
        yield Text(slot, place.label, paragraph.text, several_lines=True)


def _write(place: Place, changed: Mapping[str, str]) -> None:
    mine = {
        text.slot: _plain(changed[text.slot])
        for text in _texts_at(place)
        if text.slot in changed and _plain(changed[text.slot]) != _plain(text.text)
    }
    if not mine:
        return
    put: Callable[[Place, dict[str, str]], str] = _rich if place.form == RICH else _simple
    place.holder[place.key] = put(place, mine)


def _simple(place: Place, mine: dict[str, str]) -> str:
    text = mine[place.slot]
    return " ".join(text.split()) if place.form == LINE else text


def _rich(place: Place, mine: dict[str, str]) -> str:
    made = place.value
    wanted = {}
    for slot, text in mine.items():
        number = int(slot.rpartition("#")[2])
        wanted[number] = text
        try:
            inline_marks.with_paragraphs(made, {number: text})
        except inline_marks.MarksLost as lost:
            raise TextRefused(slot, str(lost)) from lost
    return inline_marks.with_paragraphs(made, wanted)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
