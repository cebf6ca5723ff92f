"""Markdown (CommonMark with tables); HTML inside it is text, not markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from cms.importing.html import read_html
from cms.importing.pictures import PictureStore
from cms.importing.pieces import Hints, Piece

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<lines>(?:[^\n]*\n){0,60}?)---[ \t]*(?:\n|\Z)")
FIELD = re.compile(r"^(?P<name>[\w-]+)\s*:\s*(?P<value>.+?)\s*$", re.MULTILINE)
FIELDS = {
    "title": ("title", "tieude", "tieu_de"),
    "lead": ("lead", "description", "summary", "sapo"),
    "date": ("date", "published", "ngay"),
    "author": ("author", "tacgia", "tac_gia"),
    "language": ("lang", "language"),
}


def read_markdown(
    text: str, pictures: PictureStore, folder: Path | None
) -> tuple[list[Piece], Hints, list[Any]]:
    """Pieces, hints (from front matter) and warnings."""
    front = FRONT_MATTER.match(text)
    hints = _hints(front["lines"]) if front else Hints()
    source = text[front.end() :] if front else text
    page = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    pieces, _page_hints, warnings = read_html(
        f"<html><body>{page}</body></html>", pictures, folder, web_page=False
    )
    return pieces, hints, warnings


def _hints(lines: str) -> Hints:
    found = {m["name"].lower(): m["value"].strip("\"'") for m in FIELD.finditer(lines)}
    hints = Hints()
    for hint, names in FIELDS.items():
        setattr(hints, hint, next((found[name] for name in names if name in found), ""))
    return hints
