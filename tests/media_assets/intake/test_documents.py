"""Documents are known by their content; what acts, hides or names persons does not come in."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents.forms import get_document_form

from media_assets.intake import Refused, documents
from media_assets.models import Attachment
from tests.factories import documents as made
from tests.factories.documents import changed_pdf, packed, with_entries

HTML = b"<html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\x00\x03"
ODT = "application/vnd.oasis.opendocument.text"


def office(main: str) -> bytes:
    return packed(**{"[Content_Types].xml": "<Types/>", main: "<x/>"})


def cleaned(name: str, data: bytes) -> documents.Cleaned:
    return documents.clean(SimpleUploadedFile(name, data))


def refused(name: str, data: bytes) -> Refused:
    with pytest.raises(Refused) as refusal:
        cleaned(name, data)
    return refusal.value


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", made.pdf()),
        ("A.PDF", made.pdf()),
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

    assert documents.clean(file).content is None
    assert file.read() == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", HTML),
        ("a.pdf", b"%PDF-1.7\n"),
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
    refusal = refused(name, data)

    with override("vi"):
        assert "tệp" in str(refusal).lower()


def test_an_archive_whose_packing_is_damaged_is_called_damaged():
    data = bytearray(made.docx())
    with ZipFile(BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("word/document.xml")
    begin = entry.header_offset + 30 + len(entry.filename)
    data[begin : begin + 40] = b"\xff" * 40

    assert refused("a.docx", bytes(data)).code == "damaged"


def test_the_pages_of_a_pdf_are_counted():
    assert cleaned("a.pdf", made.pdf(pages=3)).pages == 3


@pytest.mark.parametrize(
    ("change", "gone", "told"),
    [
        (made.with_script, b"alert", "lệnh tự chạy"),
        (made.with_launch, b"cmd.exe", "lệnh tự chạy"),
        (made.with_launch_called_a_tag, b"cmd.exe", "lệnh tự chạy"),
        (made.with_program, b"/EmbeddedFiles", "tệp nhúng"),
        (made.with_author, b"/Author", "tên tác giả"),
    ],
)
def test_what_acts_or_hides_in_a_pdf_is_taken_out_and_told(change, gone, told):
    data = changed_pdf(change)

    found = cleaned("a.pdf", data)

    assert gone in data
    assert gone not in found.content
    assert any(told in str(note) for note in found.notes)
    assert cleaned("a.pdf", found.content).content is None
    assert cleaned("a.pdf", data) == found


def test_the_title_of_a_pdf_stays():
    content = cleaned("a.pdf", changed_pdf(made.with_author)).content

    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Tờ khai"
        assert "dc:creator" not in pdf.open_metadata()


def test_a_signed_pdf_is_kept_byte_for_byte_and_its_author_is_told():
    def change(pdf):
        made.signed(pdf)
        made.with_author(pdf)

    found = cleaned("a.pdf", changed_pdf(change))

    assert found.content is None
    told = " ".join(map(str, found.notes))
    assert "chữ ký số" in told
    assert "tên tác giả" in told


def test_a_signed_pdf_that_acts_is_refused():
    def change(pdf):
        made.signed(pdf)
        made.with_script(pdf)

    assert refused("a.pdf", changed_pdf(change)).code == "signed_and_active"


def test_a_pdf_that_needs_a_password_is_refused_and_one_that_only_forbids_is_opened():
    locked = pikepdf.Encryption(owner="a", user="b")
    forbidding = pikepdf.Encryption(owner="a", user="")

    assert refused("a.pdf", changed_pdf(lambda pdf: None, encryption=locked)).code == "encrypted"
    content = cleaned("a.pdf", changed_pdf(lambda pdf: None, encryption=forbidding)).content
    with pikepdf.open(BytesIO(content)) as pdf:
        assert not pdf.is_encrypted


DOCX = made.docx()
HOSTILE_OFFICE = {
    "macros": with_entries(DOCX, **{"word/vbaProject.bin": b"x"}),
    "embedded": with_entries(DOCX, **{"word/embeddings/oleObject1.bin": b"x"}),
    "outside": with_entries(
        DOCX, **{"word/_rels/document.xml.rels": made.related("image", "http://x.vn/a.png")}
    ),
    "entities": with_entries(
        DOCX,
        **{"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'},
    ),
    "bomb": with_entries(DOCX, **{"word/media/a.bmp": bytes(30 * 1024 * 1024)}),
    "locked_or_old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
}


def test_names_of_parts_are_known_in_capitals_too():
    outside = made.related("image", "http://x.vn/a.png")
    data = with_entries(DOCX, **{"word/_rels/document.xml.RELS": outside})
    assert refused("a.docx", data).code == "outside"


@pytest.mark.parametrize("code", HOSTILE_OFFICE)
def test_an_office_file_that_acts_or_reaches_outside_is_refused(code):
    assert refused("a.docx", HOSTILE_OFFICE[code]).code == code


def test_an_open_document_with_macros_or_outside_pictures_is_refused():
    base = packed(mimetype=ODT)
    image = '<x xmlns:xlink="l" xmlns:draw="d"><draw:image xlink:href="http://x.vn/a.png"/></x>'

    assert refused("a.odt", with_entries(base, **{"Basic/a.xml": "<x/>"})).code == "macros"
    quoted = image.replace('"', "'").replace("draw:", "d:").replace(":draw", ":d")
    hidden = image.replace("http:", "&#104;ttp:")
    for content in (image, quoted, hidden):
        assert refused("a.odt", with_entries(base, **{"content.xml": content})).code == "outside"


def test_the_author_of_a_word_file_is_removed_and_its_text_stays():
    data = made.docx(author="Tác giả Mẫu")

    found = cleaned("a.docx", data)

    with ZipFile(BytesIO(found.content)) as after, ZipFile(BytesIO(data)) as before:
        assert "Mẫu".encode() not in after.read("docProps/core.xml")
        assert after.read("word/document.xml") == before.read("word/document.xml")
    assert cleaned("a.docx", data) == found
    assert cleaned("a.docx", found.content).content is None


def test_the_path_of_the_template_is_removed():
    path = "file:///C:/Users/ai-do/Normal.dotm"
    rels = made.related("attachedTemplate", path)

    found = cleaned("a.docx", with_entries(DOCX, **{"word/_rels/settings.xml.rels": rels}))

    with ZipFile(BytesIO(found.content)) as after:
        assert b"ai-do" not in after.read("word/_rels/settings.xml.rels")


def test_comments_in_a_word_file_are_told():
    found = cleaned("a.docx", with_entries(DOCX, **{"word/comments.xml": "<x/>"}))

    assert any("nhận xét" in str(note) for note in found.notes)


@pytest.mark.django_db
def test_the_form_refuses_and_keeps_nothing(admin_client):
    form = {"title": "Mẫu", "collection": "1", "file": SimpleUploadedFile("a.pdf", HTML)}

    answer = admin_client.post(reverse("wagtaildocs:add"), form)

    assert answer.status_code == 200
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_the_library_keeps_the_cleaned_file_and_shows_its_pages(admin_client):
    upload = SimpleUploadedFile("Tờ khai\u202e.pdf", changed_pdf(made.with_script, pages=2))
    form = {"title": "Mẫu", "collection": "1", "file": upload}

    answer = admin_client.post(reverse("wagtaildocs:add"), form)

    assert answer.status_code == 302
    (kept,) = Attachment.objects.all()
    assert kept.pages == 2
    assert b"alert" not in kept.file.read()
    assert kept.file_size == kept.file.size
    screen = admin_client.get(reverse("wagtaildocs:edit", args=[kept.pk]))
    assert "Số trang: 2." in screen.content.decode()


@pytest.mark.django_db
def test_a_file_that_would_fill_the_disk_is_refused():
    file = SimpleUploadedFile("a.pdf", made.pdf())
    file.size = 51 * 1024 * 1024
    form = get_document_form(Attachment)({"title": "Phim"}, {"file": file})

    with override("vi"):
        assert "quá lớn" in str(form.errors["file"])
