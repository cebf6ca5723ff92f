"""Originals are stored once, by their content, and go when nothing refers to them any more."""

import errno
import os
import threading
import time
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from media_assets import storage
from media_assets.models import Attachment, Picture
from media_assets.storage import GRACE, NotItsContent, Originals
from tests.factories.offices import make_province
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.4 mau so 1"
DIGEST = sha256(CONTENT).hexdigest()
NAME = f"documents/{DIGEST[:2]}/{DIGEST}.pdf"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def attachment(content=CONTENT, name="Mẫu đơn.pdf", **fields) -> Attachment:
    return Attachment.objects.create(title="Mẫu", file=ContentFile(content, name), **fields)


def files(folder: Path) -> list[str]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(folder)) for path in found)


def age(path: Path | str) -> None:
    before = time.time() - 2 * GRACE.total_seconds()
    os.utime(path, (before, before))


def test_a_file_is_named_by_its_content_and_called_as_before(media):
    made = attachment()

    assert made.file.name == NAME
    assert made.filename == "Mau-don.pdf"
    assert made.url.endswith("/Mau-don.pdf")
    assert files(media) == [NAME]


def test_the_same_bytes_are_stored_once_also_for_another_office(media):
    one = attachment(collection=make_province().collection)
    other = attachment(name="khac.pdf", collection=make_province().collection)

    assert one.file.name == other.file.name == NAME
    assert (one.filename, other.filename) == ("Mau-don.pdf", "khac.pdf")
    assert files(media) == [NAME]


def test_a_stored_original_is_not_written_again(media):
    attachment()
    place = media / NAME
    number = place.stat().st_ino

    attachment()

    assert place.stat().st_ino == number


def test_a_damaged_original_is_healed_by_the_same_upload(media):
    attachment()
    (media / NAME).write_bytes(CONTENT[:5])

    attachment()

    assert (media / NAME).read_bytes() == CONTENT


def test_bytes_are_never_stored_under_the_name_of_others(media):
    with pytest.raises(NotItsContent):
        default_storage.save(NAME, ContentFile(b"anders"))
    assert files(media) == []


