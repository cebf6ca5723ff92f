"""A full disk is told to the person at the screen, and nothing half-made stays."""

import errno
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from media_assets.models import Attachment, Picture
from publishing.frozen import FreezingFailed
from publishing.storage_failures import message_for
from tests.factories.approval import Desk
from tests.factories.documents import pdf
from tests.factories.pictures import make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_disk(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    # Before the row is written: a test has a transaction around what a request has not.
    monkeypatch.setattr("media_assets.models.checksummed.sha256_of", refuse)


@pytest.fixture
def admin(client):
    client.force_login(make_user(is_superuser=True))
    return client


def upload(name: str, data: bytes) -> dict:
    return {"title": "Tệp", "collection": 1, "tags": "", "file": SimpleUploadedFile(name, data)}


def test_a_picture_that_finds_no_room_is_told_in_words(admin, full_disk):
    data = get_test_image_file().file.getvalue()

    reply = admin.post(reverse("wagtailimages:add"), upload("anh.png", data))

    assert reply.status_code == 409
    assert "quản trị" in reply.content.decode()
    assert not Picture.objects.exists()


def test_a_file_that_finds_no_room_is_told_in_words(admin, full_disk):
    reply = admin.post(reverse("wagtaildocs:add"), upload("mau.pdf", pdf()))

    assert reply.status_code == 409
    assert not Attachment.objects.exists()


def test_scripts_of_the_admin_get_the_words_alone(admin, full_disk):
    data = get_test_image_file().file.getvalue()
    posted = {"title": "Ảnh", "collection": 1, "files[]": SimpleUploadedFile("anh.png", data)}
    asked = {"x-requested-with": "XMLHttpRequest"}

    reply = admin.post(reverse("wagtailimages:add_multiple"), posted, headers=asked)

    assert reply.status_code == 409
    assert reply.json()["error_message"]


@pytest.fixture(params=["lost", "cut"])
def damaged(request) -> Picture:
    """Only its original is left, and that is lost or half there."""
    picture = make_picture("Bìa")
    file = Path(picture.file.path)
    data = file.read_bytes()
    file.unlink()
    if request.param == "cut":
        file.write_bytes(data[: len(data) // 2])
    return picture


def test_a_chooser_says_in_its_window_that_a_picture_has_no_sound_file(admin, damaged):
    reply = admin.get(reverse("wagtailimages_chooser:chosen", args=[damaged.pk]))

    assert reply.status_code == 200
    assert "Tải ảnh lên lại" in reply.json()["html"]


def test_several_chosen_at_once_are_told_alike(admin, damaged):
    reply = admin.get(reverse("wagtailimages_chooser:chosen_multiple"), {"id": [damaged.pk]})

    assert "Tải ảnh lên lại" in reply.json()["html"]


def test_the_preview_of_a_size_says_that_the_file_is_not_sound(admin, damaged):
    reply = admin.get(reverse("wagtailimages:preview", args=[damaged.pk, "max-4x4"]))

    assert reply.status_code == 409
    assert "Tải ảnh lên lại" in reply.content.decode()


@pytest.mark.parametrize(
    "name",
    ["wagtailimages:index", "wagtailimages_chooser:choose", "wagtailimages_chooser:choose_results"],
)
def test_a_list_with_such_a_picture_shows_the_others(admin, damaged, name):
    make_picture("Anh lanh")

    reply = admin.get(reverse(name))

    assert reply.status_code == 200
    assert "Anh lanh" in reply.content.decode()


def test_the_form_of_such_a_picture_opens_and_is_saved(admin, damaged):
    address = reverse("wagtailimages:edit", args=[damaged.pk])

    assert admin.get(address).status_code == 200
    said = {"licence": damaged.licence, "nobody_recognisable": damaged.nobody_recognisable}
    answer = admin.post(address, {"title": "Tên mới", "collection": 1, "tags": "", **said})

    assert answer.status_code < 500
    assert Picture.objects.get(pk=damaged.pk).title == "Tên mới"


SCREENS = (
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:history",
    "loa_item",
    "publishing_package",
    "publishing_sheet",
)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_of_an_item_with_such_a_picture_answers_in_words(admin, damaged, name):
    body = [
        (
            "picture",
            {"picture": damaged, "alt": "Xanh", "decorative": False, "caption": "", "credit": ""},
        )
    ]
    desk = Desk(cover=damaged, cover_alt="Màu xanh", body=body)

    reply = admin.get(reverse(name, args=[desk.page.pk]), follow=True)

    assert reply.status_code in (200, 409)
    if reply.status_code == 409:
        assert "Bìa" in reply.content.decode()


def test_an_approval_is_refused_whose_picture_was_lost_meanwhile(client):
    picture = make_picture("Bìa")
    desk = Desk(cover=picture, cover_alt="Màu xanh")
    step = desk.submit()
    shown = desk.shown()
    picture.renditions.all().delete()
    Path(picture.file.path).unlink()
    client.force_login(desk.leader)

    reply = client.post(
        reverse("loa_approve", args=[step.pk]), {"approve": "1", "fingerprint": shown}, follow=True
    )

    assert reply.status_code in (200, 409)
    assert not desk.now().live


def test_a_full_disk_in_a_chooser_is_told_in_its_window(admin, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    picture = make_picture("Bìa")
    monkeypatch.setattr(Picture, "create_rendition", refuse)

    reply = admin.get(reverse("wagtailimages_chooser:chosen", args=[picture.pk]))

    assert "quản trị" in reply.json()["html"]


@pytest.mark.parametrize("error", [OSError(errno.ENOENT, "No such file"), ValueError("x")])
def test_other_faults_stay_faults(error):
    assert message_for(error) == ""


def test_a_failure_with_words_of_its_own_keeps_them():
    assert message_for(FreezingFailed("Hãy thay ảnh khác.")) == "Hãy thay ảnh khác."
