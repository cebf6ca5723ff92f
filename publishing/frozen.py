"""Pictures as they were approved, stored by checksum: what goes out cannot change after.

Nothing here has a public address. A file is never changed; freezing the same bytes again does
nothing, so an approval that is rolled back leaves at most a file that nobody asks for.
"""

import errno
import hashlib
import os
import re
import tempfile
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _
from slugify import slugify
from wagtail.images.models import Filter

from .channel import Picture

CHUNK_BYTES = 256 * 1024
SHA256 = re.compile(r"[0-9a-f]{64}")
NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class FreezingFailed(OSError):
    """A picture could not be stored; the approval must not go through. The message is for its user."""


def path_of(sha256: str) -> Path:
    """Where the file with this checksum stands, whether or not it is there."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 checksum")
    return Path(settings.FROZEN_MEDIA_ROOT) / sha256[:2] / sha256


def freeze(source: bytes | BinaryIO) -> str:
    """Store the bytes, read to their end, and return their checksum. Raises FreezingFailed."""
    root = Path(settings.FROZEN_MEDIA_ROOT)
    try:
        root.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=root, prefix=".incoming-")
        try:
            with os.fdopen(descriptor, "wb") as incoming:
                sha256 = _copy(source, incoming)
                incoming.flush()
                os.fsync(incoming.fileno())
            _put_in_place(Path(name), path_of(sha256))
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise _store_failed(error) from error
    return sha256


def _store_failed(error: OSError) -> FreezingFailed:
    return FreezingFailed(
        _(
            "The pictures of this item could not be stored (%(reason)s), so nothing was "
            "approved. Tell the administrator; then approve again."
        )
        % {"reason": error.strerror or type(error).__name__}
    )


def _copy(source: bytes | BinaryIO, target: BinaryIO) -> str:
    digest = hashlib.sha256()
    if isinstance(source, bytes):
        digest.update(source)
        target.write(source)
        return digest.hexdigest()
    while chunk := source.read(CHUNK_BYTES):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def _put_in_place(incoming: Path, place: Path) -> None:
    """Renaming is atomic: a reader sees the whole file or none."""
    if place.exists() and place.stat().st_size == incoming.stat().st_size:
        return
    place.parent.mkdir(exist_ok=True)
    incoming.chmod(0o440)
    incoming.replace(place)


def freeze_rendition(picture: Any, spec: str, *, alt: str = "") -> Picture:
    """Freeze a picture of the library in the size `spec` (that of a preset).

    Raises FreezingFailed, also for a file that is missing or no picture.
    """
    try:
        rendition, sha256 = _freeze_rendition(picture, spec)
        size = path_of(sha256).stat().st_size
    except FreezingFailed:
        raise
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in NO_SPACE:
            raise _store_failed(error) from error
        raise FreezingFailed(
            _("The picture “%(title)s” cannot be read. Replace it, then approve again.")
            % {"title": picture.title}
        ) from error
    suffix = PurePath(rendition.file.name).suffix.lower()
    return Picture(
        sha256=sha256,
        name=f"{sha256[:16]}{suffix}",  # never its title: renaming it changes no post
        content_type="image/jpeg" if suffix in {".jpg", ".jpeg"} else f"image/{suffix[1:]}",
        width=rendition.width,
        height=rendition.height,
        size=size,
        alt=alt or picture.alt_text,
        caption=picture.caption,
        credit=picture.credit,
    )


def _freeze_rendition(picture: Any, spec: str) -> tuple[Any, str]:
    """Made anew when only its row or cache entry is left: renditions are not worth a backup."""
    rendition = picture.get_rendition(spec)
    if not rendition.file.storage.exists(rendition.file.name):
        rendition.purge_from_cache()
        picture.renditions.filter(filter_spec=spec).delete()
        rendition = picture.create_rendition(Filter(spec=spec))
    with rendition.file.open("rb") as file:
        if picture.made_by_ai:  # renditions may be older than what was said of the picture
            kind = PurePath(rendition.file.name).suffix[1:].lower().replace("jpg", "jpeg")
            return rendition, freeze(picture.marked(file.read(), kind))
        return rendition, freeze(file)


def ascii_name(title: str, suffix: str) -> str:
    """“Ảnh bìa 1” → `anh-bia-1.jpg`: form encoders and platforms garble other letters."""
    return f"{slugify(PurePath(title).stem, max_length=60) or 'picture'}{suffix}"
