"""A full disk is told to the person at the screen, and nothing half-made stays."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from media_assets.models import Attachment, Picture
from publishing.frozen import FreezingFailed
from publishing.storage_failures import message_for
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_disk(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    # Before the row is written: a test has a transaction around what a request has not.
    monkeypatch.setattr("media_assets.models.sha256_of", refuse)


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
    reply = admin.post(reverse("wagtaildocs:add"), upload("mau.pdf", b"%PDF-1.4"))

    assert reply.status_code == 409
    assert not Attachment.objects.exists()


def test_scripts_of_the_admin_get_the_words_alone(admin, full_disk):
    data = get_test_image_file().file.getvalue()
    posted = {"title": "Ảnh", "collection": 1, "files[]": SimpleUploadedFile("anh.png", data)}
    asked = {"x-requested-with": "XMLHttpRequest"}

    reply = admin.post(reverse("wagtailimages:add_multiple"), posted, headers=asked)

    assert reply.status_code == 409
    assert reply.json()["error_message"]


@pytest.mark.parametrize("error", [OSError(errno.ENOENT, "No such file"), ValueError("x")])
def test_other_faults_stay_faults(error):
    assert message_for(error) == ""


def test_a_failure_with_words_of_its_own_keeps_them():
    assert message_for(FreezingFailed("Hãy thay ảnh khác.")) == "Hãy thay ảnh khác."
