"""Documents as people upload them, and as they should not."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from docx import Document
from pikepdf import Array, Dictionary, Name, String

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def pdf(pages: int = 1, text: str = "") -> bytes:
    """Without anything but blank pages; `text` only makes two of them differ."""
    return changed_pdf(lambda made: made.docinfo.update({"/Title": text or "Mau"}), pages=pages)


def changed_pdf(change: Callable[[pikepdf.Pdf], object], *, pages: int = 1, **saving) -> bytes:
    made, data = pikepdf.new(), BytesIO()
    for _number in range(pages):
        made.add_blank_page()
    change(made)
    made.save(data, static_id=True, **saving)
    return data.getvalue()


def with_script(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    made.Root.OpenAction = made.make_indirect(action)
    named = Array([String("a"), made.make_indirect(action)])
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=named))


def with_program(made: pikepdf.Pdf) -> None:
    made.attachments["a.exe"] = pikepdf.AttachedFileSpec(made, b"MZ program")


def with_launch(made: pikepdf.Pdf) -> None:
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
    made.pages[0].Annots = Array([made.make_indirect(link)])


def with_launch_called_a_tag(made: pikepdf.Pdf) -> None:
    """Readers carry out whatever stands under /A, whatever it says it is."""
    launch = Dictionary(Type=Name.StructElem, S=Name.Launch, F=String("cmd.exe"))
    further = made.make_indirect(Array([made.make_indirect(launch)]))
    page = Dictionary(S=Name.GoTo, D=Array([0]), Next=further)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=page)
    made.pages[0].Annots = Array([made.make_indirect(link)])


def with_author(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = String("Tác giả Mẫu")
    made.docinfo["/Title"] = String("Tờ khai")
    with made.open_metadata() as particulars:
        particulars["dc:creator"] = ["Tác giả Mẫu"]
        particulars["dc:title"] = "Tờ khai"


def signed(made: pikepdf.Pdf) -> None:
    value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
    field = Dictionary(FT=Name.Sig, V=made.make_indirect(value))
    made.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([made.make_indirect(field)]))


def packed(**entries: str | bytes) -> bytes:
    return with_entries(b"", **entries)


def with_entries(base: bytes, **entries: str | bytes) -> bytes:
    """`base`, an archive or nothing, with these entries besides or instead."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        if base:
            with ZipFile(BytesIO(base)) as before:
                for name in before.namelist():
                    if name not in entries:
                        archive.writestr(name, before.read(name))
        for name, content in entries.items():
            archive.writestr(name, content)
    return data.getvalue()


@cache
def docx(author: str = "") -> bytes:
    made, data = Document(), BytesIO()
    made.add_paragraph("Hồ sơ gồm có:")
    made.core_properties.author = author
    made.save(data)
    return data.getvalue()


def related(kind: str, target: str) -> str:
    """A list of relations with one that leads out of the file."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    )
