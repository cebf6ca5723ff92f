from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from docx import Document
from PIL import Image

from media_assets.models import Attachment
from publishing import disclosed_files
from publishing.disclosure import Findings
from publishing.package import assemble
from tests.factories.approval import Desk

pytestmark = pytest.mark.django_db

PHONE = "0912 345 678"


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()
    disclosed_files._found_by_checksum.cache_clear()


def docx(text: str = "Chữ", author: str = "") -> bytes:
    made, data = Document(), BytesIO()
    made.add_paragraph(text)
    made.core_properties.author = author
    made.save(data)
    return data.getvalue()


def scan() -> bytes:
    data = BytesIO()
    Image.new("RGB", (200, 280), "white").save(data, "PDF")
    return data.getvalue()


def with_file(content: bytes, name: str = "mau.docx", title: str = "Mẫu đơn"):
    desk = Desk()
    file = Attachment.objects.create(title=title, file=ContentFile(content, name=name))
    page = desk.now().get_latest_revision_as_object()
    page.body.append(("document", {"document": file, "title": ""}))
    page.save_revision(user=desk.editor)
    now = desk.now()
    return assemble(now, now.get_latest_revision())


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ({"content": docx(f"Gọi {PHONE}")}, "mobile_phone"),
        ({"content": docx(author=f"A {PHONE}")}, "mobile_phone"),
        ({"content": docx("TỐI MẬT")}, "top_secret"),
        ({"content": docx(), "title": f"Đơn của {PHONE}"}, "mobile_phone"),
        ({"content": docx(), "name": "001099012345.docx"}, "citizen_id"),
    ],
)
def test_a_file_is_searched_in_its_text_its_particulars_and_its_name(file, kind):
    (found,) = with_file(**file).disclosed

    assert found.kind == kind
    assert "345" not in str(found.message)


def test_a_scan_is_said_to_be_unread_and_holds_nothing_up():
    assembly = with_file(scan(), name="quet.pdf")

    assert assembly.disclosed == ()
    (message,) = assembly.searched.unread
    assert "Mẫu đơn" in message


def test_a_readable_clean_file_is_not_mentioned():
    assert with_file(docx()).searched == Findings(())


def test_a_clean_file_is_read_once(monkeypatch):
    content = docx()
    assert with_file(content).disclosed == ()
    disclosed_files._found_by_checksum.cache_clear()
    monkeypatch.setattr(disclosed_files, "words_of", lambda _file: pytest.fail("read again"))

    assert with_file(content).disclosed == ()


def test_no_cache_holds_a_number_of_a_person():
    content = docx(f"Gọi {PHONE}")
    sha256 = with_file(content).page.body[-1].value["document"].sha256

    assert cache.get(f"disclosed-{disclosed_files.READER}-{sha256}") is None
