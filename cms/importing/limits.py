"""How much of a file is read at most. Sizes are bytes unless a name says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    file_size: int = 25 * MEGABYTE
    unpacked_size: int = 200 * MEGABYTE
    unpacked_text_size: int = 20 * MEGABYTE
    """All XML parts of a document together: a thousand pages stay below this."""
    characters: int = 5_000_000
    """Of a web page or text, not counting the pictures that a page carries inside."""
    archive_entries: int = 2_000
    compression_ratio: int = 300
    """Only asked of archives that unpack to more than ``ratio_from``: small files repeat themselves."""
    ratio_from: int = 10 * MEGABYTE
    picture_pixels: int = 60_000_000
    pictures: int = 200
    picture_seconds: float = 40
    """For all pictures of a file together: the page that waits for them is cut off after 120."""


def limits_from_settings() -> Limits:
    """The defaults, with the file size an operator may set as ``LOA_IMPORT_MAX_BYTES``."""
    return Limits(file_size=getattr(settings, "LOA_IMPORT_MAX_BYTES", Limits.file_size))
