"""Documents are known by their content; their names only say what they claim to be."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents.forms import get_document_form

from cms.document_files import check_document
from media_assets.models import Attachment

HTML = b"<html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\x00\x03"
ODT = "application/vnd.oasis.opendocument.text"


def packed(**entries: str) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return data.getvalue()


def office(main: str) -> bytes:
    return packed(**{"[Content_Types].xml": "<Types/>", main: "<x/>"})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7\n"),
        ("A.PDF", b"%PDF-1.7\n"),
        ("a.docx", office("word/document.xml")),
        ("a.xlsx", office("xl/workbook.xml")),
        ("a.odt", packed(mimetype=ODT)),
        ("a.ods", packed(mimetype="application/vnd.oasis.opendocument.spreadsheet")),
        ("a.zip", packed(a="x")),
        ("a.txt", "Mẫu đơn".encode()),
        ("a.csv", "Mẫu;đơn".encode("utf-16")),
    ],
)
def test_what_it_says_it_is_passes_and_is_read_from_the_start_again(name, data):
    file = SimpleUploadedFile(name, data)

    check_document(file)

    assert file.read() == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", HTML),
        ("a.docx", PROGRAM),
        ("a.docx", packed(a="x")),
        ("a.docx", office("xl/workbook.xml")),
        ("a.docx", PROGRAM + office("word/document.xml")),
        ("a.docx", office("word/document.xml")[:40]),
        ("a.xlsx", office("word/document.xml")),
        ("a.odt", packed(mimetype="text/html")),
        ("a.odt", packed(a="x")),
        ("a.ods", packed(mimetype=ODT)),
        ("a.zip", PROGRAM),
        ("a.txt", PROGRAM),
        ("a.csv", b"\xff\xfb\x00"),
        ("a.txt", b"a\x00b"),
        ("a.html", HTML),
    ],
)
def test_what_it_is_not_is_refused(name, data):
    with override("vi"), pytest.raises(ValidationError) as refusal:
        check_document(SimpleUploadedFile(name, data))
    assert "tệp" in str(refusal.value)


@pytest.mark.django_db
def test_the_form_refuses_and_keeps_nothing(admin_client):
    form = {"title": "Mẫu", "collection": "1", "file": SimpleUploadedFile("a.pdf", HTML)}

    answer = admin_client.post(reverse("wagtaildocs:add"), form)

    assert answer.status_code == 200
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_a_file_that_would_fill_the_disk_is_refused():
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")
    file.size = 51 * 1024 * 1024
    form = get_document_form(Attachment)({"title": "Phim"}, {"file": file})

    with override("vi"):
        assert "quá lớn" in str(form.errors["file"])
