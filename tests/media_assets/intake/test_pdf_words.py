"""Numbers in the corners of a PDF: they are found, or it is said that not all was read."""

from io import BytesIO

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, String

from .test_words import read

PHONE = "0912 345 678"
PAGE = typst.compile("Thông báo chung cho mọi người về chính sách mới".encode())


def changed(change) -> bytes:
    data = BytesIO()
    with pikepdf.open(BytesIO(PAGE)) as made:
        change(made)
        made.save(data)
    return data.getvalue()


def annotation(**keys):
    def change(made) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 90, 20]), **keys)
        made.pages[0].Annots = Array([made.make_indirect(note)])

    return change


def field_with_kids(made) -> None:
    kid = made.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 90, 20]))
    )
    field = made.make_indirect(
        Dictionary(FT=Name.Tx, T=String("so"), V=String(f"Gọi {PHONE}"), Kids=Array([kid]))
    )
    kid.Parent = field
    made.pages[0].Annots = Array([kid])
    made.Root.AcroForm = Dictionary(Fields=Array([field]))


def bookmark(made) -> None:
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Gọi {PHONE}", 0))


def particulars(made) -> None:
    with made.open_metadata() as told:
        told["dc:description"] = f"Gọi {PHONE}"


def stamp(made) -> None:
    """Its words stand in its look only."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = made.make_stream(f"BT /F 9 Tf 2 5 Td ({PHONE}) Tj ET".encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 90, 20])
    look.Resources = Dictionary(Font=Dictionary(F=font))
    annotation(Subtype=Name.Stamp, F=4, AP=Dictionary(N=look))(made)


PDFS = {
    "a remark": annotation(Subtype=Name.Text, Contents=String(f"Gọi {PHONE}")),
    "a remark with forms": annotation(Subtype=Name.FreeText, RC=String(f"<p>Gọi {PHONE}</p>")),
    "a link that dials": annotation(
        Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("tel:0912%20345%20678"))
    ),
    "a field whose value stands above it": field_with_kids,
    "a list to choose from": annotation(
        Subtype=Name.Widget, FT=Name.Ch, Opt=Array([String(f"Gọi {PHONE}")])
    ),
    "a bookmark": bookmark,
    "what it says of itself": particulars,
    "a stamp": stamp,
}


@pytest.mark.parametrize("where", PDFS)
def test_a_number_is_found_in_every_corner_of_a_pdf(where):
    words = read("a.pdf", changed(PDFS[where]))

    assert PHONE in words.text
    assert words.whole


def attached(made) -> None:
    made.attachments["so.txt"] = pikepdf.AttachedFileSpec(made, f"Gọi {PHONE}".encode())


def scanned_below_a_line(made) -> None:
    """A page that is a picture, but for a line of text at its foot."""
    picture = made.make_stream(bytes(100 * 140))
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = 100, 140, 8
    picture.ColorSpace = Name.DeviceGray
    page = made.pages[0]
    page.Resources.XObject = Dictionary(Scan=picture)
    page.contents_add(b"q 500 0 0 700 20 60 cm /Scan Do Q")


def letters_without_names(made) -> None:
    for font in made.objects:
        if isinstance(font, Dictionary) and "/ToUnicode" in font:
            del font["/ToUnicode"]


@pytest.mark.parametrize("change", [attached, scanned_below_a_line, letters_without_names])
def test_what_of_a_pdf_cannot_be_read_is_said_so(change):
    assert not read("a.pdf", changed(change)).whole
