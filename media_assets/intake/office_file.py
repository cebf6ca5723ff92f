"""Reads Word, Excel and OpenDocument files, in the process of `worker`.

What acts or reaches outside is refused, since without it the document would be another one; who made
it is taken out.
"""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from .archives import XML, check_size
from .unusable import Unusable

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = {"docx": "word/", "xlsx": "xl/"}
OPEN = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MOST_OF_A_TYPE = 100  # bytes of an entry that holds the name of a type
BROKEN = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
MANIFEST = "meta-inf/manifest.xml"
LOCKED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with entries, without
END, END_BYTES = b"PK\x05\x06", 18  # of an archive without a remark
DATE = (1980, 1, 1, 0, 0, 0)

MACROS = re.compile(
    r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|activeX/|macrosheets/|Basic/|Scripts/)", re.I
)
OLE = re.compile(r"(?:^|/)(?:embeddings/.*(?<!\.xlsx)|oleObject[^/]*)$", re.I)
SIGNATURES = re.compile(r"_xmlsignatures/|META-INF/documentsignatures\.xml")
REMARKS = re.compile(r"(?:^|/)(?:comments[^/]*\.xml|threadedComments/|persons/)", re.I)
TRACKED = re.compile(rb"<(?:w:ins|w:del|text:tracked-changes|office:annotation)[ >]")
LINKED_TYPES = re.compile(r"/(?:hyperlink|attachedTemplate)$")
# Of an open document, by name without its space, whatever prefix the file gives that.
ODF_PARTS = ("content.xml", "styles.xml")
ODF_SHOWS = set(
    "image object object-ole plugin applet floating-frame section-source table-source".split()
)
OUTSIDE = re.compile(r"\s*(?:[A-Za-z][\w+.-]*:|//|\.\./)")
ODF_ACTS = re.compile(rb"<script:event-listener\b|<office:script\b")
PERSONAL = {
    "docprops/core.xml": {"creator", "lastModifiedBy"},
    "docprops/app.xml": {"Company", "Manager", "HyperlinkBase", "Template"},
    "docprops/custom.xml": {"property"},
    "meta.xml": {"initial-creator", "creator", "printed-by", "user-defined", "template"},
}


def read(source: Path, target: Path, job: str) -> dict[str, Any]:
    """What was taken out; the cleaned file is written to `target` if anything was."""
    with source.open("rb") as file:
        beginning = file.read(8)
    if beginning == LOCKED_OFFICE:
        raise Unusable("locked_or_old")
    if not beginning.startswith(ZIP):  # a program may carry an archive behind it
        raise Unusable("other")
    try:
        with zipfile.ZipFile(source) as archive:
            check_size(archive.infolist(), source.stat().st_size)
            if not _is(job, archive):
                raise Unusable("other")
            return {} if job == "zip" else _read(archive, target, hides=_hides(archive, source))
    except BROKEN as error:
        raise Unusable("damaged") from error


def _is(job: str, archive: zipfile.ZipFile) -> bool:
    """Whether it is that kind by what it holds."""
    names = archive.namelist()
    if job in OFFICE:
        return CONTENT_TYPES in names and any(name.startswith(OFFICE[job]) for name in names)
    if job in OPEN:
        return "mimetype" in names and _type_in(archive) == OPEN[job]
    return job == "zip"


