"""The checksum of an uploaded file, kept true however the file changed."""

import hashlib
from typing import Any

from django.db import models


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


class Checksummed:
    """Mixin before a model with `file` and `sha256`: keeps the latter true, however it changed."""

    file: Any
    sha256: Any

    def save(self, *args, **kwargs):
        if self.has_new_file:
            self.sha256 = sha256_of(self.file)
        super().save(*args, **kwargs)
        self._stored_name = self.file.name

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
