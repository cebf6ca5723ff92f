"""Opening a DOCX safely: it is a ZIP of XML parts and may be hostile in both respects."""

from __future__ import annotations

import io
import zipfile
import zlib

from cms.importing.limits import Limits
from cms.importing.refusals import refuse

MAIN_PART = "word/document.xml"
XML_ENDINGS = (".xml", ".rels")
FOREIGN = {"content.xml": "odt", "xl/workbook.xml": "not_word", "ppt/presentation.xml": "not_word"}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


def read_parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """All parts of a Word file by name. Raises ``ImportRefused``; unpacks nothing beyond the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries, len(data), limits)
            _refuse_foreign({entry.filename for entry in entries}, entries)
            # ZipFile reads at most the declared size and then compares the checksum.
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except BROKEN as error:
        raise refuse("broken_docx") from error
    for name, part in parts.items():
        if name.lower().endswith(XML_ENDINGS):
            _refuse_declarations(part)
    return parts


def write_parts(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as an uncompressed archive in memory, for the reader that wants one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    target.seek(0)
    return target


def _refuse_bombs(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    text = sum(e.file_size for e in entries if e.filename.lower().endswith(XML_ENDINGS))
    too_dense = unpacked > limits.ratio_from and unpacked > limits.compression_ratio * packed
    if (
        len(entries) > limits.archive_entries
        or unpacked > limits.unpacked_size
        or text > limits.unpacked_text_size
        or too_dense
    ):
        raise refuse("archive_bomb")


def _refuse_foreign(names: set[str], entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refuse("encrypted")
    if MAIN_PART in names or any(_is_main_part(name) for name in names):
        return
    for marker, reason in FOREIGN.items():
        if marker in names:
            raise refuse(reason)
    raise refuse("not_word" if names else "broken_docx")


def _is_main_part(name: str) -> bool:
    return name.startswith("word/document") and name.endswith(".xml")


def _refuse_declarations(part: bytes) -> None:
    """Word writes no document types; entities can multiply or read files (also in UTF-16)."""
    narrow = part.replace(b"\0", b"")
    if b"<!DOCTYPE" in narrow or b"<!ENTITY" in narrow:
        raise refuse("unsafe_xml")
