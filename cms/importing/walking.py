"""From an HTML tree to pieces: blocks are told apart, inline markup is reduced to the allow-list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from cms.importing.cleaning import clean_html, clean_line, escape, safe_address
from cms.importing.elements import inner_text, is_hidden, nearest, remove, tag_of
from cms.importing.pieces import Kind, Piece, Role
from cms.importing.tables import as_table, is_layout

_SKIPPED = (
    "script style noscript template head title meta link input button select textarea "
    "iframe object embed svg canvas video audio map nav dialog"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = (
    "html body div section article main header footer aside center address details summary "
    "fieldset form figure figcaption p pre li dl dt dd blockquote ul ol table tbody thead tfoot tr "
    "td th caption hr h1 h2 h3 h4 h5 h6"
)
SKIPPED, CONTAINERS = frozenset(_SKIPPED.split()), frozenset(_CONTAINERS.split())
KEPT_INLINE = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "cite": "i",
    "sup": "sup",
    "sub": "sub",
}
ROLES = (
    (Role.LEAD, re.compile(r"(?:^|[-_ ])(?:sapo|lead|chapo|chapeau|standfirst|subtitle|tom-?tat)(?:$|[-_ ])")),
    (Role.CAPTION, re.compile(r"caption|chu-?thich|image-?desc|photo-?desc")),
    (Role.DATE, re.compile(r"(?:^|[-_ ])(?:date|time|ngay-?dang|publish(?:ed)?-?(?:date|time))(?:$|[-_ ])")),
    (Role.AUTHOR, re.compile(r"(?:^|[-_ ])(?:author|byline|tac-?gia)(?:$|[-_ ])")),
    (Role.TITLE, re.compile(r"^title$")),
)  # fmt: skip
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
PARAGRAPH_BREAK = re.compile(r"(?:\s*<br>\s*){2,}")
EDGE_BREAKS = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
LONGEST_QUOTE = 4
"""Paragraphs; longer block quotes are indentation, which old pages made this way."""

FindPicture = Callable[[Element], "str | None"]


@dataclass
class _Line:
    """Inline content that is being gathered into one paragraph."""

    html: list[str] = field(default_factory=list)
    pictures_first: list[Piece] = field(default_factory=list)
    pictures_after: list[Piece] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    italic: int = 0

    def add_text(self, text: str, bold: bool, italic: bool) -> None:
        letters = len(text.strip())
        self.letters += letters
        self.bold += letters if bold else 0
        self.italic += letters if italic else 0
        self.html.append(escape(text))


class Walker:
    """``find_picture`` gives the ref of an <img>, or ``None`` when there is no such picture."""

    def __init__(self, find_picture: FindPicture) -> None:
        self.find_picture = find_picture

    def pieces(self, root: Element) -> list[Piece]:
        return [piece for piece in self._block(root, Role.NONE) if _holds_something(piece)]

    def _block(self, element: Element, role: Role) -> list[Piece]:
        tag = tag_of(element)
        role = role_of(element) or role
        if tag in SKIPPED or is_hidden(element):
            return []
        if tag in HEADINGS:
            return self._heading(element, HEADINGS[tag], role)
        if tag in {"ul", "ol"}:
            return self._list(element)
        if tag == "table":
            return self._table(element, role)
        if tag == "blockquote":
            return self._quote(element)
        if tag == "figure":
            return self._figure(element)
        if tag == "img":
            return self._picture(element)
        return self._flow(element, role)

    def _flow(self, element: Element, role: Role) -> list[Piece]:
        found: list[Piece] = []
        line = _Line()
        self._text(line, element.text, element)
        for child in element:
            if _starts_block(child):
                found += self._flush(line, role) + self._block(child, role)
                line = _Line()
            else:
                self._inline(line, child, False, False)
            self._text(line, child.tail, element)
        if tag_of(element) == "dt" and line.letters:
            line.bold = line.letters
        return found + self._flush(line, role)

    def _text(self, line: _Line, text: str | None, parent: Element) -> None:
        if not text:
            return
        if tag_of(parent) == "pre":
            parts = [clean_line(part) for part in text.split("\n")]
            line.letters += len(text.strip())
            line.html.append("<br>".join(escape(part) for part in parts))
        else:
            line.add_text(re.sub(r"\s+", " ", text), False, False)

    def _inline(self, line: _Line, element: Element, bold: bool, italic: bool) -> None:
        tag = tag_of(element)
        if tag in SKIPPED or is_hidden(element) or _leads_back(element):
            return
        if tag == "img":
            pictures = line.pictures_after if line.letters else line.pictures_first
            pictures.extend(self._picture(element))
            return
        if tag in {"br", "hr"}:
            line.html.append("<br>")
            return
        opening, closing = _markup(element, tag)
        style = element.get("style", "")
        bold = bold or "<b>" in opening
        italic = italic or "<i>" in opening or bool(ITALIC_STYLE.search(style))
        line.html.append(opening)
        if element.text:
            line.add_text(re.sub(r"\s+", " ", element.text), bold, italic)
        for child in element:
            self._inline(line, child, bold, italic)
            if child.tail:
                line.add_text(re.sub(r"\s+", " ", child.tail), bold, italic)
        line.html.append(closing)

    def _flush(self, line: _Line, role: Role) -> list[Piece]:
        source = EDGE_BREAKS.sub("", "".join(line.html))
        texts = []
        for part in PARAGRAPH_BREAK.split(source):
            cleaned = EDGE_BREAKS.sub("", clean_html(part, inline=True))
            if cleaned:
                texts.append(
                    Piece(
                        Kind.TEXT,
                        re.sub(r" {2,}", " ", cleaned),
                        role=role,
                        bold=0 < line.letters == line.bold,
                        italic=0 < line.letters == line.italic,
                    )
                )
        return [*line.pictures_first, *texts, *line.pictures_after]

    def _heading(self, element: Element, level: int, role: Role) -> list[Piece]:
        inner = self._flow(element, role)
        text = " ".join(piece.text for piece in inner if piece.kind is Kind.TEXT)
        pictures = [piece for piece in inner if piece.kind is Kind.PICTURE]
        kept = role if role is Role.TITLE else Role.NONE
        return [Piece(Kind.HEADING, escape(text), level=level, role=kept), *pictures]

    def _picture(self, element: Element) -> list[Piece]:
        ref = self.find_picture(element)
        alt = clean_line(element.get("alt", ""))
        return [Piece(Kind.PICTURE, ref=ref, alt=alt)] if ref else []

    def _figure(self, element: Element) -> list[Piece]:
        captions = list(element.iter("figcaption"))
        caption = clean_line(" ".join(inner_text(found) for found in captions))
        for found in captions:
            remove(found)
        inner = self._flow(element, Role.NONE)
        pictures = [i for i, piece in enumerate(inner) if piece.kind is Kind.PICTURE]
        if pictures and caption:
            last = inner[pictures[-1]]
            inner[pictures[-1]] = last.becomes(Kind.PICTURE, caption=caption)
        elif caption and inner:
            inner.append(Piece(Kind.TEXT, escape(caption), role=Role.CAPTION))
        return inner

    def _quote(self, element: Element) -> list[Piece]:
        inner = self._flow(element, Role.NONE)
        simple = all(piece.kind is Kind.TEXT for piece in inner)
        if not simple or len(inner) > LONGEST_QUOTE:
            return inner
        return [Piece(Kind.QUOTE, "<br>".join(piece.html for piece in inner))]

    def _table(self, element: Element, role: Role) -> list[Piece]:
        if is_layout(element):
            return self._flow_of_cells(element, role)
        table = as_table(element)
        pictures = [piece for img in element.iter("img") for piece in self._picture(img)]
        found = [Piece(Kind.TABLE, table=table)] if table else []
        return found + pictures

    def _flow_of_cells(self, element: Element, role: Role) -> list[Piece]:
        found: list[Piece] = []
        for cell in element.iter("td", "th", "caption"):
            if nearest(cell, "table") is element:
                found += self._flow(cell, role)
        return found

    def _list(self, element: Element) -> list[Piece]:
        html, others = self._list_html(element)
        start = element.get("start", "1")
        if tag_of(element) == "ol" and start.isdigit() and int(start) > 1:
            return self._numbered(element, int(start)) + others
        return [Piece(Kind.LIST, html), *others] if html else others

    def _numbered(self, element: Element, start: int) -> list[Piece]:
        """A list that goes on after an interruption keeps its numbers as text."""
        items = [self._item_html(item)[0] for item in element if tag_of(item) == "li"]
        return [Piece(Kind.TEXT, f"{start + i}. {html}") for i, html in enumerate(items) if html]

    def _list_html(self, element: Element) -> tuple[str, list[Piece]]:
        items: list[str] = []
        others: list[Piece] = []
        for child in element:
            tag = tag_of(child)
            if tag in {"ul", "ol"}:
                nested, more = self._list_html(child)
                if items and nested:
                    items[-1] += nested
            elif tag and tag not in SKIPPED and not is_hidden(child):
                html, more = self._item_html(child)
                items += [html] if html else []
            else:
                more = []
            others += more
        tag = tag_of(element)
        body = "".join(f"<li>{item}</li>" for item in items)
        return (f"<{tag}>{body}</{tag}>" if items else ""), others

    def _item_html(self, item: Element) -> tuple[str, list[Piece]]:
        inner = self._flow(item, Role.NONE)
        texts = [
            piece.html for piece in inner if piece.kind in (Kind.TEXT, Kind.HEADING, Kind.QUOTE)
        ]
        lists = [piece.html for piece in inner if piece.kind is Kind.LIST]
        others = [piece for piece in inner if piece.kind in (Kind.PICTURE, Kind.TABLE)]
        return "<br>".join(texts) + "".join(lists), others


def role_of(element: Element) -> Role:
    names = f"{element.get('class', '')} {element.get('itemprop', '')}".strip().lower()
    if not names or len(names) > 200:
        return Role.NONE
    return next((role for role, pattern in ROLES if pattern.search(names)), Role.NONE)


def _markup(element: Element, tag: str) -> tuple[str, str]:
    if tag in KEPT_INLINE:
        return f"<{KEPT_INLINE[tag]}>", f"</{KEPT_INLINE[tag]}>"
    if tag == "a" and (address := safe_address(element.get("href", ""))):
        return f'<a href="{escape(address).replace(chr(34), "%22")}">', "</a>"
    if BOLD_STYLE.search(element.get("style", "")):
        return "<b>", "</b>"
    return "", ""


def _leads_back(element: Element) -> bool:
    """The arrow from a footnote to its place in the text."""
    return element.get("href", "").startswith("#") and inner_text(element).strip() in "↑^↩"


def _starts_block(element: Element) -> bool:
    """Block elements, and inline ones wrapped around block elements."""
    tag = tag_of(element)
    if tag in CONTAINERS:
        return True
    return bool(tag) and any(tag_of(inner) in CONTAINERS for inner in element.iterdescendants())


def _holds_something(piece: Piece) -> bool:
    return bool(piece.text or piece.ref or piece.table)
