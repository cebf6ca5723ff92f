"""Signed scans: checked by content, stored by a name that nobody can guess, named by checksum."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

from media_assets.models import sha256_of

from .errors import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000  # A4 at 600 dots an inch, A3 at 400, and then some
FOLDER = "approvals"
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png")
TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png"}
TAIL = 2048  # bytes at the end of a file that hold its end mark


def ending_of(scan: File) -> str:
    """`.pdf`, `.jpg` or `.png`, by what the file holds, whatever its name says. Raises Refused."""
    if not scan.size:
        raise Refused(_("The file is empty. Scan the signed sheet again."))
    if scan.size > MOST_BYTES:
        raise Refused(_("The scan is larger than 20 MB. Scan it in grey or at 200 dots an inch."))
    scan.seek(0)
    beginning = scan.read(8)
    if beginning.startswith(b"%PDF-"):
        found = ".pdf" if _ends_with(b"%%EOF", scan) else ""
    else:
        found = _picture_ending(scan)
    scan.seek(0)
    if not found:
        raise Refused(_("Only a PDF, JPEG or PNG file that can be opened is kept as evidence."))
    return found


def _ends_with(mark: bytes, scan: File) -> bool:
    scan.seek(max(0, scan.size - TAIL))
    return mark in scan.read()


def _picture_ending(scan: File) -> str:
    """By structure, checksums and end mark: nothing is decoded, so no small file takes much memory."""
    scan.seek(0)
    try:
        picture = Image.open(scan, formats=["JPEG", "PNG"])
        kind, points = picture.format, picture.width * picture.height
        picture.verify()  # looks at nothing in a JPEG
    except Exception:  # decoders raise nearly anything on hostile bytes
        return ""
    if points > MOST_PIXELS:
        raise Refused(_("The scan has too many points. Scan it at 300 dots an inch."))
    if kind == "JPEG":
        return ".jpg" if _ends_with(b"\xff\xd9", scan) else ""
    return ".png"


@contextmanager
def stored(scan: File) -> Iterator[dict[str, str]]:
    """Fields of `Approval`; the file goes again if the decision that it proves does not come about."""
    ending = ending_of(scan)
    checksum = sha256_of(scan)
    name = default_storage.save(f"{FOLDER}/{uuid4().hex}{ending}", scan)
    try:
        yield {"evidence": name, "evidence_sha256": checksum}
    except BaseException:
        default_storage.delete(name)
        raise
