"""What an editor is told after an upload, and which picture is offered instead."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import Membership, Role
from media_assets.models import Picture
from tests.factories.offices import make_province
from tests.factories.users import make_user
from tests.files.hostile.make import files, shapes

pytestmark = pytest.mark.django_db
OFFERED = "Thư viện đã có một ảnh giống ảnh này"
PLACE = "Đã xóa thông tin nơi chụp"


@pytest.fixture
def editor(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def jpeg(quality=90):
    data = BytesIO()
    shapes(size=(300, 200)).save(data, "JPEG", quality=quality)
    return SimpleUploadedFile("anh.jpg", data.getvalue(), "image/jpeg")


def hostile(what):
    name, data = files()[what]
    return SimpleUploadedFile(name, data)


def added(editor, file, title="Ảnh", collection=1):
    form = {"title": title, "file": file, "collection": collection}
    return editor.post(reverse("wagtailimages:add"), form, follow=True).content.decode()


def chosen(editor, file):
    prefix = "image-chooser-upload"
    form = {f"{prefix}-title": "Ảnh", f"{prefix}-file": file, f"{prefix}-collection": 1}
    return editor.post(reverse("wagtailimages_chooser:create"), form)


def test_the_form_of_one_picture_says_what_was_removed(editor):
    assert PLACE in added(editor, hostile("JPEG with place and owner"))


def test_the_form_of_one_picture_offers_the_one_that_is_there(editor):
    assert OFFERED not in added(editor, jpeg())
    page = added(editor, jpeg(40))

    assert OFFERED in page
    assert reverse("wagtailimages:edit", args=[Picture.objects.earliest("pk").pk]) in page


def test_who_may_use_the_older_picture_but_not_change_it_gets_no_link_to_its_form(editor):
    office, other = make_province(), make_province()
    added(editor, jpeg(), title="Ảnh của tỉnh khác", collection=other.collection_id)
    person = make_user(office, Role.EDITOR)
    Membership.objects.create(user=person, office=other, role=Role.TRANSLATOR)
    editor.force_login(person)

    page = added(editor, jpeg(40), collection=office.collection_id)

    old, new = Picture.objects.order_by("pk")
    assert "Ảnh của tỉnh khác" in page
    assert OFFERED in page
    assert reverse("wagtailimages:edit", args=[old.pk]) not in page
    assert reverse("wagtailimages:edit", args=[new.pk]) in page


def test_a_title_cannot_speak_for_the_page(editor):
    added(editor, jpeg(), title="<script>alert(1)</script>")

    assert "<script>alert(1)" not in added(editor, jpeg(40))


def test_the_dialogue_of_choosing_offers_the_one_that_is_there(editor):
    assert chosen(editor, jpeg()).json()["step"] == "chosen"
    answer = chosen(editor, jpeg(40)).json()

    assert answer["step"] == "duplicate_found"
    assert Picture.objects.count() == 2


def test_the_dialogue_of_choosing_refuses_in_words(editor):
    answer = chosen(editor, hostile("PNG cut off"))

    assert answer.status_code == 200
    assert "Ảnh bị hỏng hoặc thiếu" in answer.json()["htmlFragment"]
    assert not Picture.objects.exists()


def test_several_at_once_offer_the_one_that_is_there(editor):
    added(editor, jpeg())
    answer = editor.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": jpeg(40), "title": "Ảnh", "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()

    assert answer["duplicate"] is True
    assert "anh" in answer["confirm_duplicate_upload"]


def test_an_older_version_of_the_same_file_is_not_offered(editor):
    chosen(editor, jpeg())
    Picture.objects.update(superseded=True, family=uuid4())

    assert chosen(editor, jpeg()).json()["step"] == "chosen"
