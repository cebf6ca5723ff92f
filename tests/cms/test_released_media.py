"""What a live page shows is not exchanged behind its back."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from cms.going_live import NotApproved
from media_assets.models import Attachment, Picture
from media_assets.models.version import FileStays
from tests.factories.offices import make_centre
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cover():
    return Picture.objects.create(title="Bìa", file=get_test_image_file())


@pytest.fixture
def shown(cover):
    make_article(make_centre(), live=True, cover=cover, cover_alt="Bìa màu trắng")
    return cover


def another():
    return get_test_image_file(filename="khac.png", colour="red")


def test_the_file_of_a_public_picture_is_not_replaced(shown):
    shown.file = another()

    with pytest.raises(FileStays):
        shown.save()


def test_the_crop_of_a_public_picture_is_not_moved(shown):
    shown.focal_point_x = shown.focal_point_y = 10
    shown.focal_point_width = shown.focal_point_height = 5

    with pytest.raises(NotApproved):
        shown.save()


def test_a_public_picture_is_not_deleted(shown):
    with pytest.raises(NotApproved):
        shown.delete()


def test_its_title_may_be_mended(shown):
    shown.title = "Ảnh bìa"
    shown.save()

    assert Picture.objects.get(pk=shown.pk).title == "Ảnh bìa"


def test_the_file_of_what_only_a_draft_shows_is_not_replaced_either(cover):
    make_article(make_centre(), cover=cover)
    cover.file = another()

    with pytest.raises(FileStays):
        cover.save()


def test_the_crop_of_what_only_a_draft_shows_may_be_moved(cover):
    make_article(make_centre(), cover=cover)
    cover.focal_point_x = 10
    cover.save()

    assert Picture.objects.get(pk=cover.pk).focal_point_x == 10


def test_a_public_file_is_not_replaced():
    file = Attachment.objects.create(title="Mẫu", file=ContentFile(b"%PDF-1.4 a", "a.pdf"))
    make_article(
        make_centre(), live=True, body=[("document", {"document": file, "title": "Mẫu đơn"})]
    )
    file.file = ContentFile(b"%PDF-1.4 b", "b.pdf")

    with pytest.raises(FileStays):
        file.save()


def test_the_admin_says_what_to_do_instead(client, shown):
    client.force_login(make_user(is_superuser=True))
    address = reverse("wagtailimages:edit", args=[shown.pk])
    posted = {"title": "Bìa", "file": another(), "collection": shown.collection_id, "tags": ""}

    reply = client.post(address, posted)

    assert "Thay tệp" in str(reply.context["form"].non_field_errors())
    assert Picture.objects.get().sha256 == shown.sha256


def test_a_picture_cut_short_is_refused_wherever_it_is_uploaded(client):
    client.force_login(make_user(is_superuser=True))
    whole = get_test_image_file(filename="nua.png").file.getvalue()
    prefix = "image-chooser-upload-"
    form = {"title": "Nửa ảnh", "collection": 1, "tags": ""}
    for address, before in (("wagtailimages:add", ""), ("wagtailimages_chooser:create", prefix)):
        cut = SimpleUploadedFile("nua.png", whole[: len(whole) // 2], "image/png")
        posted = {before + name: value for name, value in form.items()}

        reply = client.post(reverse(address), posted | {before + "file": cut})

        assert reply.status_code == 200
        assert reply.context["form"].errors["file"]
    assert not Picture.objects.exists()
