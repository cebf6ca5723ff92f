"""The checksum of an uploaded file, kept true however the file changed, and the name it stores."""

import hashlib
from pathlib import PurePosixPath
from typing import Any

from django.db import models

from .. import storage
from ..intake import names


def sha256_of(file) -> str:
    """Hex digest of a Django file's whole content; leaves the file open at its start."""
    digest = hashlib.sha256()
    file.open("rb")
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def checksum_field() -> models.CharField:
    return models.CharField(max_length=64, editable=False, blank=True, db_index=True)


def download_name_field() -> models.CharField:
    return models.CharField(max_length=100, editable=False, blank=True)


class Checksummed:
    """Mixin before a model with `file` and `sha256`: keeps the latter true, however it changed.

    With `folder`, which is also that of its `file`, originals are stored by content (see
    `media_assets.storage`); such a model has a `download_name`, what people call the file.
    """

    folder = ""
    file: Any
    sha256: Any
    download_name: Any

    def save(self, *args, **kwargs):
        if self.has_new_file:
            self.sha256 = sha256_of(self.file)
            if self.folder and not self.file._committed:
                self._name_by_content()
        super().save(*args, **kwargs)
        self._stored_name = self.file.name

    def _name_by_content(self) -> None:
        self.download_name = names.safe(self.file.name, storage.ending_of(self.file.name))
        self.file.name = storage.place_of(self.sha256, self.download_name)

    @property
    def filename(self) -> str:
        """For people. Files from before are called as they are stored."""
        own = getattr(self, "download_name", "")
        return own or PurePosixPath(self.file.name or "").name

    @property
    def has_new_file(self) -> bool:
        """Whether the file is another one than the database knows the checksum of."""
        if not self.file:
            return False
        return not self.sha256 or self.file.name != getattr(self, "_stored_name", None)

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance._stored_name = instance.file.name if "file" in field_names else None
        return instance
