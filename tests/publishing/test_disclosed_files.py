from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from docx import Document
from PIL import Image

from media_assets.intake.words import Words
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
    disclosed_files._kept.clear()


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
    disclosed_files._kept.clear()
    monkeypatch.setattr(disclosed_files, "words_of", lambda _file: pytest.fail("read again"))

    assert with_file(content).disclosed == ()


def test_no_cache_holds_a_number_of_a_person():
    content = docx(f"Gọi {PHONE}")
    sha256 = with_file(content).page.body[-1].value["document"].sha256

    assert cache.get(f"disclosed-{disclosed_files.READER}-{sha256}") is None


class Reads:
    """`words_of`, counted; `whole` as the test says."""

    def __init__(self, *, whole: bool) -> None:
        self.whole, self.number = whole, 0

    def __call__(self, file):
        self.number += 1
        return Words(f"Gọi {PHONE}", whole=self.whole)


@pytest.mark.parametrize("whole", [True, False])
def test_a_file_with_findings_is_read_once_however_often_it_is_looked_at(whole, monkeypatch):
    reads = Reads(whole=whole)
    monkeypatch.setattr(disclosed_files, "words_of", reads)
    files = [make_attachment(f"Mẫu {n}", content=f"{n}".encode()) for n in range(40)]

    for _look in range(3):
        results = [result for _file, result in disclosed_files.searched(files)]

    assert all(result.hits and result.whole is whole for result in results)
    assert reads.number == 40


def test_a_file_with_findings_that_could_not_be_read_whole_is_tried_again_later(monkeypatch):
    reads, now = Reads(whole=False), [1000.0]
    monkeypatch.setattr(disclosed_files, "words_of", reads)
    monkeypatch.setattr(disclosed_files, "monotonic", lambda: now[0])
    file = make_attachment("Mẫu", content=b"1")

    list(disclosed_files.searched([file]))
    now[0] += disclosed_files.TRIED_AGAIN + 1
    list(disclosed_files.searched([file]))

    assert reads.number == 2


def test_only_so_many_findings_are_kept_the_newest_used():
    kept = disclosed_files._Kept(most=2)
    found = disclosed_files.Searched((), whole=True)
    for sha256 in ("a", "b", "a", "c"):
        kept.put(sha256, found)

    assert [kept.get(one) for one in "abc"] == [found, None, found]


def make_attachment(title: str, *, content: bytes) -> Attachment:
    return Attachment.objects.create(title=title, file=ContentFile(content, name="mau.docx"))
