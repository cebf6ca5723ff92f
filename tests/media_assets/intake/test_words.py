"""The words of documents: of their pages, their tables, their particulars."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
import typst
from django.core.files.base import ContentFile
from docx import Document
from PIL import Image

from media_assets.intake.words import Words, words_of
from tests.factories.documents import with_entries

PHONE = "0912 345 678"


def pdf(text: str = f"Gọi {PHONE}", author: str = "") -> bytes:
    source = f'#set document(author: "{author}")\n{text}' if author else text
    return typst.compile(source.encode())


def scan() -> bytes:
    data = BytesIO()
    Image.new("RGB", (200, 280), "white").save(data, "PDF")
    return data.getvalue()


def docx(text: str = f"Gọi {PHONE}", author: str = "", header: str = "") -> bytes:
    made, data = Document(), BytesIO()
    made.add_paragraph(text)
    made.core_properties.author = author
    made.sections[0].header.paragraphs[0].text = header
    made.save(data)
    return data.getvalue()


def xlsx(*rows: tuple) -> bytes:
    book, data = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.active.sheet_state = "visible"
    hidden = book.create_sheet("Ẩn")
    hidden.append(["Ghi chú riêng"])
    hidden.sheet_state = "hidden"
    book.save(data)
    return data.getvalue()


def odt(text: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", f'<o xmlns:t="urn:t"><t:p>Gọi<t:tab/>{text}</t:p></o>')
        archive.writestr("meta.xml", '<o xmlns:d="urn:d"><d:creator>Tác giả Mẫu</d:creator></o>')
    return data.getvalue()


def read(name: str, content: bytes) -> Words:
    return words_of(ContentFile(content, name=name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf()),
        ("a.PDF", pdf()),
        ("a.docx", docx()),
        ("a.docx", docx("Chữ", header=f"Gọi {PHONE}")),
        ("a.xlsx", xlsx(["Họ tên", "Số"], ["Lò Thị A", PHONE])),
        ("a.odt", odt(PHONE)),
        ("a.txt", f"Gọi {PHONE}".encode()),
        ("a.txt", f"Gọi {PHONE}".encode("utf-16")),
        ("a.csv", f"Họ tên;Số\nLò Thị A;{PHONE}".encode()),
    ],
)
def test_the_words_of_every_kind_are_read(name, content):
    words = read(name, content)

    assert PHONE in words.text
    assert words.whole


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf(author="Tác giả Mẫu")),
        ("a.docx", docx(author="Tác giả Mẫu")),
        ("a.odt", odt("x")),
    ],
)
def test_what_a_document_says_of_itself_is_read_too(name, content):
    assert "Tác giả Mẫu" in read(name, content).text


def test_a_number_in_a_table_stands_beside_the_head_of_its_column():
    rows = (["Họ tên", "Số tài khoản"], ["Lò Thị A", 19034567890123], ["Vàng B", "0451000123456"])
    text = read("a.xlsx", xlsx(*rows)).text

    assert "Số tài khoản: 19034567890123" in text
    assert "Số tài khoản: 0451000123456" in text
    assert "Ghi chú riêng" in text


def test_deleted_text_of_a_word_file_is_still_in_it():
    body = '<w:document xmlns:w="urn:w"><w:p><w:delText>Gọi 0912</w:delText></w:p></w:document>'

    assert "Gọi 0912" in read("a.docx", with_entries(docx(), **{"word/document.xml": body})).text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quet.pdf", scan()),
        ("a.pdf", b"%PDF-1.7 hong"),
        ("a.docx", b"PK\x03\x04 hong"),
        ("a.exe", b"MZ"),
        ("a.txt", b""),
        ("khong-duoi", b"abc"),
    ],
)
def test_what_cannot_be_read_whole_is_said_so(name, content):
    assert not read(name, content).whole


def test_a_document_that_takes_too_long_is_not_waited_for():
    assert words_of(ContentFile(pdf(), name="a.pdf"), seconds=0.001) == Words()


def test_an_archive_that_grows_without_end_is_not_unpacked():
    bomb = with_entries(docx(), **{"word/document.xml": b"<a>" + b" " * 310_000_000})

    assert read("a.docx", bomb) == Words()


def test_entities_are_not_followed():
    body = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a><p>&x;chữ</p></a>'
    text = read("a.docx", with_entries(docx(), **{"word/document.xml": body})).text

    assert text.splitlines()[-1] == "chữ"
