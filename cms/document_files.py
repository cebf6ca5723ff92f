"""Whether an uploaded document is what its name says: by its content, since readers open it."""

import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from .importing.archive import BROKEN

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = {".docx": "word/", ".xlsx": "xl/"}
OPEN = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
TEXTS = (".txt", ".csv")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with entries, without
MOST_OF_A_TYPE = 100  # bytes of an entry that holds the name of a type


def check_document(file: File) -> None:
    """Raises ValidationError."""
    ending = PurePath(file.name or "").suffix.lower()
    if ending in TEXTS:
        if not _is_text(file):
            raise ValidationError(
                _(
                    "The text of this file cannot be read. Save it as text in UTF-8, then upload it again."
                )
            )
    elif not _is(ending, file):
        raise ValidationError(
            _(
                "The file is not what its name says. Open it in the program that it was made with,"
                " save it anew in the format %(ending)s and upload that."
            )
            % {"ending": ending.lstrip(".").upper()}
        )


def _is(ending: str, file: File) -> bool:
    beginning = _beginning(file)
    if ending == ".pdf":
        return beginning.startswith(b"%PDF-")
    if not beginning.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return _holds(ending, archive)
    except BROKEN:
        return False
    finally:
        file.seek(0)


def _holds(ending: str, archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    if ending in OFFICE:
        return CONTENT_TYPES in names and any(name.startswith(OFFICE[ending]) for name in names)
    if ending in OPEN:
        return "mimetype" in names and _type_in(archive) == OPEN[ending]
    return ending == ".zip"


def _type_in(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as entry:
        return entry.read(MOST_OF_A_TYPE).strip()


def _is_text(file: File) -> bool:
    file.seek(0)
    data = file.read()
    file.seek(0)
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        return "\0" not in data.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        return False


def _beginning(file: File) -> bytes:
    file.seek(0)
    found = file.read(8)
    file.seek(0)
    return found