@pytest.mark.parametrize("at", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_nothing_under_the_name(media, monkeypatch, at):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    class Full(ContentFile):
        def chunks(self, chunk_size=None):
            yield CONTENT[:4]
            full()

    if at != "write":
        monkeypatch.setattr(storage.os, at, full)
    content = Full(CONTENT) if at == "write" else ContentFile(CONTENT)

    with pytest.raises(OSError, match="No space"):
        default_storage.save(NAME, content)
    assert files(media) == []


def test_who_is_killed_in_the_middle_leaves_nothing_under_the_name(media):
    """A child process that dies without any clean-up."""

    class Deadly(ContentFile):
        def chunks(self, chunk_size=None):
            yield CONTENT[:4]
            os._exit(9)

    child = os.fork()
    if child == 0:
        default_storage.save(NAME, Deadly(CONTENT))
        os._exit(0)
    _pid, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 9
    assert not (media / NAME).exists()
    (left,) = files(media)
    age(media / left)
    assert default_storage.tidy("documents") == 1
    assert files(media) == []


def test_many_who_upload_the_same_bytes_at_once_leave_one_whole_file(media):
    def upload():
        default_storage.save(NAME, ContentFile(CONTENT))

    threads = [threading.Thread(target=upload) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert files(media) == [NAME]
    assert (media / NAME).read_bytes() == CONTENT


def test_a_file_stays_while_another_row_refers_to_it(media, django_capture_on_commit_callbacks):
    one, other = attachment(), attachment()
    age(media / NAME)

    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert files(media) == [NAME]

    with django_capture_on_commit_callbacks(execute=True):
        other.delete()
    assert files(media) == []


def test_a_deletion_that_is_rolled_back_deletes_no_file(media):
    made = attachment()
    age(media / NAME)

    def delete_and_fail():
        with transaction.atomic():
            made.delete()
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  ours
        delete_and_fail()

    assert files(media) == [NAME]


def test_what_somebody_uploads_meanwhile_is_not_deleted(media, django_capture_on_commit_callbacks):
    """The row of the other upload is not committed yet: nobody sees it."""
    made = attachment()
    age(media / NAME)
    default_storage.save(NAME, ContentFile(CONTENT))

    with django_capture_on_commit_callbacks(execute=True):
        made.delete()

    assert files(media) == [NAME]


def test_what_is_used_between_the_look_and_the_removal_is_put_back(media, monkeypatch):
    default_storage.save(NAME, ContentFile(CONTENT))
    age(media / NAME)
    looked = iter([True, False])
    monkeypatch.setattr(storage, "_is_old", lambda place: next(looked))

    default_storage.delete(NAME)

    assert files(media) == [NAME]


def killed_while_removing(media) -> Path:
    """Where the file stands after a removal that died in the middle."""
    place = media / NAME
    return place.rename(place.with_name(f"{storage.INCOMING}{place.name}"))


def test_a_removal_that_died_takes_no_file_that_is_used(media):
    """Whoever used it meanwhile has a row of it; its time tells nothing."""
    made = attachment()
    age(media / NAME)
    killed_while_removing(media)

    assert default_storage.tidy("documents") == 0
    assert files(media) == [NAME]
    assert made.file.read() == CONTENT


def test_a_removal_that_died_is_ended_later(media):
    attachment(b"%PDF-1.4 khac")
    default_storage.save(NAME, ContentFile(CONTENT))
    age(media / NAME)
    killed_while_removing(media)

    assert default_storage.tidy("documents") == 1
    assert len(files(media)) == 1


def test_what_was_uploaded_anew_after_a_removal_died_stays_once(media):
    attachment()
    killed_while_removing(media)
    attachment()

    default_storage.tidy("documents")

    assert files(media) == [NAME]


def test_a_removal_bears_that_another_process_puts_the_file_back(media, monkeypatch):
    default_storage.save(NAME, ContentFile(CONTENT))
    age(media / NAME)
    looks = []

    def look(place):
        if looks:
            default_storage.tidy("documents")
        looks.append(place)
        return len(looks) == 1

    monkeypatch.setattr(storage, "_is_old", look)

    default_storage.delete(NAME)

    assert files(media) == [NAME]


def test_an_upload_that_was_rolled_back_is_swept_in_time(media):
    with transaction.atomic():
        attachment()
        transaction.set_rollback(True)
    kept = attachment(b"%PDF-1.4 khac")

    assert default_storage.tidy("documents") == 0
    for name in files(media):
        age(media / name)

    assert default_storage.tidy("documents") == 1
    assert files(media) == [kept.file.name]


def test_files_that_are_restored_before_the_database_stay(media):
    """To a database without any row, everything is left over."""
    default_storage.save(NAME, ContentFile(CONTENT))
    age(media / NAME)

    assert default_storage.tidy("documents") == 0
    assert files(media) == [NAME]


def test_the_house_sweeps_once_a_day(media, monkeypatch):
    swept = []
    monkeypatch.setattr(Originals, "tidy", lambda self, folder: swept.append(folder))

    storage.tidy_daily()
    storage.tidy_daily()

    assert sorted(swept) == sorted({model.folder for model in storage.keepers()})


def test_files_from_before_keep_their_names_and_are_not_shared_away(media, monkeypatch):
    place = media / "documents" / "cu.pdf"
    place.parent.mkdir()
    place.write_bytes(CONTENT)
    old = attachment()
    Attachment.objects.filter(pk=old.pk).update(file="documents/cu.pdf", download_name="")
    old = Attachment.objects.get(pk=old.pk)

    default_storage.delete("documents/cu.pdf")

    assert old.filename == "cu.pdf"
    assert place.exists()


def test_pictures_are_stored_alike_and_their_sizes_called_by_their_own_name(media):
    picture = make_picture()

    assert picture.file.name == (f"original_images/{picture.sha256[:2]}/{picture.sha256}.png")
    assert picture.filename == "anh.png"
    assert Path(picture.get_rendition("max-10x10").file.name).name.startswith("anh.")
    assert Picture.objects.get(pk=picture.pk).look


def test_nothing_is_too_young_to_stay_for_ever():
    assert timedelta(hours=1) < GRACE < timedelta(days=1)
