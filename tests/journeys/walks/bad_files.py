"""Files that nobody should upload, and somebody will; by what is wrong with them."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook

from cms.spreadsheets import NOT_IN_XLSX

from . import bad

MEGABYTE = 1024 * 1024
ROWS = 100_000
LARGE = 20_000  # bytes: reading takes its time, so such a file goes in under few names
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = "Xã;Địa chỉ;Điện thoại\r\nTân Trào;Thôn Bòng;0207 000 0000\r\n"
# “Bảo hiểm xã hội” as fonts from before Unicode have it; nothing says so in the file.
TCVN3 = b"B\xb6o hi\xd3m x\xb7 h\xe9i;\xa7\xa1n v\xde\r\n"
VNI = b"Ba\xfbo hie\xe5m xa\xf5 ho\xe4i;\xd1\xf4n v\xf2\r\n"
# What a name may claim; the content is another matter.
ENDINGS = tuple("xlsx csv docx ods odt txt html md pdf png jpg webp zip doc exe".split())


def packed(**entries: str | bytes) -> bytes:
    """Archive of these entries."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return data.getvalue()


def book(fill) -> bytes:
    """A spreadsheet; `fill` gets its sheet."""
    made, data = Workbook(), BytesIO()
    fill(made.active)
    made.save(data)
    return data.getvalue()


def _formulas(sheet) -> None:
    sheet.append(["=1+1", '=HYPERLINK("http://x.vn","a")', "=cmd|' /C calc'!A0", "+1", "@SUM(1)"])


def _merged(sheet) -> None:
    sheet.append(["Xã", "", "Điện thoại"])
    sheet.merge_cells("A1:B40")


def _wrong_types(sheet) -> None:
    for value in (*bad.TEXTS.values(), *bad.TYPED.values(), True, 1e308, -0.0, None):
        held = NOT_IN_XLSX.sub("", value) if isinstance(value, str) else value
        sheet.append([held, held])


def _sheet(rows: str) -> bytes:
    """By hand: the library takes half a minute for so many rows."""
    return packed(
        **{
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": "<workbook/>",
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def _word(**parts: bytes) -> bytes:
    whole: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}
    return packed(**(whole | parts))


def _paragraphs(number: int) -> bytes:
    made, data = Document(), BytesIO()
    for _n in range(number):
        made.add_paragraph("Bảo hiểm xã hội")
    made.save(data)
    return data.getvalue()


@cache
def contents() -> dict[str, bytes]:
    row = '<row><c t="inlineStr"><is><t>Tân Trào</t></is></c></row>'
    nested = packed(**{"trong.zip": packed(**{"a.txt": b"\0" * (20 * MEGABYTE)})})
    return bad.contents() | {
        "spreadsheet of formulas": book(_formulas),
        "spreadsheet of merged cells": book(_merged),
        "spreadsheet of wrong types": book(_wrong_types),
        "spreadsheet of 100,000 rows": _sheet(row * ROWS),
        "spreadsheet without a sheet": packed(**{"[Content_Types].xml": "<Types/>"}),
        "spreadsheet with an entity": _sheet("<!DOCTYPE a [<!ENTITY b 'c'>]>&b;"),
        "half a spreadsheet": book(_formulas)[:900],
        "bomb of zeros": _word(**{"word/document.xml": b"\0" * (20 * MEGABYTE)}),
        "bomb in an archive": nested,
        "bomb of entries": packed(**{f"{number}.txt": b"" for number in range(3000)}),
        "bomb of entities": _word(**{"word/document.xml": _laughs()}),
        "path out of the archive": _word(**{"../../../etc/passwd": b"x"}),
        "old or locked office file": OLE + b"\0" * 600,
        "locked office file": OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "table as text": TABLE.encode(),
        "table with a mark of order": TABLE.encode("utf-8-sig"),
        "table in UTF-16": TABLE.encode("utf-16"),
        "table in UTF-16 the other way": b"\xfe\xff" + TABLE.encode("utf-16-be"),
        "table in UTF-32": TABLE.encode("utf-32"),
        "table in TCVN3": TCVN3 * 30,
        "table in VNI": VNI * 30,
        "table in cp1258": "Bao hiêm xa hôi;Ðon vi\r\n".encode("cp1258", "replace"),
        "table of formulas": b"=1+1;+2;-3;@SUM(1);=cmd|' /C calc'!A0\r\n",
        "table of 2,000 rows": (TABLE * (ROWS // 100)).encode(),
        "table with an open quotation mark": b'a;"b\r\nc;d\r\n' * 50,
        "table of one endless line": b"a;" * (MEGABYTE // 8),
        "only a mark of order": b"\xef\xbb\xbf",
        "only an end of line": b"\r\n",
        "web page of 1,000 rows": _page("<tr><td>Tân Trào<td>1" * (ROWS // 100)),
        "web page without an end": _page("<div>" * 20_000 + "a"),
        "web page of open tags": _page("<a " * 50_000),
        "Markdown without an end": b"> " * 20_000 + b"a",
        "Markdown of brackets": b"[" * 50_000,
        "document of 500 paragraphs": _paragraphs(500),
    }


def _laughs() -> bytes:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE a [<!ENTITY a0 "ha">{lines}]><a>&a8;</a>'.encode()


def _page(inside: str) -> bytes:
    return f"<!doctype html><meta charset=utf-8><title>Bảng</title><body><table>{inside}".encode()


def names(what: str) -> Iterator[str]:
    """One of each ending, and those that a name can do harm with."""
    large = len(contents()[what]) > LARGE
    yield from (f"Danh sách.{ending}" for ending in (ENDINGS[:2] if large else ENDINGS))
    if what == "table as text":
        yield from (name.format(ending) for ending in ("csv", "png", "docx") for name in bad.NAMES)
