"""Cleaned HTML as paragraphs of runs, plain data for the template."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

BOLD, ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
LISTS = frozenset({"ol", "ul"})
ENDS_PARAGRAPH = frozenset({"p", "li", "blockquote", "div", *LISTS})
RAISED = frozenset({"sub", "sup"})
DOT = "•"


@dataclass
class _List:
    numbered: bool
    number: int = 0

    def mark(self) -> str:
        self.number += 1
        return f"{self.number}." if self.numbered else DOT


@dataclass
class _Open:
    """What is in force where the reader stands."""

    bold: int = 0
    italic: int = 0
    raised: str = ""
    address: str = ""
    lists: list[_List] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[dict[str, Any]] = []
        self.runs: list[dict[str, Any]] = []
        self.mark = ""
        self.open = _Open()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ENDS_PARAGRAPH:
            self.end_paragraph()
        given = {name: value or "" for name, value in attrs}
        if tag in LISTS:
            begins = given.get("start", "")
            number = int(begins) - 1 if begins.isdecimal() and len(begins) < 6 else 0
            self.open.lists.append(_List(numbered=tag == "ol", number=number))
        elif tag == "li":
            self.mark = self.open.lists[-1].mark() if self.open.lists else DOT
        elif tag == "a":
            self.open.address = given.get("href", "")
        elif tag == "br":
            self.add("\n")
        elif tag in RAISED:
            self.open.raised = tag
        self._style(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in ENDS_PARAGRAPH:
            self.end_paragraph()
        if tag in LISTS and self.open.lists:
            self.open.lists.pop()
        elif tag == "a" and self.open.address:
            address, self.open.address = self.open.address, ""
            self.add(f" ({address})")
        elif tag in RAISED:
            self.open.raised = ""
        self._style(tag, -1)

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            words = " " if self.runs else ""
        else:
            words = f"{' ' if data[0].isspace() and self.runs else ''}{words}"
            words += " " if data[-1].isspace() else ""
        if words:
            self.add(words)

    def add(self, text: str) -> None:
        style = {"bold": self.open.bold > 0, "italic": self.open.italic > 0}
        self.runs.append({"text": text, **style, "raised": self.open.raised})

    def end_paragraph(self) -> None:
        if any(run["text"].strip() for run in self.runs):
            depth = len(self.open.lists)
            self.paragraphs.append({"mark": self.mark, "depth": depth, "runs": self.runs})
            self.mark = ""
        self.runs = []

    def _style(self, tag: str, step: int) -> None:
        self.open.bold += step * (tag in BOLD)
        self.open.italic += step * (tag in ITALIC)


def paragraphs_of(html: str) -> list[dict[str, Any]]:
    """`mark` (of a list), `depth`, and `runs` of every paragraph; links are followed by their address."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paragraphs
