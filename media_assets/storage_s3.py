"""Originals by content in S3-compatible storage: the same promises as `media_assets.storage.Originals`.

Putting an object is atomic, so there is nothing to rename; putting the same bytes again changes no
more than its time, which is what tells that somebody uses it.
"""

import hashlib
from typing import Any

from django.utils import timezone
from storages.backends.s3 import S3Storage

from .storage import GRACE, NotItsContent, digest_in, is_used, unreferenced


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
