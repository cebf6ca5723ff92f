import io
from datetime import timedelta

import docx
import pytest
from wagtail.models import PageLogEntry

from cms.importing import drafts, read_document
from cms.importing.drafts import import_items
from cms.importing.writing import stream_values
from cms.models import ArticlePage, ImportedFile, Role
from media_assets import storage
from media_assets.models import Picture
from tests.factories.offices import make_province, section_of
from tests.factories.pictures import make_picture
from tests.factories.users import make_user

from .building import LONG, bold, picture, saved, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def editor(office):
    return make_user(office, Role.EDITOR)


@pytest.fixture
def run(office, editor):
    def run(*sources, **options):
        defaults = {"office": office, "section": section_of(office), "user": editor}
        return import_items(sources, **(defaults | options))

    return run


def rich() -> bytes:
    document = docx.Document()
    document.add_paragraph("Thêm quyền lợi bảo hiểm y tế", style="Title")
    bold(document, "Người tham gia không phải làm thủ tục mới khi đi khám chữa bệnh ở xã.")
    document.add_heading("Quyền lợi mới", 1)
    document.add_paragraph(LONG)
    document.add_picture(io.BytesIO(picture()))
    document.add_paragraph("Người dân làm thủ tục. Ảnh: BHXH Việt Nam", style="Caption")
    table = document.add_table(2, 2)
    for column, (head, cell) in enumerate([("Nhóm", "Hộ gia đình"), ("Mức", "4,5%")]):
        table.cell(0, column).text, table.cell(1, column).text = head, cell
    document.add_paragraph("Bước 1: Chuẩn bị.")
    document.add_paragraph("Bước 2: Nộp hồ sơ.")
    document.add_paragraph("Hỏi: Có mất phí không?")
    document.add_paragraph("Đáp: Không.")
    document.add_paragraph("Chỗ dựa của mọi nhà.", style="Quote")
    return saved(document)


def text(title: str) -> tuple[str, bytes]:
    return f"{title}.txt", f"{title}\n\n{LONG}\n".encode()


def test_a_word_file_becomes_a_draft_under_the_section_that_nobody_sees(run, office, editor):
    (outcome,) = run(("bai.docx", rich()))
    page = ArticlePage.objects.get(pk=outcome.page_id)
    assert outcome.succeeded
    assert outcome.address == f"/admin/pages/{page.pk}/edit/"
    assert not page.live
    assert page.get_parent().pk == section_of(office).pk
    assert (page.owner, page.edition.office) == (editor, office)
    assert page.lead.startswith("Người tham gia không phải")


def test_the_draft_opens_in_the_editor_with_every_block_valid(run):
    (outcome,) = run(("bai.docx", rich()))
    page = ArticlePage.objects.get(pk=outcome.page_id).get_latest_revision_as_object()
    assert [block.block_type for block in page.body] == [
        "heading", "paragraph", "picture", "table", "steps", "question_answer", "quotation",
    ]  # fmt: skip
    page.body.stream_block.clean(page.body)
    page.full_clean()
    assert all(block.id for block in page.body)


def test_values_reach_the_fields_of_the_blocks(run):
    (outcome,) = run(("bai.docx", rich()))
    body = {b.block_type: b.value for b in ArticlePage.objects.get(pk=outcome.page_id).body}
    assert (body["heading"]["text"], body["heading"]["level"]) == ("Quyền lợi mới", "2")
    assert body["table"]["caption"] == "Quyền lợi mới"
    assert body["table"]["table"]["data"] == [["Nhóm", "Mức"], ["Hộ gia đình", "4,5%"]]
    assert body["table"]["table"]["first_row_is_table_header"] is True
    assert [str(step.source) for step in body["steps"]["steps"]] == [
        "<p>Chuẩn bị.</p>",
        "<p>Nộp hồ sơ.</p>",
    ]
    assert body["question_answer"]["question"] == "Có mất phí không?"
    assert body["picture"]["credit"] == "BHXH Việt Nam"


