"""Originals by content in S3-compatible storage: the same promises as `media_assets.storage.Originals`.

Putting an object is atomic, so there is nothing to rename; putting the same bytes again changes no
more than its time, which is what tells that somebody uses it.
"""

import hashlib
from typing import Any

from django.utils import timezone
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from .storage import GRACE, NotItsContent, digest_in, is_used, unreferenced


class Stream:
    """Fetches from where it was sought to, as it is read: the library's own fetches all, into memory."""

    def __init__(self, thing: Any) -> None:
        self._thing, self._first = thing, 0
        self._body: Any = None

    def seek(self, first: int) -> None:
        """Before it is read."""
        self._first = first

    def read(self, size: int) -> bytes:
        if self._body is None:
            self._body = self._thing.get(Range=f"bytes={self._first}-")["Body"]
        return bytes(self._body.read(size))

    def close(self) -> None:
        if self._body is not None:
            self._body.close()


class OriginalsInS3(S3Storage):  # type: ignore[misc]  # untyped
    def get_default_settings(self) -> dict[str, Any]:
        """The library's own default puts one object over another that is called alike."""
        return {**super().get_default_settings(), "file_overwrite": False}

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        if digest_in(name):
            return name
        return str(super().get_available_name(name, max_length))

    def _save(self, name: str, content: Any) -> str:
        """Raises NotItsContent."""
        if digest := digest_in(name):
            found = hashlib.sha256()
            for chunk in content.chunks():
                found.update(chunk)
            content.seek(0)
            if found.hexdigest() != digest:
                raise NotItsContent(name)
        return str(super()._save(name, content))

    def stream(self, name: str) -> Stream:
        return Stream(self.bucket.Object(self._normalize_name(clean_name(name))))

    def delete(self, name: str) -> None:
        """Does nothing while a row refers to it, or one in the making may."""
        if is_used(name) or (digest_in(name) and self._is_young(name)):
            return
        super().delete(name)

    def tidy(self, folder: str) -> int:
        """Removes what no row refers to; how many files."""
        unused = [name for name in unreferenced(self, folder) if not self._is_young(name)]
        for name in unused:
            self.delete(name)
        return len(unused)

    def _is_young(self, name: str) -> bool:
        return bool(timezone.now() - self.get_modified_time(name) < GRACE)
