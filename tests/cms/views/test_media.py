"""Readers get resized pictures of live pages; originals, files and drafts have no public address."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms import versions
from cms.going_live import allow
from media_assets.models import Attachment, Picture
from media_assets.presets import PRESETS
from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_attachment, make_picture
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return make_picture()


@pytest.fixture
def attachment():
    return make_attachment()


@pytest.fixture
def draft(picture, attachment):
    document = {"document": attachment, "title": ""}
    return make_article(make_centre(), cover=picture, body=[("document", document)])


@pytest.fixture
def addresses(picture, attachment, draft):
    return [picture.get_rendition(PRESETS["card"].spec).url, attachment.url]


def statuses(client, addresses) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def test_what_a_live_page_shows_is_served(client, draft, addresses):
    publish(draft)

    assert statuses(client, addresses) == [200, 200]
    assert client.get(addresses[0])["X-Content-Type-Options"] == "nosniff"


def test_what_only_a_draft_shows_is_for_staff_alone(client, admin_client, addresses):
    assert statuses(client, addresses) == [404, 404]
    assert statuses(admin_client, addresses) == [200, 200]


def test_taking_a_page_down_takes_its_pictures_and_files_along(client, draft, addresses):
    publish(draft)
    with allow(draft):
        draft.unpublish()

    assert statuses(client, addresses) == [404, 404]


def test_a_new_draft_of_a_live_page_releases_nothing(client, draft, addresses):
    publish(draft)
    newer = make_picture()
    draft.cover = newer
    draft.save_revision()

    assert statuses(client, [newer.get_rendition(PRESETS["card"].spec).url]) == [404]
    assert statuses(client, addresses) == [200, 200]


def test_originals_and_files_are_not_served(admin_client, picture, attachment):
    assert statuses(admin_client, [picture.file.url, attachment.file.url]) == [404, 404]


@pytest.mark.parametrize(
    "path", ["../original_images/x.png", "..%2Foriginal_images/x.png", "/etc/passwd"]
)
def test_nothing_outside_the_folder_is_served(client, path):
    assert client.get(f"/media/images/{path}").status_code in {400, 404}


def guesses(media, folder):
    """Whatever somebody might try who knows the bytes, or a number."""
    name = media.file.name.removeprefix(f"{folder}/")
    yield from (f"/media/{folder}/{name}", f"/media/images/{name}", f"/{folder}/{name}")
    yield from (f"/media/images/../{folder}/{name}", f"/media/{folder}/{media.sha256}")
    if folder == "documents":
        yield from (f"/documents/{media.pk}/{name}", f"/documents/{media.pk}/{media.sha256}.pdf")
        yield f"/documents/{media.pk}/khac.pdf"


@pytest.mark.parametrize("who", [None, "superuser"])
def test_no_guess_leads_to_an_original(client, draft, picture, attachment, who):
    publish(draft)
    if who:
        client.force_login(make_admin_user(is_superuser=True))
    paths = [*guesses(picture, "original_images"), *guesses(attachment, "documents")]

    for path in paths:
        for ask in (client.get, client.head):
            assert ask(path).status_code in {301, 302, 404}, path
            assert ask(path, headers={"Range": "bytes=0-9"}).status_code in {301, 302, 404}, path


def test_an_unreleased_file_answers_no_head_nor_range(client, addresses):
    for address in addresses:
        assert client.head(address).status_code == 404
        assert client.get(address, headers={"Range": "bytes=0-9"}).status_code == 404
        assert client.get(address, headers={"If-None-Match": "*"}).status_code == 404


def test_a_version_that_no_live_page_shows_any_more_is_gone(client, draft, picture, addresses):
    publish(draft)
    newer = versions.use_again(version=picture, user=make_admin_user())
    draft.cover = newer
    draft.save_revision()
    publish(draft)
    shown = newer.get_rendition(PRESETS["card"].spec).url

    assert statuses(client, [addresses[0], shown]) == [404, 200]


def test_a_new_version_is_no_more_public_than_any_draft(client, draft, picture, addresses):
    publish(draft)
    newer = versions.use_again(version=picture, user=make_admin_user())

    assert newer.file.name == picture.file.name
    assert statuses(client, [newer.get_rendition(PRESETS["card"].spec).url]) == [404]
    assert statuses(client, addresses) == [200, 200]


def test_a_document_is_downloaded_and_never_opened_as_a_page_of_ours(client, draft, attachment):
    publish(draft)

    answer = client.get(attachment.url)

    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trang.html", b"<script>alert(1)</script>"),
        ("tranh.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("tranh.jpg", b"<script>alert(1)</script>"),
        ("chay.pdf.exe", b"MZ"),
        ("../../settings.py", b"DEBUG = True"),
    ],
)
@pytest.mark.parametrize("kind", ["wagtailimages:add", "wagtaildocs:add"])
def test_what_browsers_would_run_is_not_taken(admin_client, kind, name, data):
    if (kind, name) == ("wagtaildocs:add", "tranh.jpg"):
        name = "tranh.html.js"
    before = Picture.objects.count(), Attachment.objects.count()

    answer = admin_client.post(
        reverse(kind), {"title": "Tệp lạ", "file": SimpleUploadedFile(name, data)}
    )

    assert answer.status_code == 200
    assert (Picture.objects.count(), Attachment.objects.count()) == before
    assert "error" in answer.content.decode()


@pytest.mark.parametrize("folder", ["confirmations", "approvals", "original_images", "documents"])
@pytest.mark.parametrize("who", [None, "editor", "superuser"])
def test_evidence_and_originals_have_no_address(client, settings, tmp_path, folder, who):
    """Scans of signatures and photos of proof: not for the public, not for staff, by no address."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "ky-duyet.jpg").write_bytes(b"bi mat")
    if who:
        client.force_login(make_admin_user(is_superuser=who == "superuser"))
    for path in (
        f"/media/{folder}/ky-duyet.jpg",
        f"/media/images/../{folder}/ky-duyet.jpg",
        f"/media/images/%2e%2e/{folder}/ky-duyet.jpg",
        f"/static/../media/{folder}/ky-duyet.jpg",
        f"/{folder}/ky-duyet.jpg",
    ):
        response = client.get(path)
        assert response.status_code in (301, 302, 404), path
        assert b"bi mat" not in b"".join(response)