def test_pictures_go_to_the_collection_of_the_office_once(run, office, editor):
    run(("bai.docx", rich()))
    run(("bai.docx", rich()), again=True)
    kept = Picture.objects.get()
    assert (kept.collection, kept.uploaded_by_user) == (office.collection, editor)
    assert kept.caption == "Người dân làm thủ tục"


def test_a_file_imported_before_gives_its_draft_and_makes_no_other(run):
    (first,) = run(text("Bài thứ nhất"))
    (second,) = run(text("Bài thứ nhất"))
    assert (second.page_id, second.already_imported) == (first.page_id, True)
    assert ArticlePage.objects.count() == 1


def test_again_makes_a_second_draft(run):
    (first,) = run(text("Bài thứ nhất"))
    (second,) = run(text("Bài thứ nhất"), again=True)
    assert second.page_id != first.page_id
    assert ImportedFile.objects.count() == 2


def test_a_file_whose_draft_was_deleted_is_imported_anew(run):
    (first,) = run(text("Bài thứ nhất"))
    ArticlePage.objects.get(pk=first.page_id).delete()
    (second,) = run(text("Bài thứ nhất"))
    assert second.succeeded
    assert not second.already_imported


def test_another_office_gets_a_draft_of_its_own(run):
    (first,) = run(text("Bài thứ nhất"))
    other = make_province()
    (second,) = run(text("Bài thứ nhất"), office=other, section=section_of(other))
    assert second.page_id != first.page_id


def test_a_bad_file_stops_no_other(run):
    outcomes = run(
        text("Bài thứ nhất"), ("b.pdf", b"%PDF-1.7"), ("c.docx", b""), text("Bài thứ hai")
    )
    assert [outcome.succeeded for outcome in outcomes] == [True, False, False, True]
    assert [outcome.reason_code for outcome in outcomes] == ["", "pdf", "empty", ""]


def test_an_unexpected_fault_leaves_neither_rows_nor_files_that_stay(run, monkeypatch):
    made = []
    store = Picture.file.field.storage
    other = make_picture("Ảnh khác")  # without any row nothing would be swept

    def fail(*args, **kwargs):
        made.extend(Picture.objects.exclude(pk=other.pk))
        raise RuntimeError("disk full")

    monkeypatch.setattr(drafts, "article_from", fail)
    (outcome,) = run(("bai.docx", rich()))
    assert outcome.reason_code == "failed"
    assert made
    monkeypatch.setattr(storage, "GRACE", timedelta(seconds=-1))
    store.tidy("original_images")
    assert not any(store.exists(kept.file.name) for kept in made)
    assert store.exists(other.file.name)
    assert (Picture.objects.count(), ArticlePage.objects.count()) == (1, 0)


def test_a_section_of_another_office_is_refused(run):
    with pytest.raises(ValueError, match="does not belong"):
        run(text("Bài thứ nhất"), section=section_of(make_province()))


def test_the_audit_log_names_who_imported(run, editor):
    (outcome,) = run(text("Bài thứ nhất"))
    entry = PageLogEntry.objects.get(page=outcome.page_id, action="wagtail.create")
    assert entry.user == editor


def test_a_text_in_another_language_than_the_section_is_pointed_out(run):
    title = "The plan of the province for the communes"
    (outcome,) = run(
        ("a.txt", f"{title}\n\n{'The people of the communes are to be told. ' * 6}".encode())
    )
    assert outcome.succeeded
    assert len(outcome.warnings) == 1


def test_a_lead_too_long_for_its_field_opens_the_text(run):
    lead = ("Đoạn mở đầu rất dài nói về kế hoạch truyền thông của cả năm, " * 12).strip(" ,") + "."
    (outcome,) = run(("a.txt", f"Tiêu đề bài viết\n\n{lead}\n\n{LONG}".encode()))
    page = ArticlePage.objects.get(pk=outcome.page_id)
    assert page.lead == ""
    assert lead in str(page.body[0].value)
    assert len(outcome.warnings) == 1


def test_a_heading_longer_than_its_field_stays_as_bold_text():
    item = read_document(
        ("a.docx", word(("Tiêu đề", "Title"), ("Rất dài " * 40, "Heading 1"), LONG))
    )
    assert [kind for kind, _value in stream_values(item, {})] == ["paragraph", "paragraph"]
