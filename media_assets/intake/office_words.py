"""The words of Word, Excel and OpenDocument files: of every part of them that is text.

Which part is shown where does not matter: what lies in the file is published with it. A part that is
neither text, nor known to say nothing, counts as unread.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from .archives import check_size
from .gathered import Gathered

TEXT = (".xml", ".vml", ".svg", ".rdf")
PARAGRAPHS = {"p", "h"}
CELLS = {"si", "is", "text"}  # of a workbook, whose words may be cut into pieces within them
GAPS = {"tab", "br", "s", "cr", "tc", "line-break"}
SAYS_ITSELF = ("docProps/", "meta.xml")  # told with the names of what they say
# Attributes that hold words of people.
SPEAKING = set(
    "descr title alt string string-value current-value displayText tooltip prompt promptTitle error"
    " errorTitle description help-text label author displayName".split()
)
# And those that do so only in some elements.
SPEAKING_IN = {("docVar", "val"), ("listEntry", "val"), ("default", "val"), ("cacheField", "name")}
CACHE, CACHED = "xl/pivotCache/", {"s", "n", "d", "x"}  # of a pivot table: all that it was made of
SHEET = "xl/worksheets/"
BESIDE_CELLS = ["row", "f", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader"]
BESIDE_CELLS += ["firstFooter", "dataValidation", "formula1", "formula2", "hyperlink", "comment"]
DIALS = re.compile(r"(?:tel|sms|mailto|callto|viber):|[/.](?:zalo|wa)\.me", re.IGNORECASE)
# By the whole name: what else lies in these folders may well be text.
SILENT = re.compile(
    r"(?:^|/)fonts/[^/]*\.(?:odttf|fntdata|tt[fc]|otf|eot|woff2?)$"
    r"|(?:^|/)printerSettings/[^/]*\.bin$"
    r"|^_xmlsignatures/(?:origin\.sigs|sig\d+\.xml)$"
    r"|^META-INF/(?:document|macro)signatures\.xml$"
    r"|^Thumbnails/[^/]*\.(?:png|jpe?g)$|^docProps/thumbnail\.(?:png|jpe?g|[ew]mf)$"
    r"|^\[Content_Types\]\.xml$|^mimetype$|/$",
    re.IGNORECASE,
)
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|webp|wdp)$", re.IGNORECASE)
LARGE_PICTURE = 50_000  # bytes; a page that was scanned has more, a logo hardly ever
TABLE = re.compile(r"/embeddings/[^/]*\.xlsx$", re.IGNORECASE)


def gather(source: Path, found: Gathered) -> None:
    _gather(source.read_bytes(), found)


def _gather(data: bytes, found: Gathered, *, within: bool = False) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        check_size(entries, len(data))
        if any(entry.filename == "xl/workbook.xml" for entry in entries):
            _read_sheets(data, found)
        for entry in entries:
            name = entry.filename
            if SILENT.search(name):
                continue
            if TABLE.search(name) and not within:
                _gather_within(archive.read(entry), found)
            elif name.lower().endswith(".rels"):
                _read_links(archive.read(entry), found)
            elif name.lower().endswith(TEXT):
                with archive.open(entry) as part:
                    _read_part(part, found, name)
            elif not PICTURE.search(name) or entry.file_size >= LARGE_PICTURE:
                found.unread += 1


def _gather_within(data: bytes, found: Gathered) -> None:
    """The table behind a chart. What is wrong with it does not keep the rest from being read."""
    try:
        _gather(data, found, within=True)
    except Exception:  # whatever a reader raises on what is damaged
        found.unread += 1


def _read_links(data: bytes, found: Gathered) -> None:
    for one in etree.fromstring(data, _parser()).iter(etree.Element):
        _add_link(one.get("Target", ""), found)


def _add_link(target: str, found: Gathered) -> None:
    if DIALS.search(target):
        found.add(unquote(target))


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _read_part(part: Any, found: Gathered, name: str) -> None:
    if name.startswith(SHEET):
        for element in _beside_cells(part):
            _add(element, found, name, inside=0)
        return
    ends = PARAGRAPHS | CELLS if name.startswith("xl/") else PARAGRAPHS
    inside = 0  # of so many paragraphs, one in the other
    for event, element in _elements(part, name):
        one = etree.QName(element).localname
        inside += (event == "start") * (one in ends)
        if event == "start":
            continue
        if one in ends:
            found.add(_paragraph(element))
            inside -= 1
        _add(element, found, name, inside + (one in ends))
        if one in ends or not inside:
            _forget(element)


def _elements(part: Any, name: str) -> Any:
    sloppy = name.lower().endswith(".vml")  # as Office writes them, no parser takes them
    events = ("start", "end")
    return etree.iterparse(part, events, resolve_entities=False, no_network=True, recover=sloppy)


def _beside_cells(part: Any) -> Iterator[Any]:
    """What a sheet says elsewhere; its cells are read as a table."""
    names = [f"{{*}}{name}" for name in BESIDE_CELLS]
    for _event, element in etree.iterparse(
        part, tag=names, resolve_entities=False, no_network=True
    ):
        yield element
        if etree.QName(element).localname == "row":
            _forget(element)


def _forget(element: Any) -> None:
    """But for what follows it, which its paragraph still needs."""
    element.clear(keep_tail=True)


def _add(element: Any, found: Gathered, name: str, inside: int) -> None:
    one, text = etree.QName(element).localname, element.text or ""
    if not inside and text.strip():
        found.add(f"{one}: {text}" if name.startswith(SAYS_ITSELF) else text)
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname
        if attribute in SPEAKING or (one, attribute) in SPEAKING_IN or _is_cached(one, name):
            found.add(value)
        elif attribute in ("href", "Target"):
            _add_link(value, found)


def _is_cached(element: str, name: str) -> bool:
    return name.startswith(CACHE) and element in CACHED


def _paragraph(element: Any) -> str:
    told = []
    for inner in element.iter():
        if isinstance(inner.tag, str):  # a comment or an entity has no words but those behind it
            told += [" "] if inner.tag.rpartition("}")[2] in GAPS else []
            told.append(inner.text or "")
        told.append((inner.tail or "") if inner is not element else "")
    return "".join(told)


def _read_sheets(data: bytes, found: Gathered) -> None:
    """Also those that are hidden."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # else only as far as the file says that they go
        found.add(sheet.title)
        found.add_rows(sheet.iter_rows(values_only=True))
        if found.full:
            return
