"""Which picture of the library an uploaded one looks like, of those that its uploader may choose."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection

from cms.lookalikes import lookalike
from cms.models import Role
from media_assets.intake import lookalikes
from media_assets.models import Picture
from tests.factories.offices import make_province
from tests.factories.users import make_user
from tests.files.hostile.make import shapes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(quality=90, **fields):
    data = BytesIO()
    shapes(size=(300, 200)).save(data, "JPEG", quality=quality)
    return Picture.objects.create(
        title="Ảnh", file=ContentFile(data.getvalue(), "anh.jpg"), width=300, height=200, **fields
    )


def test_the_same_picture_saved_worse_is_found():
    old, new = picture(), picture(quality=30)

    assert lookalike(new, make_user(is_superuser=True)) == old


def test_a_picture_is_not_its_own_lookalike():
    assert lookalike(picture(), make_user(is_superuser=True)) is None


def test_pictures_from_before_looks_were_kept_are_looked_at_now():
    old = picture()
    Picture.objects.filter(pk=old.pk).update(look="")

    assert lookalike(picture(), make_user(is_superuser=True)) == old
    old.refresh_from_db()
    assert len(old.look) == 16


def test_a_picture_whose_file_is_lost_is_looked_at_once():
    lost, new = picture(), picture()
    Path(lost.file.path).unlink()
    Picture.objects.filter(pk=lost.pk).update(look="")

    assert lookalike(new, make_user(is_superuser=True)) is None
    looks = Picture.objects.filter(pk=lost.pk).values_list("look", flat=True)
    assert list(looks) == [lookalikes.NONE]


def test_pictures_that_one_may_not_choose_are_neither_offered_nor_opened():
    editor = make_user(make_province(), Role.EDITOR)
    hidden = Collection.get_first_root_node().add_child(name="Của đơn vị khác")
    secret = picture(collection=hidden)
    Picture.objects.filter(pk=secret.pk).update(look="")

    assert lookalike(picture(), editor) is None
    secret.refresh_from_db()
    assert secret.look == ""
