"""A file is read in a process that may take neither too long nor too much."""

from pathlib import Path
from threading import BoundedSemaphore

import pytest

from media_assets.intake import Refused, apart
from media_assets.intake.unusable import Unusable
from tests.factories.documents import pdf
from tests.factories.recordings import sound


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    return tmp_path / "upload"


def test_a_file_that_takes_too_long_is_refused(upload):
    upload.write_bytes(sound())

    with pytest.raises(Refused) as refusal:
        apart.read("audiovisual", upload, seconds=0.001)
    assert refusal.value.code == "too_heavy"


def test_a_process_that_dies_is_a_damaged_file(upload, monkeypatch):
    upload.write_bytes(pdf())
    monkeypatch.setattr(apart, "MEGABYTES", 1)

    with pytest.raises(Unusable) as found:
        apart.read("pdf", upload, seconds=20)
    assert found.value.code == "damaged"


def test_who_finds_too_many_files_being_read_is_told_to_wait(upload, monkeypatch):
    upload.write_bytes(pdf())
    places = BoundedSemaphore(1)
    monkeypatch.setattr(apart, "_places", places)
    monkeypatch.setattr(apart, "PATIENCE", 0.01)

    with places, pytest.raises(Refused) as refusal:
        apart.read("pdf", upload, seconds=20)
    assert refusal.value.code == "busy"
    assert apart.read("pdf", upload, seconds=20)["pages"] == 1


def test_a_file_that_could_not_be_read_gives_its_place_back(upload, monkeypatch):
    upload.write_bytes(b"nothing")
    places = BoundedSemaphore(1)
    monkeypatch.setattr(apart, "_places", places)

    with pytest.raises(Unusable):
        apart.read("pdf", upload, seconds=20)
    assert places.acquire(blocking=False)


def test_what_is_on_disk_is_gone_afterwards(upload):
    upload.write_bytes(b"abc")
    with upload.open("rb") as file, apart.on_disk(file) as copy:
        assert copy.read_bytes() == b"abc"
    assert not copy.exists()
