"""The same promises where files are objects: what S3 itself does is a dictionary here."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber
from django.core.files.base import ContentFile
from django.utils import timezone
from storages.backends.s3 import S3Storage

from media_assets.models import Attachment
from media_assets.storage import GRACE, NotItsContent
from media_assets.storage_s3 import OriginalsInS3

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.4 s3"
DIGEST = sha256(CONTENT).hexdigest()
NAME = f"documents/{DIGEST[:2]}/{DIGEST}.pdf"


@pytest.fixture
def objects(monkeypatch):
    """Name: content and age."""
    kept: dict[str, list] = {}

    def put(self, name, content):
        kept[name] = [content.read(), timedelta()]
        return name

    def listed(self, folder):
        below = [name.removeprefix(f"{folder}/").split("/") for name in kept]
        folders = {parts[0] for parts in below if len(parts) > 1}
        return sorted(folders), [parts[0] for parts in below if len(parts) == 1]

    monkeypatch.setattr(S3Storage, "_save", put)
    monkeypatch.setattr(S3Storage, "delete", lambda self, name: kept.pop(name))
    monkeypatch.setattr(S3Storage, "listdir", listed)
    monkeypatch.setattr(
        S3Storage, "get_modified_time", lambda self, name: timezone.now() - kept[name][1]
    )
    return kept


@pytest.fixture
def store():
    return OriginalsInS3(bucket_name="loa")


def test_the_same_bytes_are_one_object(objects, store):
    store.save(NAME, ContentFile(CONTENT))
    store.save(NAME, ContentFile(CONTENT))

    assert {name: kept[0] for name, kept in objects.items()} == {NAME: CONTENT}


def test_bytes_are_never_stored_under_the_name_of_others(objects, store):
    with pytest.raises(NotItsContent):
        store.save(NAME, ContentFile(b"khac"))
    assert not objects


def test_what_is_not_named_by_its_content_never_takes_the_place_of_another_object(
    objects, monkeypatch, settings
):
    """Sizes of two pictures may be called alike; the library would put one over the other."""
    settings.AWS_S3_FILE_OVERWRITE = True
    monkeypatch.setattr(S3Storage, "exists", lambda self, name: name in objects)
    store = OriginalsInS3(bucket_name="loa")

    names = [store.save("images/anh.width-800.jpg", ContentFile(CONTENT)) for _number in range(2)]

    assert len(objects) == len(set(names)) == 2


def test_a_part_of_a_large_object_is_all_that_is_fetched():
    store = OriginalsInS3(
        bucket_name="loa", location="tep", region_name="x", access_key="a", secret_key="b"
    )
    asked = {"Bucket": "loa", "Key": f"tep/{NAME}", "Range": "bytes=5-"}
    sent = BytesIO(CONTENT[5:])
    body = StreamingBody(sent, len(CONTENT) - 5)
    with Stubber(store.bucket.meta.client) as s3:
        s3.add_response("get_object", {"Body": body}, asked)
        stream = store.stream(NAME)
        stream.seek(5)
        assert (stream.read(2), stream.read(1)) == (CONTENT[5:7], CONTENT[7:8])
        stream.close()
    assert sent.closed


def test_an_object_stays_while_it_is_young_or_a_row_refers_to_it(objects, store):
    store.save(NAME, ContentFile(CONTENT))
    store.delete(NAME)
    assert NAME in objects

    objects[NAME][1] = 2 * GRACE
    row = Attachment.objects.create(title="Mẫu", file=ContentFile(CONTENT, "a.pdf"))
    store.delete(NAME)
    assert (store.tidy("documents"), NAME in objects) == (0, True)

    Attachment.objects.create(title="Khác", file=ContentFile(b"%PDF-1.4 khac", "b.pdf"))
    Attachment.objects.filter(pk=row.pk).delete()
    assert (store.tidy("documents"), NAME in objects) == (1, False)
