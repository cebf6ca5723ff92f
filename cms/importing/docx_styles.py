"""What Word's styles mean, whatever their names: resolved over inheritance to a few canonical ids.

Word stores built-in names in English, other programs in the language of the screen; editors base
their own styles on them. mammoth sees only the style's own name, so the ids are rewritten for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING_NAME = re.compile(r"(?:heading|đầu đề|tiêu đề|đề mục)\s*(\d)")
NAMED = {
    "title": "LoaTitle",
    "tiêu đề": "LoaTitle",
    "tên bài": "LoaTitle",
    "subtitle": "LoaLead",
    "tiêu đề phụ": "LoaLead",
    "sapo": "LoaLead",
    "sa pô": "LoaLead",
    "caption": "LoaCaption",
    "chú thích": "LoaCaption",
    "chú thích ảnh": "LoaCaption",
    "quote": "LoaQuote",
    "intense quote": "LoaQuote",
    "block text": "LoaQuote",
    "trích dẫn": "LoaQuote",
    "lời trích dẫn": "LoaQuote",
}
STYLE_MAP = """
p.LoaTitle => h1.title:fresh
p.LoaLead => p.sapo:fresh
p.LoaCaption => p.caption:fresh
p.LoaQuote => blockquote:fresh > p:fresh
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
b => strong
i => em
"""
DEEPEST = 20


@dataclass(frozen=True)
class Style:
    name: str
    based_on: str
    outline_level: int | None
    font: str


class Styles:
    """The styles of one document; ``part`` is ``word/styles.xml`` or empty."""

    def __init__(self, part: bytes) -> None:
        self._styles: dict[str, Style] = {}
        self.default_font = ""
        self.default_paragraph = ""
        if part:
            self._read(etree.fromstring(part, xml_parser()))

    def _read(self, root: Element) -> None:
        self.default_font = font_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iter(f"{W}style"):
            identifier = style.get(f"{W}styleId", "")
            self._styles[identifier] = Style(
                _value(style, "name").strip().lower(),
                _value(style, "basedOn"),
                outline_level(style.find(f"{W}pPr")),
                font_of(style.find(f"{W}rPr")),
            )
            if style.get(f"{W}default") in {"1", "true"} and style.get(f"{W}type") == "paragraph":
                self.default_paragraph = identifier

    def _chain(self, identifier: str) -> list[tuple[str, Style]]:
        found: list[tuple[str, Style]] = []
        while identifier in self._styles and len(found) < DEEPEST:
            style = self._styles[identifier]
            found.append((identifier, style))
            identifier = style.based_on
        return found

    def canonical(self, identifier: str) -> str:
        """``LoaTitle``, ``Heading2`` …, or "" for ordinary text."""
        for own_id, style in self._chain(identifier):
            if style.name in NAMED:
                return NAMED[style.name]
            heading = HEADING_NAME.fullmatch(style.name)
            heading = heading or re.fullmatch(r"Heading(\d)", own_id)
            if heading:
                return f"Heading{max(1, min(int(heading[1]), 6))}"
            if style.outline_level is not None:
                return f"Heading{style.outline_level + 1}" if style.outline_level < 6 else ""
        return ""

    def font(self, *identifiers: str) -> str:
        """The font that the first of these styles with one sets, else the document's."""
        for identifier in identifiers:
            for _id, style in self._chain(identifier):
                if style.font:
                    return style.font
        return self.default_font


def xml_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def rewrite_styles(root: Element, styles: Styles) -> None:
    """Give every paragraph the canonical id of its style, or of its own outline level."""
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            continue
        style = properties.find(f"{W}pStyle")
        canonical = styles.canonical(style.get(f"{W}val", "")) if style is not None else ""
        level = outline_level(properties)
        if not canonical and level is not None and level < 6:
            canonical = f"Heading{level + 1}"
        if canonical:
            if style is None:
                style = etree.Element(f"{W}pStyle")
                properties.insert(0, style)
            style.set(f"{W}val", canonical)


def font_of(properties: Element | None) -> str:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    if fonts is None:
        return ""
    return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def outline_level(properties: Element | None) -> int | None:
    level = properties.find(f"{W}outlineLvl") if properties is not None else None
    value = level.get(f"{W}val", "") if level is not None else ""
    return int(value) if value.isdigit() else None


def _value(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""
