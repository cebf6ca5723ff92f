"""Numbers in the corners of office files: they are found, or it is said that not all was read."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from tests.factories.documents import packed, related, with_entries

from .test_words import docx, read

PHONE = "0912 345 678"
W = 'xmlns:w="urn:w"'
ODT = "application/vnd.oasis.opendocument.text"


def book(change) -> bytes:
    made, data = openpyxl.Workbook(), BytesIO()
    made.active.append(["Họ tên", "Ghi chú"])
    change(made)
    made.save(data)
    return data.getvalue()


def beside(**entries: str | bytes) -> bytes:
    return with_entries(docx("Thông báo chung cho mọi người"), **entries)


def sheet_with_comment(made) -> None:
    made.active["A2"].comment = Comment(f"Gọi {PHONE}", "Người mẫu")


def sheet_with_header(made) -> None:
    made.active.oddHeader.center.text = f"Gọi {PHONE}"


def sheet_with_choice(made) -> None:
    made.active.add_data_validation(DataValidation("list", formula1=f'"{PHONE},khác"', sqref="B2"))


def sheet_with_prompt(made) -> None:
    made.active.add_data_validation(DataValidation("list", prompt=f"Gọi {PHONE}", sqref="B2"))


def sheet_with_formula(made) -> None:
    made.active["B2"] = f'="Gọi {PHONE}"&A1'


def sheet_of_a_false_size(made) -> None:
    made.active.append(["x", PHONE])


def false_size() -> bytes:
    data = book(sheet_of_a_false_size)
    with ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    return with_entries(data, **{"xl/worksheets/sheet1.xml": sheet.replace("A1:B2", "A1:A1")})


CHART = f'<c:c xmlns:c="urn:c"><c:cat><c:pt><c:v>Gọi {PHONE}</c:v></c:pt></c:cat></c:c>'
CELLS = book(lambda made: made.active.append(["x", PHONE]))
PIVOT = f'<p xmlns="urn:x"><sharedItems><s v="Gọi {PHONE}"/></sharedItems></p>'
OFFICE = {
    "a comment on a cell": ("a.xlsx", book(sheet_with_comment)),
    "a header of a sheet": ("a.xlsx", book(sheet_with_header)),
    "a list to choose from": ("a.xlsx", book(sheet_with_choice)),
    "a hint at a cell": ("a.xlsx", book(sheet_with_prompt)),
    "a formula": ("a.xlsx", book(sheet_with_formula)),
    "a sheet that claims to be smaller": ("a.xlsx", false_size()),
    "a remembered pivot table": (
        "a.xlsx",
        with_entries(CELLS, **{"xl/pivotCache/pivotCacheDefinition1.xml": PIVOT}),
    ),
    "a string that no cell shows": (
        "a.xlsx",
        with_entries(
            CELLS, **{"xl/old.xml": "<sst><si><r><t>0988 </t></r><r><t>765 432</t></r></si></sst>"}
        ),
    ),
    "a chart": ("a.docx", beside(**{"word/charts/chart1.xml": CHART})),
    "the table behind a chart": ("a.docx", beside(**{"word/embeddings/Table.xlsx": CELLS})),
    "a comment": (
        "a.docx",
        beside(**{"word/comments.xml": f"<w:c {W}><w:p><w:t>{PHONE}</w:t></w:p></w:c>"}),
    ),
    "a footnote": (
        "a.docx",
        beside(**{"word/footnotes.xml": f"<w:c {W}><w:p><w:t>{PHONE}</w:t></w:p></w:c>"}),
    ),
    "a text for the blind": (
        "a.docx",
        beside(**{"word/x.xml": f'<w:x {W}><w:docPr id="1" descr="Gọi {PHONE}"/></w:x>'}),
    ),
    "a variable": (
        "a.docx",
        beside(**{"word/settings.xml": f'<w:x {W}><w:docVar w:name="a" w:val="{PHONE}"/></w:x>'}),
    ),
    "a watermark": (
        "a.docx",
        beside(
            **{"word/header9.xml": f'<w:x {W} xmlns:v="urn:v"><v:textpath string="{PHONE}"/></w:x>'}
        ),
    ),
    "a text box": (
        "a.docx",
        beside(
            **{
                "word/header8.xml": f"<w:x {W}><w:p><w:txbxContent><w:p><w:r><w:t>0912 345</w:t></w:r>"
                f"<w:r><w:t xml:space='preserve'> 678</w:t></w:r></w:p></w:txbxContent></w:p></w:x>"
            }
        ),
    ),
    "a link that dials": (
        "a.docx",
        beside(**{"word/_rels/document.xml.rels": related("hyperlink", "tel:0912%20345%20678")}),
    ),
    "data that the document carries": (
        "a.docx",
        beside(**{"customXml/item1.xml": f"<x><phone>{PHONE}</phone></x>"}),
    ),
    "an object within": (
        "a.odt",
        packed(
            **{
                "mimetype": ODT,
                "content.xml": "<x>a</x>",
                "Object 1/content.xml": f"<x><p>{PHONE}</p></x>",
            }
        ),
    ),
    "a value behind a cell": (
        "a.ods",
        packed(
            **{"content.xml": f'<x xmlns:o="urn:o"><c o:string-value="{PHONE}"><p>x</p></c></x>'}
        ),
    ),
    "a field to fill in": (
        "a.odt",
        packed(
            **{"content.xml": f'<x xmlns:f="urn:f"><p>x</p><f:t f:current-value="{PHONE}"/></x>'}
        ),
    ),
}


@pytest.mark.parametrize("where", OFFICE)
def test_a_number_is_found_in_every_corner_of_an_office_file(where):
    words = read(*OFFICE[where])

    assert PHONE in words.text or "0988 765 432" in words.text
    assert words.whole


ASIDE = ["word/fonts", "xl/printerSettings", "_xmlsignatures", "META-INF", "Thumbnails"]
ASIDE += ["Configurations2/menubar"]


@pytest.mark.parametrize("folder", ASIDE)
def test_no_folder_is_passed_over_for_its_name(folder):
    words = read("a.docx", beside(**{f"{folder}/a.xml": f"<a><p>Gọi {PHONE}</p></a>"}))

    assert PHONE in words.text
    assert not read("a.docx", beside(**{f"{folder}/a.txt": f"Gọi {PHONE}"})).whole


def test_a_picture_of_the_first_page_has_no_words_but_a_text_of_that_name_has():
    page = beside(**{"docProps/thumbnail.jpeg": b"x" * 60_000})
    assert read("a.docx", page).whole

    words = read("a.docx", beside(**{"docProps/thumbnail.xml": f"<a><p>{PHONE}</p></a>"}))
    assert PHONE in words.text


@pytest.mark.parametrize(
    "name",
    [
        *("word/fonts/font1.odttf", "ppt/fonts/font1.fntdata", "Fonts/font1.ttf"),
        *("xl/printerSettings/printerSettings1.bin", "_xmlsignatures/origin.sigs"),
        *("_xmlsignatures/sig1.xml", "META-INF/documentsignatures.xml", "Thumbnails/thumbnail.png"),
    ],
)
def test_fonts_signatures_and_the_like_say_nothing(name):
    words = read("a.docx", beside(**{name: f"<a>{PHONE}</a>" + "x" * 60_000}))

    assert words.whole
    assert PHONE not in words.text


def scan(size: tuple[int, int] = (1200, 1700)) -> bytes:
    data = BytesIO()
    Image.effect_noise(size, 90).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    "entries",
    [
        {"word/embeddings/oleObject1.bin": b"x" * 500},
        {"word/afchunk1.mht": f"Gọi {PHONE}"},
        {"word/afchunk.docx": docx()},
        {"word/media/image1.png": scan()},
        {"word/media/image1.emf": b"x"},
        {"word/embeddings/Table.xlsx": b"PK\3\4 hong"},
    ],
)
def test_parts_that_cannot_be_read_are_said_so(entries):
    words = read("a.docx", beside(**entries))

    assert "Thông báo chung" in words.text
    assert not words.whole


def test_a_logo_is_no_reason_to_doubt_a_document():
    logo = BytesIO()
    Image.new("RGB", (200, 80), "navy").save(logo, "PNG")

    assert read("a.docx", beside(**{"word/media/image1.png": logo.getvalue()})).whole


def test_a_word_file_as_word_writes_it_is_read_whole():
    made, data = Document(), BytesIO()
    made.add_heading("Thông báo")
    made.add_paragraph("Nội dung")
    made.add_table(2, 2).cell(1, 1).text = PHONE
    made.save(data)

    assert read("a.docx", data.getvalue()).whole
