"""The texts of an item, each with an address, read from and put back into a revision's content.

Works on the stored data of a revision (`Revision.content`), so that everything that is no text, and
every text that nobody touched, stays byte for byte.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import inline_marks
from .table_cells import covered_cells

LINE, LINES, RICH = "line", "lines", "rich"

FIELDS = {
    "title": (LINE, gettext_lazy("Title")),
    "lead": (LINES, gettext_lazy("Lead")),
    "cover_alt": (LINE, gettext_lazy("Alternative text of the cover")),
}
# Which values of a block are texts; "" is the value of the block itself.
BLOCKS = {
    "heading": {"text": (LINE, gettext_lazy("Heading"))},
    "paragraph": {"": (RICH, gettext_lazy("Paragraph"))},
    "picture": {
        "alt": (LINE, gettext_lazy("Alternative text")),
        "caption": (LINE, gettext_lazy("Caption")),
    },
    "fact_box": {
        "title": (LINE, gettext_lazy("Fact box")),
        "text": (RICH, gettext_lazy("Fact box")),
    },
    "steps": {
        "title": (LINE, gettext_lazy("Numbered steps")),
        "steps": (RICH, gettext_lazy("Step")),
    },
    "table": {
        "caption": (LINE, gettext_lazy("Name of the table")),
        "table": (LINE, gettext_lazy("Cell")),
    },
    "quotation": {
        "text": (LINES, gettext_lazy("Quotation")),
        "attribution": (LINE, gettext_lazy("Who said it")),
    },
    "question_answer": {
        "question": (LINE, gettext_lazy("Question")),
        "answer": (RICH, gettext_lazy("Answer")),
    },
    "document": {"title": (LINE, gettext_lazy("Document"))},
    "video": {"title": (LINE, gettext_lazy("Video"))},
}


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
class _Place:
    """Where a string stands in stored data: `holder[key]`."""

    slot: str
    label: str
    form: str
    holder: Any
    key: Any

    @property
    def value(self) -> str:
        return str(self.holder[self.key] or "")


def texts_of(content: Mapping[str, Any]) -> list[Text]:
    """In reading order; empty ones are left out, there is nothing to correct in them."""
    found = [text for place in _places(*_opened(content)) for text in _texts_at(place)]
    return [text for text in found if text.text.strip()]


def whole_texts(content: Mapping[str, Any]) -> dict[str, Text]:
    """By slot, one text a place, its paragraphs together: for comparing two revisions."""
    found = {}
    for place in _places(*_opened(content)):
        texts = [text.text for text in _texts_at(place)]
        found[place.slot] = Text(place.slot, place.label, "\n\n".join(texts))
    return found


def without_texts(content: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of an item besides its words: pictures, choices, dates, where links lead."""
    made, body = _opened(content)
    for place in _places(made, body):
        links = inline_marks.links_in(place.value) if place.form == RICH else []
        place.holder[place.key] = links
    if "body" in made:
        made["body"] = body
    return made


def with_texts(content: Mapping[str, Any], changed: Mapping[str, str]) -> dict[str, Any]:
    """A copy of `content` with these texts, by slot; what is equal to what stands there is left.

    Raises TextRefused.
    """
    made, body = _opened(content)
    for place in _places(made, body):
        _write(place, changed)
    if "body" in made:
        made["body"] = _closed(content["body"], body)
    return made


def slots_changed(content: Mapping[str, Any], posted: Mapping[str, str]) -> dict[str, str]:
    """Of what was posted, the texts that differ; spaces around and kinds of line end do not count."""
    return {
        text.slot: posted[text.slot]
        for text in texts_of(content)
        if text.slot in posted and _plain(posted[text.slot]) != _plain(text.text)
    }


def _opened(content: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    made = deepcopy(dict(content))
    body = made.get("body") or []
    return made, json.loads(body) if isinstance(body, str) else body


def _closed(before: Any, body: list[dict[str, Any]]) -> Any:
    """As Wagtail stores it: text of JSON. Untouched, it is the very same text."""
    if not isinstance(before, str) or json.loads(before) == body:
        return before
    return json.dumps(body)


def _places(content: dict[str, Any], body: list[dict[str, Any]]) -> Iterator[_Place]:
    for name, (form, label) in FIELDS.items():
        yield _Place(name, str(label), form, content, name)
    for number, block in enumerate(body):
        for name, (form, label) in BLOCKS.get(block["type"], {}).items():
            slot = f"{block.get('id') or number}.{name or 'value'}"
            holder, key = (block["value"], name) if name else (block, "value")
            if holder.get(key):
                yield from _places_in(_Place(slot, str(label), form, holder, key))


def _places_in(place: _Place) -> Iterator[_Place]:
    """A list block's items and a table's cells are places of their own."""
    value = place.holder[place.key]
    if isinstance(value, str):
        yield place
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            label = f"{place.label} {number}"
            yield _Place(f"{place.slot}.{item['id']}", label, place.form, item, "value")
    elif isinstance(value, dict):
        yield from _cells(place, value)


def _cells(place: _Place, table: dict[str, Any]) -> Iterator[_Place]:
    covered = covered_cells(table)
    rows = table.get("data")
    for row, cells in enumerate(rows if isinstance(rows, list) else []):
        for column, cell in enumerate(cells if isinstance(cells, list) else []):
            if (row, column) not in covered and (cell is None or isinstance(cell, str)):
                label = _("Row %(row)s, column %(column)s") % {"row": row + 1, "column": column + 1}
                yield _Place(f"{place.slot}.{row}.{column}", label, place.form, cells, column)


def _texts_at(place: _Place) -> Iterator[Text]:
    if place.form != RICH:
        yield Text(place.slot, place.label, place.value, place.form == LINES)
        return
    for paragraph in inline_marks.paragraphs_of(place.value):
        slot = f"{place.slot}#{paragraph.number}"
        yield Text(slot, place.label, paragraph.text, several_lines=True)


def _write(place: _Place, changed: Mapping[str, str]) -> None:
    mine = {
        text.slot: _plain(changed[text.slot])
        for text in _texts_at(place)
        if text.slot in changed and _plain(changed[text.slot]) != _plain(text.text)
    }
    if not mine:
        return
    put: Callable[[_Place, dict[str, str]], str] = _rich if place.form == RICH else _simple
    place.holder[place.key] = put(place, mine)


def _simple(place: _Place, mine: dict[str, str]) -> str:
    text = mine[place.slot]
    return " ".join(text.split()) if place.form == LINE else text


def _rich(place: _Place, mine: dict[str, str]) -> str:
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
