from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.models import ArticlePage
from tests.cms.importing.building import LONG, page, picture, word
from tests.factories.offices import make_centre, make_province, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province(code="79")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.docx").write_bytes(word(("Bài trong Word", "Title"), LONG))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "trang.html").write_bytes(
        page(
            f"<h1>Bài trên mạng của tỉnh</h1><p>{LONG}</p><img src=trang_files/a.png><p>{LONG}</p>"
        )
    )
    (tmp_path / "b" / "trang_files").mkdir()
    (tmp_path / "b" / "trang_files" / "a.png").write_bytes(picture())
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    (tmp_path / ".hidden.txt").write_bytes(b"hidden")
    return tmp_path


def run(*arguments) -> tuple[list[str], str]:
    out, err = StringIO(), StringIO()
    call_command("import_items", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue()


def test_a_folder_prints_one_line_per_file_with_the_address_of_its_draft(office, folder):
    lines, _errors = run(folder, "--office", "79")
    drafts = {draft.title: draft for draft in ArticlePage.objects.all()}
    assert len(lines) == 3
    assert lines[0].endswith(f"a.docx: /admin/pages/{drafts['Bài trong Word'].pk}/edit/")
    assert lines[1].endswith(f"/admin/pages/{drafts['Bài trên mạng của tỉnh'].pk}/edit/")
    assert "c.pdf: " in lines[2]
    assert "/admin/" not in lines[2]


def test_pictures_beside_a_saved_page_come_with_it(office, folder):
    run(folder / "b", "--office", "79")
    draft = ArticlePage.objects.get()
    assert "picture" in [block.block_type for block in draft.body]


def test_a_file_imported_before_prints_its_draft_unless_again(office, folder):
    first, _ = run(folder / "a.docx", "--office", "79")
    second, _ = run(folder / "a.docx", "--office", "79")
    third, _ = run(folder / "a.docx", "--office", "79", "--again")
    assert second[0].startswith(first[0])
    assert third[0] != first[0]
    assert ArticlePage.objects.count() == 2


def test_the_section_is_chosen_by_its_slug(office, folder):
    section = make_section(office, "Chính sách mới")
    run(folder / "a.docx", "--office", "79", "--section", section.slug)
    assert ArticlePage.objects.get().get_parent().pk == section.pk


@pytest.mark.parametrize("arguments", [["--office", "XX"], ["--office", "79", "--section", "x"]])
def test_an_unknown_office_or_section_is_named(office, folder, arguments):
    with pytest.raises(CommandError):
        run(folder / "a.docx", *arguments)


def test_the_centre_offers_no_sections_of_its_provinces(office, folder):
    section = make_section(office, "Chỉ của tỉnh")
    with pytest.raises(CommandError, match="tin-tuc"):
        run(folder / "a.docx", "--office", make_centre().code, "--section", section.slug)


def test_it_fails_only_when_no_file_succeeded(office, folder):
    with pytest.raises(CommandError) as failed:
        run(folder / "c.pdf", folder / "missing.docx", "--office", "79")
    assert failed.value.returncode == 1
