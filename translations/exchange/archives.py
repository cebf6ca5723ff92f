"""Opening office files, which are ZIP archives of XML: nothing is unpacked before its size is known."""

import io
import zipfile

from django.utils.translation import gettext as _

from cms.importing.archive import BROKEN
from translations.exchange.problems import Refused

MOST_ENTRIES = 1_000
MOST_UNPACKED = 60 * 1024 * 1024
MOST_XML = 30 * 1024 * 1024  # the text of twenty thousand segments
MOST_RATIO, RATIO_FROM = 300, 10 * 1024 * 1024  # small files repeat themselves


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts by name. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_size(entries, len(content))
            # ZipFile reads at most the declared size and then compares the checksum.
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except BROKEN as error:
        raise Refused(
            _(
                "The file is damaged. Save it again in Word or Excel, or ask the sender for it again."
            )
        ) from error
    for name, part in parts.items():
        if not _is_media(name):
            refuse_declarations(part)
    return parts


def _is_media(name: str) -> bool:
    return "/media/" in name


def refuse_declarations(xml: bytes) -> None:
    """No program for translators writes document types; entities multiply, or read files."""
    narrow = xml.replace(b"\0", b"")  # UTF-16 too
    if b"<!DOCTYPE" in narrow or b"<!ENTITY" in narrow:
        raise Refused(
            _(
                "The file has definitions (DOCTYPE) that can do harm and is not read. Ask whoever sent it what it is."
            )
        )


def _check_size(entries: list[zipfile.ZipInfo], packed: int) -> None:
    size = sum(entry.file_size for entry in entries)
    texts = sum(entry.file_size for entry in entries if not _is_media(entry.filename))
    dense = size > RATIO_FROM and size > MOST_RATIO * packed
    if len(entries) > MOST_ENTRIES or size > MOST_UNPACKED or texts > MOST_XML or dense:
        raise Refused(
            _(
                "The file unpacks to far more than a translation can be, and is not opened. Export the page anew."
            )
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused(_("The file is protected by a password. Save it without one."))
