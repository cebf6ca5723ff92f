"""The file of a row never changes; another file is another version."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from media_assets.models import Attachment, Picture
from media_assets.models.version import FileStays
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db


def attachment(**fields) -> Attachment:
    file = ContentFile(b"%PDF-1.4 a", "a.pdf")
    return Attachment.objects.create(title="Mẫu", file=file, **fields)


def test_another_file_is_refused():
    made = attachment()
    made.file = ContentFile(b"%PDF-1.4 b", "a.pdf")

    with pytest.raises(FileStays):
        made.save()


def test_another_stored_file_is_refused_too():
    made, other = attachment(), make_picture()
    made.file = other.file.name

    with pytest.raises(FileStays):
        made.save()


def test_all_else_may_change():
    made = attachment()
    made.title = "Mẫu mới"
    made.save()

    assert Attachment.objects.get().title == "Mẫu mới"


def test_a_file_alone_is_its_only_version():
    made = attachment()
    attachment()

    assert list(made.versions) == [made]


@pytest.mark.parametrize("second", [{"version": 2}, {"version": 1, "superseded": True}])
def test_a_family_has_one_newest_and_no_number_twice(second):
    family = uuid.uuid4()
    attachment(family=family)

    with pytest.raises(IntegrityError), transaction.atomic():
        attachment(family=family, **second)


def test_after_the_newest_the_one_before_is_newest():
    family = uuid.uuid4()
    one = make_picture(family=family, superseded=True)
    two = make_picture(family=family, version=2)

    two.delete()

    assert not Picture.objects.get(pk=one.pk).superseded
