"""Documents for readers to download: what their names say they are, and nothing that acts or hides."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from . import apart
from .refusal import Refused
from .unusable import Unusable

TEXTS = ("txt", "csv")
READ_APART = ("pdf", "docx", "xlsx", "odt", "ods", "zip")
SECONDS = 60  # the slowest seen, a law of 400 pages, takes one
_OTHER = _(
    "The file is not what its name says. Open it in the program that it was made with, save it anew in"
    " the format {ending} and upload that."
)
_LOCKED = _(
    "This file opens with a password only. Save it without the password, then upload it again:"
    " readers do not have it."
)
_DAMAGED = _(
    "The file is damaged or incomplete. Open it in the program that it was made with, save it anew and"
    " upload that."
)
_WHY = {
    "damaged": _DAMAGED,
    "encrypted": _LOCKED,
    "locked_or_old": _(
        "This file opens with a password only, or was saved in the format of an old program. Save it"
        " without a password as DOCX or XLSX, then upload it again."
    ),
    "too_heavy": apart.TOO_HEAVY,
    "bomb": _(
        "This file grows far too large when it is unpacked. Save it anew, with fewer pages or pictures,"
        " then upload it again."
    ),
    "macros": _(
        "This file holds programs (macros). Save it without them, as DOCX, XLSX or PDF, then upload it"
        " again."
    ),
    "embedded": _(
        "Other files are embedded in this file. Take them out or put pictures in their place, then"
        " upload it again."
    ),
    "outside": _(
        "This file loads pictures or data from other places. Embed the pictures, break the links to"
        " other files, then upload it again."
    ),
    "entities": _(
        "This file was not written by an office program and may read other files. Open it, save it"
        " anew and upload that."
    ),
    "signed_and_active": _(
        "This PDF is signed electronically and holds programs or files: it cannot be cleaned without"
        " breaking the signature. Ask its issuer for one without them."
    ),
}


@dataclass(frozen=True)
class Cleaned:
    """`content` is None where the file came in as it was. `notes` are sentences for the editor."""

    ending: str
    pages: int | None = None
    content: bytes | None = None
    notes: tuple[Any, ...] = ()


def clean(file: Any) -> Cleaned:
    """`file` is open for reading and is read from its start again. Raises Refused."""
    ending = PurePath(file.name or "").suffix.lower().lstrip(".")
    if ending in TEXTS:
        _check_text(file)
        return Cleaned(ending)
    if ending not in READ_APART:
        raise _is_other(ending)
    with apart.on_disk(file) as source:
        try:
            found = apart.read(ending, source, seconds=SECONDS)
        except Unusable as error:
            if error.code == "other":
                raise _is_other(ending) from error
            raise Refused(_WHY.get(error.code, _DAMAGED), error.code) from error
        made = apart.made(source)
        content = made.read_bytes() if made.exists() else None
    return Cleaned(ending, found.get("pages"), content, tuple(_notes(found)))


def _is_other(ending: str) -> Refused:
    return Refused(format_lazy(_OTHER, ending=ending.upper()), "other")


def _notes(found: dict[str, Any]) -> list[Any]:
    removed, notes = found.get("removed", ()), []
    if found.get("signed"):
        notes.append(_("The file is signed electronically: it is kept exactly as it is."))
    if "actions" in removed:
        notes.append(_("Programs and actions were removed from the PDF."))
    if "files" in removed:
        notes.append(_("Files that were embedded in the PDF were removed."))
    if found.get("personal") and found.get("signed"):
        notes.append(_("It names its author or company, which readers can see."))
    elif found.get("personal"):
        notes.append(_("The names of author and company were removed from the file."))
    if found.get("remarks"):
        notes.append(
            _(
                "The document holds comments or tracked changes, which whoever downloads it reads. If"
                " that should not be, accept the changes, delete the comments and upload it anew."
            )
        )
    return notes


def _check_text(file: Any) -> None:
    file.seek(0)
    data = file.read()
    file.seek(0)
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        readable = "\0" not in data.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        readable = False
    if not readable:
        raise Refused(
            _(
                "The text of this file cannot be read. Save it as text in UTF-8, then upload it again."
            ),
            "text",
        )
