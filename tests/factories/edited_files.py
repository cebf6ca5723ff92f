"""Translators' files as other programs give them back: read, translated and written by their libraries."""

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from typing import Any

import polib
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from translations.exchange import Format, xliff1, xliff2

PREFIX = "ខ្មែរ "
Say = Callable[[str], str | None]  # None: leave it as it is


def said(source: str) -> str:
    return PREFIX + source


def edited(content: bytes, format_: Format, say: Say = said) -> bytes:
    """Each text translated as `say` has it."""
    return _EDITORS[format_](content, say)


def _docx(content: bytes, say: Say) -> bytes:
    document = Document(BytesIO(content))
    for row in document.tables[-1].rows[1:]:
        _code, source, target = row.cells
        if (text := say(source.text)) is not None:
            target.text = text
    return _saved(document)


def _xlsx(content: bytes, say: Say) -> bytes:
    book = load_workbook(BytesIO(content))
    for row in book.worksheets[0].iter_rows(min_row=2):
        if (text := say(row[2].value)) is not None:
            row[3].value = text
    return _saved(book)


def _po(content: bytes, say: Say) -> bytes:
    catalogue = polib.pofile(content.decode(), wrapwidth=40)
    for entry in catalogue:
        if (text := say(entry.msgid)) is not None:
            entry.msgstr = text
    return str(catalogue).encode()


def _xliff(space: str, parent: str) -> Callable[[bytes, Say], bytes]:
    """The source's codes are kept: a program for translators lets nobody type them."""

    def edit(content: bytes, say: Say) -> bytes:
        root = etree.fromstring(content)
        for element in root.iter(f"{space}{parent}"):
            source = element.find(f"{space}source")
            if source is None or (text := say("".join(map(str, source.itertext())))) is None:
                continue
            for old in element.findall(f"{space}target"):
                element.remove(old)
            target = deepcopy(source)
            target.tag = f"{space}target"
            if text.startswith(PREFIX):
                target.text = PREFIX + (target.text or "")
            else:
                for child in list(target):
                    target.remove(child)
                target.text = text
            source.addnext(target)
        return etree.tostring(root, encoding="utf-16", xml_declaration=True)

    return edit


def _saved(document: Any) -> bytes:
    made = BytesIO()
    document.save(made)
    return made.getvalue()


_EDITORS: dict[Format, Callable[[bytes, Say], bytes]] = {
    Format.DOCX: _docx,
    Format.XLSX: _xlsx,
    Format.PO: _po,
    Format.XLIFF1: _xliff(xliff1.X, "trans-unit"),
    Format.XLIFF2: _xliff(xliff2.X, "segment"),
}
