"""Reads the words of a document, in the process of `worker`: what its pages say, and what it says of
itself (author, company, title, comments, deleted text).

Columns of tables are told with their heads, so that a number stands beside the word that names it.
"""

import csv
import ctypes
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from .unusable import Unusable

MOST_LETTERS = 4_000_000
MOST_PAGES = 3000
MOST_ENTRIES = 10_000
MOST_UNPACKED = 300 * 1024 * 1024
LEAST_OF_A_PAGE = 10  # letters; a scan may have a number of its page as text
PARAGRAPHS, GAPS = {"p", "h"}, {"tab", "br", "s", "cr", "tc", "line-break"}
SPEAKING = ("word/", "docProps/", "xl/comments", "xl/threadedComments", "xl/drawings", "ppt/slides")
OPEN_PARTS = ("content.xml", "styles.xml", "meta.xml")


def read(source: Path, target: Path, job: str) -> dict[str, Any]:
    """The words are written to `target`; `unread` counts pages without any that show pictures."""
    pieces, told = _Pieces(), {"pages": 0, "unread": 0}
    kind = job.removeprefix("words-")
    if kind == "pdf":
        _read_pdf(source, pieces, told)
    elif kind in ("txt", "csv"):
        _read_text(source, pieces, kind)
    else:
        _read_office(source, pieces, kind)
    target.write_text(pieces.text(), encoding="utf-8", errors="replace")
    return told | {"letters": pieces.letters, "cut": pieces.full}


class _Pieces:
    """Lines of text, up to `MOST_LETTERS`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.letters = 0

    @property
    def full(self) -> bool:
        return self.letters >= MOST_LETTERS

    def add(self, text: str) -> None:
        if text.strip() and not self.full:
            self._lines.append(text[: MOST_LETTERS - self.letters])
            self.letters += len(self._lines[-1])

    def text(self) -> str:
        return "\n".join(self._lines)


def _read_pdf(source: Path, pieces: _Pieces, told: dict[str, int]) -> None:
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    document = pdfium.PdfDocument(str(source))
    for name, value in document.get_metadata_dict().items():
        pieces.add(f"{name}: {value}")
    told["pages"] = len(document)
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        text = page.get_textpage().get_text_range()
        pieces.add(text)
        for remark in _remarks(page, raw):
            pieces.add(remark)
        if len(text.strip()) < LEAST_OF_A_PAGE and _shows_something(page, raw):
            told["unread"] += 1
        page.close()
    told["unread"] += max(0, len(document) - MOST_PAGES)


def _shows_something(page: Any, raw: Any) -> bool:
    """A picture, or drawn shapes in which letters may hide."""
    return any(
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, number)) != raw.FPDF_PAGEOBJ_TEXT
        for number in range(min(50, raw.FPDFPage_CountObjects(page)))
    )


def _remarks(page: Any, raw: Any) -> Iterator[str]:
    """Comments, and what was typed into forms."""
    for number in range(min(500, raw.FPDFPage_GetAnnotCount(page))):
        remark = raw.FPDFPage_GetAnnot(page, number)
        for key in (b"Contents", b"V", b"T"):
            length = raw.FPDFAnnot_GetStringValue(remark, key, None, 0)
            if length > 2:
                kept = (ctypes.c_ushort * (length // 2 + 1))()
                raw.FPDFAnnot_GetStringValue(remark, key, kept, length)
                yield bytes(kept)[: length - 2].decode("utf-16-le", "replace")
        raw.FPDFPage_CloseAnnot(remark)


def _read_text(source: Path, pieces: _Pieces, kind: str) -> None:
    data = source.read_bytes()[: MOST_LETTERS * 4]
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8-sig", "replace")
    if kind == "txt":
        pieces.add(text)
        return
    separator = max(",;\t|", key=text[:2000].count)
    try:
        _add_rows(csv.reader(io.StringIO(text), delimiter=separator), pieces)
    except csv.Error:  # a cell too long, a sign that ends nothing
        pieces.add(text)


def _read_office(source: Path, pieces: _Pieces, kind: str) -> None:
    with zipfile.ZipFile(source) as archive:
        entries = archive.infolist()
        heavy = sum(entry.file_size for entry in entries) > MOST_UNPACKED
        if heavy or len(entries) > MOST_ENTRIES:
            raise Unusable("too_heavy")
        for entry in entries:
            name = entry.filename
            speaks = name.startswith(SPEAKING) or name in OPEN_PARTS
            if speaks and name.endswith(".xml"):
                with archive.open(entry) as part:
                    _read_part(part, pieces, says_itself=name.startswith("docProps/"))
    if kind == "xlsx":
        _read_sheets(source, pieces)


def _read_part(part: Any, pieces: _Pieces, *, says_itself: bool) -> None:
    from lxml import etree

    for _event, element in etree.iterparse(part, resolve_entities=False, no_network=True):
        name = etree.QName(element).localname
        if name in PARAGRAPHS:
            pieces.add(_paragraph(element))
        elif (says_itself or name in {"initial-creator", "creator", "title", "subject"}) and (
            element.text or ""
        ).strip():
            pieces.add(f"{name}: {element.text}")
        if name in PARAGRAPHS or says_itself:
            element.clear()


def _paragraph(element: Any) -> str:
    told = []
    for inner in element.iter():
        if isinstance(inner.tag, str):  # a comment or an entity has no words but those behind it
            told += [" "] if inner.tag.rpartition("}")[2] in GAPS else []
            told.append(inner.text or "")
        told.append((inner.tail or "") if inner is not element else "")
    return "".join(told)


def _read_sheets(source: Path, pieces: _Pieces) -> None:
    """Also those that are hidden."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(source.read_bytes()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        pieces.add(sheet.title)
        _add_rows(sheet.iter_rows(values_only=True), pieces)
        if pieces.full:
            return


def _add_rows(rows: Iterable[Iterable[Any]], pieces: _Pieces) -> None:
    heads: dict[int, str] = {}
    for row in rows:
        for column, value in enumerate(row):
            text = _cell(value)
            if sum(sign.isdecimal() for sign in text) >= 6:
                pieces.add(f"{heads.get(column, '')}: {text}" if column in heads else text)
            elif text.strip():
                heads[column] = " ".join(text.split())[:60]
                pieces.add(text)
        if pieces.full:
            return


def _cell(value: Any) -> str:
    if value is None or isinstance(value, bool | date | time):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
