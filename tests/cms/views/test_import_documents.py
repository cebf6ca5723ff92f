import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from cms.models import ArticlePage, Role
from cms.views.import_documents import ImportForm, import_documents
from tests.cms.importing.building import LONG, word
from tests.factories.offices import make_province, section_of
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province(name="BHXH tỉnh Thử")


@pytest.fixture
def editor(office):
    return make_user(office, Role.EDITOR)


def upload(title: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{title}.docx", word((title, "Title"), LONG))


def visit(user, data=None):
    factory = RequestFactory()
    request = factory.post("/admin/import/", data) if data else factory.get("/admin/import/")
    request.user = user
    return import_documents(request)


def test_several_files_become_drafts_and_each_is_listed_with_its_link(office, editor):
    files = [upload("Bài một"), upload("Bài hai"), SimpleUploadedFile("c.pdf", b"%PDF-1.7")]
    response = visit(editor, {"documents": files, "section": section_of(office).pk})
    outcomes = response.context_data["outcomes"]
    assert [outcome.succeeded for outcome in outcomes] == [True, True, False]
    assert set(ArticlePage.objects.values_list("title", flat=True)) == {"Bài một", "Bài hai"}
    assert {page.owner for page in ArticlePage.objects.all()} == {editor}


def test_a_user_sees_only_sections_of_offices_that_they_write_for(office, editor):
    other = make_province()
    form = visit(editor).context_data["form"]
    assert list(form.sections) == [str(section_of(office).pk)]
    response = visit(editor, {"documents": [upload("Bài một")], "section": section_of(other).pk})
    assert "section" in response.context_data["form"].errors
    assert ArticlePage.objects.count() == 0


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.LEADER, Role.TRANSLATOR])
def test_those_who_do_not_write_cannot_import(office, role):
    with pytest.raises(PermissionDenied):
        visit(make_user(office, role))


def test_sections_of_several_offices_are_grouped_by_office(office, editor):
    form = ImportForm(offices=[office, make_province(name="BHXH tỉnh Khác")])
    assert [name for name, _ in form.fields["section"].choices] == [
        "BHXH tỉnh Thử",
        "BHXH tỉnh Khác",
    ]


def test_the_page_is_reached_from_the_menu_and_links_to_the_drafts(office, client):
    client.force_login(make_user(office, is_superuser=True, is_staff=True))
    address = reverse("loa_import")
    assert address in client.get(reverse("wagtailadmin_home")).content.decode()
    data = {"documents": [upload("Bài một")], "section": section_of(office).pk}
    shown = client.post(address, data).content.decode()
    draft = ArticlePage.objects.get()
    assert f'href="/admin/pages/{draft.pk}/edit/"' in shown
    assert client.get(f"/admin/pages/{draft.pk}/edit/").status_code == 200


def test_choosing_no_file_is_said(office, editor):
    response = visit(editor, {"section": section_of(office).pk})
    assert "documents" in response.context_data["form"].errors


def test_an_oversized_file_is_refused_without_being_read_whole(office, editor, settings):
    settings.LOA_IMPORT_MAX_BYTES = 1000
    response = visit(editor, {"documents": [upload("Bài một")], "section": section_of(office).pk})
    (outcome,) = response.context_data["outcomes"]
    assert outcome.reason_code == "too_large"
