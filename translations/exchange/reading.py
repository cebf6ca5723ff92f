"""Reading a file of any format, recognised by what is in it and never by its name."""

from collections.abc import Callable
from dataclasses import asdict

from django.utils.translation import gettext as _

from translations.exchange import docx_reading, po, xliff1, xliff2, xlsx_reading
from translations.exchange.archives import unpacked
from translations.exchange.formats import Format
from translations.exchange.found import Contents
from translations.exchange.problems import Problem, Read, Refused
from translations.exchange.taking import usable
from translations.exchange.xml_files import Element, parsed
from translations.unit import UnitFile

LARGEST = 25 * 1024 * 1024  # bytes
MOST_UNITS = 50_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<", b"\0<")


def read(content: bytes, *, name: str) -> Read:
    """Never raises for what is in the file; `name` is only for the messages."""
    format_ = None
    try:
        format_, open_ = _recognised(content)
        contents = open_()
        if len(contents.found) > MOST_UNITS:
            raise Refused(_("The file has more texts than any page. Export the page anew."))
    except Refused as refused:
        where = f"{name}, {refused.where}" if refused.where else name
        return Read(format_, None, (Problem(where, refused.message),))
    return _taken(format_, contents)


def _taken(format_: Format, contents: Contents) -> Read:
    found, problems = usable(contents.found)
    exported = {one.unit.id: one.exported for one in found if one.unit.id and one.exported}
    unit_file = UnitFile(**asdict(contents.head), units=tuple(one.unit for one in found))
    return Read(format_, unit_file, tuple(problems), exported)


def _recognised(content: bytes) -> tuple[Format, Callable[[], Contents]]:
    """The format, and what reads it. Raises Refused."""
    if len(content) > LARGEST:
        raise Refused(
            _("The file is larger than %(size)d MB, which no translation is.")
            % {"size": LARGEST >> 20}
        )
    start = content.lstrip(b" \t\r\n")[:8]
    if not start:
        raise Refused(_("The file is empty."))
    if content.startswith(OLD_OFFICE):
        raise Refused(
            _(
                "The file is of an old Word or Excel, or has a password. Save it as DOCX or XLSX, without one."
            )
        )
    if content.startswith(b"PK"):
        return _office(unpacked(content))
    if start.startswith(XML_STARTS):
        return _xml(parsed(content))
    if b'msgid "' in content.replace(b"\0", b""):  # UTF-16 is refused by name
        return Format.PO, lambda: po.read(content)
    raise Refused(_unknown())


def _office(parts: dict[str, bytes]) -> tuple[Format, Callable[[], Contents]]:
    types = parts.get("[Content_Types].xml", b"")
    if b"spreadsheetml.sheet.main" in types or "xl/workbook.xml" in parts:
        return Format.XLSX, lambda: xlsx_reading.read(parts)
    mains = sorted(
        name for name in parts if name.startswith("word/document") and name.endswith(".xml")
    )
    if mains:
        return Format.DOCX, lambda: docx_reading.read(parts, mains[0])
    if "content.xml" in parts:
        raise Refused(
            _("The file is of LibreOffice's own format. Save it as DOCX or XLSX and import that.")
        )
    raise Refused(_unknown())


def _xml(root: Element) -> tuple[Format, Callable[[], Contents]]:
    if root.tag == f"{xliff1.X}xliff":
        return Format.XLIFF1, lambda: xliff1.read(root)
    if root.tag == f"{xliff2.X}xliff":
        return Format.XLIFF2, lambda: xliff2.read(root)
    raise Refused(_unknown())


def _unknown() -> str:
    return _(
        "This is no file for translators. Loa reads XLIFF 1.2 and 2.0, PO, XLSX and DOCX that it exported."
    )
