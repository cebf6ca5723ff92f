"""One way of writing what means the same, so that only what somebody changed counts as changed.

Wagtail's editor writes blocks that nobody touched anew: paragraphs get keys of its own, structures
the fields that they had not, tables what is said of their headings. Words stay as they are.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from cms.table_shape import as_table

_KEY = "data-block-key"
_SAME = {"strong": "b", "em": "i"}
_TAG = re.compile(r"<[^>]*>")
_VOID = frozenset(("br", "hr", "embed", "img"))
_BETWEEN = re.compile(
    r"(</?(?:p|ul|ol|li|h[1-6]|blockquote|hr)\b[^>]*>)\s+(?=</?(?:p|ul|ol|li|h[1-6]))"
)


def blocks_of(stream: blocks.StreamBlock, raw: Any) -> list[dict[str, Any]]:
    """The blocks of a stream as it is stored; of a kind that is no more they stay as they are."""
    return [_of_child(stream, each) for each in raw or []]


def _of_child(stream: blocks.StreamBlock, stored: Mapping[str, Any]) -> dict[str, Any]:
    kind = stream.child_blocks.get(stored.get("type", ""))
    if kind is None:
        return dict(stored)
    return {**stored, "value": value_of(kind, stored.get("value"))}


def value_of(block: blocks.Block, value: Any) -> Any:
    """A block's value as data."""
    if isinstance(block, blocks.StreamBlock):
        return blocks_of(block, value)
    if isinstance(block, blocks.ListBlock):
        return [_of_item(block.child_block, each) for each in value or []]
    if isinstance(block, blocks.StructBlock) and isinstance(value, Mapping):
        return {**value, **_children(block, value)}
    if isinstance(block, blocks.RichTextBlock) and isinstance(value, str):
        return rich_text(value)
    if isinstance(block, TableBlock) and isinstance(value, Mapping):
        return _table(value)
    return value


def _children(block: blocks.StructBlock, value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value_of(child, value[name])
        if name in value
        else value_of(child, child.get_prep_value(child.get_default()))
        for name, child in block.child_blocks.items()
    }


def _of_item(block: blocks.Block, item: Any) -> Any:
    if isinstance(item, Mapping) and "value" in item and "type" in item:
        return {**item, "value": value_of(block, item["value"])}
    return value_of(block, item)


def _table(value: Mapping[str, Any]) -> dict[str, Any]:
    table = as_table(value)
    row = bool(table.get("first_row_is_table_header"))
    column = bool(table.get("first_col_is_header"))
    choice = table.get("table_header_choice") or _HEADINGS[row, column]
    made = {"cell": [], "mergeCells": [], **{k: v for k, v in table.items() if v is not None}}
    made["data"] = [[cell or "" for cell in line] for line in table.get("data") or []]
    made["table_header_choice"] = choice
    made["table_caption"] = table.get("table_caption") or ""
    made["first_row_is_table_header"] = choice in ("row", "both")
    made["first_col_is_header"] = choice in ("column", "col", "both")
    return made


_HEADINGS = {
    (False, False): "neither",
    (True, False): "row",
    (False, True): "column",
    (True, True): "both",
}


@lru_cache(maxsize=4096)
def rich_text(source: str) -> str:
    writer = _Writer()
    writer.feed(source)
    writer.close()
    made = _BETWEEN.sub(r"\1", "".join(writer.parts)).strip()
    return made if _words(made) == _words(source) else source


def _words(source: str) -> str:
    """What is to be read, without spaces: nothing of it may be lost on the way."""
    return "".join(unescape(_TAG.sub("", source)).split())


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted((name, value or "") for name, value in attrs if name != _KEY)
        said = "".join(f' {name}="{escape(value)}"' for name, value in kept)
        self.parts.append(f"<{_SAME.get(tag, tag)}{said}{'/' if tag in _VOID else ''}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.parts.append(f"</{_SAME.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def unknown_decl(self, data: str) -> None:
        self.parts.append(escape(f"<![{data}]>", quote=False))

    def handle_decl(self, decl: str) -> None:
        self.parts.append(escape(f"<!{decl}>", quote=False))

    def handle_pi(self, data: str) -> None:
        self.parts.append(escape(f"<?{data}>", quote=False))
