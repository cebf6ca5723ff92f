"""Originals by content: stored once, under a name made of their SHA-256, and never changed after.

`documents/ab/ab12….pdf`. Whoever uploads the same bytes, another office too, refers to the same file.
A file goes only when no row refers to it: not while a row in the making may, whose transaction nobody
else sees, so never within `GRACE` of its last use. What a rollback or a crash left over is swept
(`tidy`). Files from before keep their names; they are never changed nor shared with uploads.
"""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.utils import timezone

GRACE = timedelta(hours=6)  # longer than any transaction
CHUNK_BYTES = 256 * 1024
INCOMING = ".incoming-"
BY_CONTENT = re.compile(r"([\w-]+)/([0-9a-f]{2})/(\2[0-9a-f]{62})\.\w{1,10}", re.ASCII)
SHELF = re.compile(r"[0-9a-f]{2}")


class NotItsContent(ValueError):
    """Bytes were to be stored under the name of others."""


def ending_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", PurePosixPath(name).suffix.lower())[:10] or "bin"


def place_of(sha256: str, name: str) -> str:
    """Within a model's folder, with the ending of `name`."""
    return f"{sha256[:2]}/{sha256}.{ending_of(name)}"


def digest_in(name: str) -> str:
    """The SHA-256 that the file is named by; empty for any other file."""
    found = BY_CONTENT.fullmatch(name)
    return found[3] if found else ""


class Originals(FileSystemStorage):
    """Any file may be stored here; what is named by its content is written once, whole or not at all."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name if digest_in(name) else super().get_available_name(name, max_length)

    def _save(self, name: str, content: Any) -> str:
        digest = digest_in(name)
        if not digest:
            return str(super()._save(name, content))  # type: ignore[misc]  # Django's, untyped
        if not self._has(name, digest):
            self._write(name, digest, content)
        return name

    def stream(self, name: str) -> Any:
        """To be sought in once, then read in pieces. Raises FileNotFoundError."""
        return self.open(name, "rb")

    def delete(self, name: str) -> None:
        """Does nothing while a row refers to it, or one in the making may."""
        if is_used(name):
            return
        if digest_in(name):
            self._remove_unused(Path(self.path(name)))
        else:
            super().delete(name)

    def tidy(self, folder: str) -> int:
        """Removes what no row refers to; how many files."""
        self._put_back(Path(self.path(folder)))
        removed = sum(self._remove_left_over(Path(self.path(folder))))
        unused = unreferenced(self, folder) if self.exists(folder) else ()
        return removed + sum(self._remove_unused(Path(self.path(name))) for name in unused)

    def _has(self, name: str, digest: str) -> bool:
        """Touched first: from then on it counts as used. A damaged one is written anew."""
        try:
            os.utime(self.path(name))
            with open(self.path(name), "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except FileNotFoundError:
            return False

    def _write(self, name: str, digest: str, content: Any) -> None:
        """Under another name first; renaming is atomic. Raises NotItsContent, OSError."""
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, incoming = tempfile.mkstemp(dir=place.parent.parent, prefix=INCOMING)
        try:
            with os.fdopen(descriptor, "wb") as file:
                found = hashlib.sha256()
                for chunk in content.chunks():
                    found.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if found.hexdigest() != digest:
                raise NotItsContent(name)
            os.chmod(incoming, self.file_permissions_mode or 0o640)
            os.replace(incoming, place)
        finally:
            Path(incoming).unlink(missing_ok=True)

    def _remove_unused(self, place: Path) -> bool:
        """Taken aside before it is looked at again: an upload after that writes its own."""
        if not _is_old(place):
            return False
        aside = place.with_name(f"{INCOMING}{place.name}")
        try:
            place.rename(aside)
        except FileNotFoundError:
            return False
        with suppress(FileNotFoundError):  # put back by `tidy` in between
            if _is_old(aside):
                aside.unlink()
                return True
            aside.replace(place)  # used in between; of two equal files one stays
        return False

    def _put_back(self, folder: Path) -> None:
        """What a removal that died had taken aside: somebody may have used it just before."""
        for aside in folder.glob(f"*/{INCOMING}*"):
            place = aside.with_name(aside.name.removeprefix(INCOMING))
            if not digest_in(f"{folder.name}/{place.parent.name}/{place.name}"):
                continue
            with suppress(FileNotFoundError):  # ended by whoever had taken it
                if place.exists():
                    aside.unlink()
                else:
                    aside.replace(place)

    def _remove_left_over(self, folder: Path) -> Iterator[bool]:
        """Of uploads that died in the middle."""
        for pattern in (f"{INCOMING}*", f"*/{INCOMING}*"):
            for file in folder.glob(pattern):
                if _is_old(file):
                    file.unlink(missing_ok=True)
                    yield True


def _is_old(place: Path) -> bool:
    try:
        return time.time() - place.stat().st_mtime > GRACE.total_seconds()
    except FileNotFoundError:
        return False


def keepers() -> Iterator[Any]:
    """Models whose originals are stored by content."""
    from .models.checksummed import Checksummed

    for model in apps.get_models():
        if issubclass(model, Checksummed) and model.folder:
            yield model


def unreferenced(store: Storage, folder: str) -> Iterator[str]:
    """Files named by content that no row refers to, as far as anybody sees.

    None while there are no rows at all: whoever restores files before the database keeps them.
    """
    if not any(model._base_manager.exists() for model in keepers()):
        return
    for shelf in filter(SHELF.fullmatch, store.listdir(folder)[0]):
        names = [f"{folder}/{shelf}/{file}" for file in store.listdir(f"{folder}/{shelf}")[1]]
        yield from sorted(set(filter(digest_in, names)) - _used_among(names))


def is_used(name: str) -> bool:
    """Whether a row refers to it."""
    named = [model for model in keepers() if name.startswith(f"{model.folder}/")]
    return any(model._base_manager.filter(file=name).exists() for model in named)


def _used_among(names: list[str]) -> set[str]:
    digests = {digest_in(name) for name in names} - {""}
    found: set[str] = set()
    for model in keepers():
        rows = model._base_manager.filter(sha256__in=digests)
        found.update(rows.values_list("file", flat=True))
    return found


def tidy_daily() -> None:
    """What the sweep does, however often: once a day for all hosts that share the cache."""
    key = f"media_assets.tidied.{timezone.localdate()}"
    if cache.add(key, True, timeout=36 * 3600):
        for folder in {model.folder for model in keepers()}:
            default_storage.tidy(folder)  # type: ignore[attr-defined]  # see media_assets.checks