def _type_in(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as entry:
        return entry.read(MOST_OF_A_TYPE).strip()


def _hides(archive: zipfile.ZipFile, source: Path) -> bool:
    """Something behind its end, or in a remark that no office program shows."""
    end = source.read_bytes().rpartition(END)[2]
    return bool(archive.comment) or len(end) > END_BYTES


def _read(archive: zipfile.ZipFile, target: Path, *, hides: bool) -> dict[str, Any]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if any(MACROS.search(name) for name in names):
        raise Unusable("macros")
    if any(OLE.search(name) for name in names):
        raise Unusable("embedded")
    changed: dict[str, bytes] = {}
    remarks = any(REMARKS.search(name) for name in names)
    for entry in entries:
        name = entry.filename.lower()
        if name.endswith(XML):
            data = archive.read(entry)
            _check_xml(name, data)
            remarks = remarks or bool(TRACKED.search(data))
            if (made := _cleaned(name, data)) != data:
                changed[entry.filename] = made
        elif "/embeddings/" in name:
            _check_table(archive, entry)
    signed = any(SIGNATURES.match(name) for name in names)
    if hides or (changed and not signed):
        _write(archive, {} if signed else changed, target)  # signed are the parts, not the archive
    pages = _pages(archive) if _counts_pages(names) else None
    return {"personal": bool(changed), "remarks": remarks, "pages": pages, "signed": signed}


def _check_xml(name: str, data: bytes) -> None:
    """`name` in small letters: programs that open the file do not mind them."""
    narrow = data.replace(b"\0", b"")  # UTF-16
    # Old OpenOffice named the type of its list of parts; nobody else has one.
    if b"<!ENTITY" in narrow or (b"<!DOCTYPE" in narrow and name != MANIFEST):
        raise Unusable("entities")
    if name == MANIFEST and b"encryption-data" in narrow:
        raise Unusable("encrypted")
    if name == MANIFEST and b"oleobject" in narrow:
        raise Unusable("embedded")
    if name == CONTENT_TYPES.lower() and b"macroEnabled" in narrow:
        raise Unusable("macros")
    if ODF_ACTS.search(narrow):
        raise Unusable("macros")
    if name.endswith(".rels") and _leads_outside(data):
        raise Unusable("outside")
    if name.endswith(ODF_PARTS) and b"href" in narrow and _shows_what_is_outside(data):
        raise Unusable("outside")


def _shows_what_is_outside(data: bytes) -> bool:
    parts = etree.iterparse(
        BytesIO(data), ("start", "end"), resolve_entities=False, no_network=True
    )
    try:
        for event, one in parts:
            if event == "end":
                one.clear()
            elif etree.QName(one).localname in ODF_SHOWS and any(
                etree.QName(name).localname == "href" and OUTSIDE.match(str(value))
                for name, value in one.attrib.items()
            ):
                return True
    except etree.XMLSyntaxError as error:
        raise Unusable("damaged") from error
    return False


def _leads_outside(data: bytes) -> bool:
    return any(
        one.get("TargetMode") == "External" and not LINKED_TYPES.search(one.get("Type", ""))
        for one in _parsed(data)
    )


def _check_table(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """The table behind a chart."""
    with archive.open(entry) as file, zipfile.ZipFile(file) as inner:
        check_size(inner.infolist(), entry.file_size)
        if any(MACROS.search(name) or OLE.search(name) for name in inner.namelist()):
            raise Unusable("macros")


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unusable("damaged") from error


def _cleaned(name: str, data: bytes) -> bytes:
    if name.endswith(".rels") and b"attachedTemplate" in data:
        return _without_template(data)
    if name == "word/settings.xml" and b"attachedTemplate" in data:
        return _without(data, {"attachedTemplate"})
    if name in PERSONAL:
        return _without(data, PERSONAL[name])
    return data


def _without_template(data: bytes) -> bytes:
    """The path of a template tells the names of people and their machines."""
    root = _parsed(data)
    for one in list(root):
        if one.get("Type", "").endswith("/attachedTemplate"):
            root.remove(one)
    return _serialised(root)


def _without(data: bytes, names: set[str]) -> bytes:
    root, found = _parsed(data), False
    for one in list(root.iter(etree.Element)):
        parent = one.getparent()
        if parent is not None and etree.QName(one).localname in names:
            parent.remove(one)
            found = True
    return _serialised(root) if found else data


def _serialised(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _write(archive: zipfile.ZipFile, changed: dict[str, bytes], target: Path) -> None:
    """Entry by entry in the same order; the same upload always gives the same bytes."""
    with zipfile.ZipFile(target, "w") as made:
        for entry in archive.infolist():
            copy = zipfile.ZipInfo(entry.filename, DATE)
            copy.compress_type = (
                zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            )
            data = changed.get(entry.filename)
            made.writestr(copy, archive.read(entry) if data is None else data)


def _counts_pages(names: list[str]) -> bool:
    return {"docProps/app.xml", "word/document.xml"}.issubset(names)


def _pages(archive: zipfile.ZipFile) -> int | None:
    """As Word counted them when it was saved."""
    for one in _parsed(archive.read("docProps/app.xml")).iter(etree.Element):
        if etree.QName(one).localname == "Pages" and (one.text or "").isdecimal():
            return int(one.text) or None
    return None
