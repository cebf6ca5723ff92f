"""Files that nobody should send, made here: none of them is kept in the repository."""

import io
import zipfile

from tests.translations.exchange.pages import PAGE
from translations.exchange import Format, write

XLIFF1, XLIFF2, PO, XLSX, DOCX = (write(PAGE, format_) for format_ in Format)
DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>\n"
LAUGHS = (
    b'<!DOCTYPE xliff [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
PARAMETER = b'<!DOCTYPE xliff [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'
FOREIGN = (
    DECLARATION + b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    b'<file original="app.ts" source-language="en" target-language="fr" datatype="plaintext">'
    b'<body><trans-unit id="login.title"><source>Log in</source><target>Connexion</target>'
    b"</trans-unit></body></file></xliff>"
)
TMX = DECLARATION + b'<tmx version="1.4"><header/><body/></tmx>'


def with_part(content, name, change):
    """The archive with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, change(part) if entry.filename == name else part)
    return target.getvalue()


def archive(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return target.getvalue()


def with_extra(content, name, part):
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return archive({entry: old.read(entry) for entry in old.namelist()} | {name: part})


def declared(content, name, declaration):
    start = DECLARATION + declaration
    return with_part(content, name, lambda part: start + part.rpartition(b"?>")[2])


def locked(content):
    """Every entry says that it is encrypted."""
    return content.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


def repeated(characters, rows):
    """One shared text in a cell of each row."""
    cells = "".join(
        f'<row r="{row}"><c r="C{row}" t="s"><v>0</v></c></row>' for row in range(1, rows)
    )
    sheet = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{cells}</sheetData></worksheet>'
    text = f'<sst xmlns="{SPREADSHEET}"><si><t>{"x" * characters}</t></si></sst>'
    shared = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    made = with_extra(XLSX, "xl/sharedStrings.xml", text.encode())
    made = with_part(made, SHEET, lambda part: sheet.encode())
    return with_part(made, "[Content_Types].xml", lambda part: part.replace(b"</Types>", shared))


SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, MAIN = "xl/worksheets/sheet1.xml", "word/document.xml"
# Name of the case: the file (large ones are made when they are wanted), and what is said about it.
REFUSED = {
    "nothing": (b"", "empty"),
    "only spaces": (b" \n\t", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "no file for translators"),
    "a letter": ("Kính gửi anh".encode(), "no file for translators"),
    "a memory": (TMX, "no file for translators"),
    "an old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word or Excel"),
    "too large": (lambda: b"<" * (25 * 1024 * 1024 + 1), "larger than 25 MB"),
    "XLIFF 1.2 cut off": (XLIFF1[:-60], "damaged"),
    "XLIFF 2.0 cut off in the middle": (XLIFF2[: len(XLIFF2) // 2], "damaged"),
    "XLIFF in another encoding than it says": (
        XLIFF1.decode().encode("utf-16").replace(b"\0", b"", 40),
        "damaged",
    ),
    "XLIFF with bytes that are no UTF-8": (XLIFF1.replace("Mức".encode(), b"M\xd1c"), "damaged"),
    "XLIFF in an encoding that nobody knows": (XLIFF1.replace(b"utf-8", b"klingon", 1), "damaged"),
    "XLIFF with a control character": (XLIFF1.replace(b"46,", b"4\x0b6,"), "damaged"),
    "XLIFF of entities that multiply": (XLIFF1.replace(b"?>", b"?>" + LAUGHS, 1), "DOCTYPE"),
    "XLIFF with a file from outside": (XLIFF2.replace(b"?>", b"?>" + OUTSIDE, 1), "DOCTYPE"),
    "XLIFF with definitions from the network": (
        XLIFF2.replace(b"?>", b"?>" + PARAMETER, 1),
        "DOCTYPE",
    ),
    "the same in UTF-16": (
        XLIFF1.replace(b"?>", b"?>" + LAUGHS, 1)
        .decode()
        .replace("utf-8", "utf-16")
        .encode("utf-16"),
        "DOCTYPE",
    ),
    "XLIFF of too many levels": (lambda: b"<a>" * 100_000, "damaged"),
    "PO in another encoding": (PO.decode().encode("utf-16"), "UTF-8"),
    "PO with bytes that are no UTF-8": (PO.replace("Mức".encode(), b"M\xd1c"), "UTF-8"),
    "PO cut off within a line": (PO[: PO.rindex('"Có'.encode()) + 2], "damaged"),
    "PO that is something else": (b'msgid "a"\nmsgstr "b"\nrm -rf\n', "damaged"),
    "XLSX cut off": (XLSX[:-200], "damaged"),
    "DOCX cut off": (DOCX[: len(DOCX) // 2], "damaged"),
    "DOCX with a damaged part": (with_part(DOCX, MAIN, lambda part: part[:-30]), "damaged"),
    "XLSX with a damaged part": (with_part(XLSX, SHEET, lambda part: part[:-30]), "damaged"),
    "XLSX without its sheets": (archive({"xl/workbook.xml": b"<workbook/>"}), "damaged"),
    "DOCX of entities that multiply": (declared(DOCX, MAIN, LAUGHS), "DOCTYPE"),
    "XLSX of entities that multiply": (declared(XLSX, SHEET, LAUGHS), "DOCTYPE"),
    "XLSX with a file from outside": (declared(XLSX, "xl/workbook.xml", OUTSIDE), "DOCTYPE"),
    "XLSX that is a bomb": (
        lambda: with_extra(XLSX, "xl/media/a.bin", b"\0" * (70 * 1024 * 1024)),
        "unpacks",
    ),
    "DOCX that is a bomb of text": (
        lambda: with_extra(DOCX, "word/a.xml", b" " * (31 * 1024 * 1024)),
        "unpacks",
    ),
    "DOCX that is small and dense": (
        lambda: with_extra(DOCX, "word/a.xml", b" " * (20 * 1024 * 1024)),
        "unpacks",
    ),
    "XLSX of too many parts": (
        lambda: archive({f"xl/{n}.xml": b"" for n in range(1001)}),
        "unpacks",
    ),
    "XLSX of one long text again and again": (lambda: repeated(30_000, 2_000), "more texts"),
    "PO of one text without an end": (
        lambda: PO + b'\nmsgctxt "u9"\nmsgid ""\n' + b'"x"\n' * 400_000 + b'msgstr ""\n',
        "5000 lines",
    ),
    "XLSX with a password": (locked(XLSX), "password"),
    "a presentation": (archive({"ppt/presentation.xml": b"<p/>"}), "no file for translators"),
    "a file of LibreOffice": (archive({"content.xml": b"<o/>", "mimetype": b"odt"}), "LibreOffice"),
    "an archive of nothing": (archive({}), "no file for translators"),
}
