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
MOST_PIXELS = 120_000_000  # A3 at 600 dots an inch, and then some
FOLDER = "approvals"
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png")
TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png"}
TAIL = 2048  # bytes at the end of a PDF that hold its end mark


def ending_of(scan: File) -> str:
    """`.pdf`, `.jpg` or `.png`, by what the file holds, whatever its name says. Raises Refused."""
    if not scan.size:
        raise Refused(_("The file is empty. Scan the signed sheet again."))
    if scan.size > MOST_BYTES:
        raise Refused(_("The scan is larger than 20 MB. Scan it in grey or at 200 dots an inch."))
    scan.seek(0)
    beginning = scan.read(8)
    if beginning.startswith(b"%PDF-"):
        found = ".pdf" if _is_whole_pdf(scan) else ""
    else:
        found = _picture_ending(scan)
    scan.seek(0)
    if not found:
        raise Refused(_("Only a PDF, JPEG or PNG file that can be opened is kept as evidence."))
    return found


def _is_whole_pdf(scan: File) -> bool:
    scan.seek(max(0, scan.size - TAIL))
    return b"%%EOF" in scan.read()


def _picture_ending(scan: File) -> str:
    scan.seek(0)
    try:
        with Image.open(scan, formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return ""
            kind = picture.format
            picture.load()
    except Exception:  # decoders raise nearly anything on hostile bytes
        return ""
    return ".jpg" if kind == "JPEG" else ".png"


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
