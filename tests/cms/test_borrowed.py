"""Pictures, files and pages of other offices get into no page by a forged number."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import ArticlePage, DocumentPage, Role
from cms.models.blocks import TEXT_FEATURES
from tests.factories.offices import make_centre, make_province, section_of
from tests.factories.pages import editor_form, make_article, publish
from tests.factories.portal import make_attachment, make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
SECRET = "Rieng 4711"  # stays as it is in JSON
KINDS = ["cover", "picture", "file", "video", "link to a file", "link to a page"]


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def neighbour():
    return make_province()


@pytest.fixture
def editor(client, office):
    client.force_login(make_user(office, Role.EDITOR))
    return client


def posted(kind: str, office) -> dict:
    """A form that refers to something unreleased of this office's."""
    form = editor_form("Bài viết")
    if kind == "link to a page":
        page = make_article(office, title=SECRET)
        return form | _body(("paragraph", _text(f'<a linktype="page" id="{page.pk}">xem</a>')))
    file = kind in ("file", "link to a file")
    media = make_attachment(SECRET) if file else make_picture(SECRET)
    media.collection = office.collection
    media.save()
    if kind == "cover":
        return form | {"cover": media.pk}
    return form | _body(
        {
            "picture": ("picture", {"picture": media.pk, "alt": "Tranh"}),
            "file": ("document", {"document": media.pk, "title": "Mẫu"}),
            "video": (
                "video",
                {"url": "https://youtu.be/abcdefghijk", "title": "Phim", "poster": media.pk},
            ),
            "link to a file": (
                "paragraph",
                _text(f'<a linktype="document" id="{media.pk}">xem</a>'),
            ),
        }[kind]
    )


def _text(link: str) -> str:
    return rich_text(f"<p>Ba con {link} nhe.</p>", features=TEXT_FEATURES)


def _body(*blocks) -> dict:
    return nested_form_data({"body": streamfield(blocks)})


def edit(client, page, form):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)


def refusals(answer) -> str:
    form = (answer.context or {}).get("form")
    return str(form.errors) if form else ""


def latest(page) -> str:
    content = ArticlePage.objects.get(pk=page.pk).get_latest_revision().content
    return f"{content['title']} {content['cover']} {content['body']}"


@pytest.mark.parametrize("kind", KINDS)
def test_what_belongs_to_another_office_is_refused_and_not_named(editor, office, neighbour, kind):
    page = make_article(office)
    before = latest(page)

    answer = edit(editor, page, posted(kind, neighbour))

    text = answer.content.decode()
    assert "không được dùng" in refusals(answer)
    assert SECRET not in text
    assert "rieng-4711" not in text
    assert latest(page) == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_belongs_to_the_own_office_is_taken(editor, office, kind):
    page = make_article(office)
    before = latest(page)

    answer = edit(editor, page, posted(kind, office))

    assert not refusals(answer)
    assert latest(page) != before


def test_the_answer_says_in_which_field(editor, office, neighbour):
    answer = edit(editor, make_article(office), posted("file", neighbour))

    assert "“Nội dung → Tài liệu”" in refusals(answer)


def test_nothing_is_named_where_another_part_of_the_field_is_wrong(editor, office, neighbour):
    form = posted("picture", neighbour) | {"body-0-value-alt": ""}

    text = edit(editor, make_article(office), form).content.decode()

    assert SECRET not in text


def test_other_work_in_the_field_is_shown_again(editor, office, neighbour):
    text = edit(editor, make_article(office), posted("link to a page", neighbour)).content.decode()

    assert "Ba con xem nhe." in text


def test_a_new_page_is_looked_at_too(editor, office, neighbour):
    address = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", section_of(office).pk])

    answer = editor.post(address, posted("cover", neighbour))

    assert "không được dùng" in refusals(answer)
    assert not ArticlePage.objects.exists()


def test_a_legal_documents_file_is_looked_at_too(editor, office, neighbour):
    page = DocumentPage(
        live=False, title="Công văn", number="1", issued_on="2026-01-01", issuer="BHXH"
    )
    section_of(office).add_child(instance=page)
    page.save_revision()
    file = make_attachment(SECRET)
    file.collection = neighbour.collection
    file.save()
    fields = {"number": "1", "issued_on": "2026-01-01", "issuer": "BHXH", "attachment": file.pk}

    answer = edit(editor, page, editor_form("Công văn") | fields)

    assert "không được dùng" in refusals(answer)
    assert SECRET not in answer.content.decode()


def test_what_the_page_held_already_stays(editor, office):
    national = make_picture("Tranh của trung ương")
    page = make_article(office, cover=national)

    answer = edit(editor, page, editor_form("Bài đã sửa") | {"cover": national.pk})

    assert not refusals(answer)
    assert "Bài đã sửa" in latest(page)


def test_links_to_what_is_public_are_taken(editor, office):
    public = publish(make_article(make_centre()))
    page = make_article(office)
    link = f'<a linktype="page" id="{public.pk}">xem</a>'

    edit(editor, page, editor_form("Bài đã sửa") | _body(("paragraph", _text(link))))

    assert "Bài đã sửa" in latest(page)


def test_the_preview_shows_nothing_of_it_either(editor, office, neighbour):
    page = make_article(office)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    said = editor.post(address, posted("file", neighbour)).json()

    assert not said["is_valid"]
    assert SECRET not in editor.get(address).content.decode()


def test_whoever_may_choose_everything_may_use_everything(client, office, neighbour):
    client.force_login(make_user(is_superuser=True))
    page = make_article(office)

    edit(client, page, posted("cover", neighbour))

    assert "Bài viết" in latest(page)
