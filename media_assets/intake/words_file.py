"""Reads the words of a document, in the process of `worker`: what it shows, what it hides, and what it
says of itself (author, company, title, comments, deleted text).

Columns of tables are told with their heads, so that a number stands beside the word that names it.
"""

import csv
import importlib
import io
from pathlib import Path
from typing import Any

from .gathered import MOST_LETTERS, Gathered

READERS = {
    "pdf": "pdf_words",
    **dict.fromkeys(("docx", "xlsx", "odt", "ods"), "office_words"),
}


def read(source: Path, target: Path, job: str) -> dict[str, Any]:
    """The words are written to `target`; `unread` counts pages and parts that could not be read."""
    found, kind = Gathered(), job.removeprefix("words-")
    if kind in READERS:
        importlib.import_module(f"media_assets.intake.{READERS[kind]}").gather(source, found)
    else:
        _read_text(source, found, kind)
    target.write_text(found.text, encoding="utf-8", errors="replace")
    told = {"pages": found.pages, "unread": found.unread}
    return told | {"letters": found.letters, "cut": found.full}


def _read_text(source: Path, found: Gathered, kind: str) -> None:
    data = source.read_bytes()[: MOST_LETTERS * 4]
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8-sig", "replace")
    if kind == "txt":
        found.add(text)
        return
    separator = max(",;\t|", key=text[:2000].count)
    try:
        found.add_rows(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:  # a cell too long, a sign that ends nothing
        found.add(text)
