"""Cleans a PDF, in the process of `worker`: what acts, what is hidden in it and who made it go.

Nothing a reader sees is touched. A file with an electronic signature stays as it is, byte for byte:
any change would break the signature.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .unusable import Unusable

MOST_PAGES = 5_000
MOST_OBJECTS = 1_000_000
DEEPEST = 50
BEGINNING, END, BLANK = b"%PDF-", b"%%EOF", b" \t\r\n\f\0"
END_BYTES = 2048  # what readers search for the mark of the end
ACTS = {
    f"/{name}"
    for name in "JavaScript Launch SubmitForm ImportData GoToE Rendition Movie Sound"
    " RichMediaExecute GoTo3DView".split()
}
HOLDS = {f"/{name}" for name in "FileAttachment RichMedia Screen Movie Sound 3D".split()}
# Names in a dictionary that lead to programs, embedded files and forms that act.
KEYS = {
    f"/{name}" for name in "JavaScript JS AA EmbeddedFiles EF AF XFA Collection PieceInfo".split()
}
ACTION_KEYS = {"/A", "/Next", "/PA", "/OpenAction"}  # what stands there is carried out
BEHIND = "behind the end"
HARMLESS_AFTERWARDS = {"/PieceInfo"}  # what programs note for themselves: gone, but nobody is told
PERSONAL = {"/Author", "/Company", "/Manager", "/LastModifiedBy"}
PERSONAL_XMP = ("dc:creator", "pdf:Author", "xmpMM:History")


def read(source: Path, target: Path, job: str) -> dict[str, Any]:
    """Pages, and what was taken out; the cleaned file is written to `target` if anything was."""
    behind = _behind_the_end(source)
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PasswordError as error:
        raise Unusable("encrypted") from error
    with pdf:
        pages = len(pdf.pages)
        if not pages:
            raise Unusable("damaged")
        if pages > MOST_PAGES or len(pdf.objects) > MOST_OBJECTS:
            raise Unusable("too_heavy")
        signed = _is_signed(pdf)
        removed = {*_cleaned(pdf), *behind}
        personal = _without_persons(pdf)
        if signed and removed - HARMLESS_AFTERWARDS:
            raise Unusable("signed_and_active")
        if not signed and (removed or personal or pdf.is_encrypted):
            pdf.save(target, deterministic_id=True, encryption=False)
        told = sorted({_told(one) for one in removed - HARMLESS_AFTERWARDS})
        return {"pages": pages, "removed": told, "personal": personal, "signed": signed}


def _behind_the_end(source: Path) -> set[str]:
    """What follows the end is another file, hidden in this one.

    Of a file cut off, qpdf would keep what it finds: pages would be missing in silence.
    """
    with source.open("rb") as file:
        if file.read(len(BEGINNING)) != BEGINNING:
            raise Unusable("other")
        file.seek(max(0, source.stat().st_size - END_BYTES))
        _before, end, behind = file.read().rpartition(END)
    if not end:
        raise Unusable("damaged")
    return {BEHIND} if behind.strip(BLANK) else set()


def _told(name: str) -> str:
    return (
        "files"
        if name in {"/EmbeddedFiles", "/EF", "/AF", "/Collection", BEHIND, *HOLDS}
        else "actions"
    )


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    flags = form.get("/SigFlags", 0) if isinstance(form, Dictionary) else 0
    return bool(int(flags) & 1) and any(_is_signature(one) for one in pdf.objects)


def _is_signature(thing: Any) -> bool:
    return isinstance(thing, Dictionary) and "/ByteRange" in thing and "/Contents" in thing


def _cleaned(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from _opening(pdf)
    for thing in pdf.objects:
        yield from _without_acts(thing, 0)


def _opening(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Whatever happens on opening but for going to a page."""
    action = pdf.Root.get("/OpenAction")
    if isinstance(action, Dictionary) and action.get("/S") != Name.GoTo:
        del pdf.Root["/OpenAction"]
        yield "/OpenAction"


def _without_acts(thing: Any, depth: int, below: str = "") -> Iterator[str]:
    """In place. What is referred to, rather than contained, is an object of its own."""
    if depth > DEEPEST:
        raise Unusable("damaged")
    if isinstance(thing, (Dictionary, pikepdf.Stream)):
        for key in list(thing.keys()):
            value = thing[key]
            if key in KEYS or _acts(value, below=key):
                del thing[key]
                yield key if key in KEYS else _kind(value)
            elif _is_inside(value) or (key in ACTION_KEYS and isinstance(value, Array)):
                yield from _without_acts(value, depth + 1, key)
    elif isinstance(thing, Array):
        for number in reversed(range(len(thing))):
            value = thing[number]
            if _acts(value, below=below):
                del thing[number]
                yield _kind(value)
            elif _is_inside(value):
                yield from _without_acts(value, depth + 1, below)


def _is_inside(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _acts(value: Any, *, below: str = "") -> bool:
    """Tags name their kind under the same key as actions; where an action stands, it is one."""
    if not isinstance(value, Dictionary):
        return False
    if value.get("/Type") == Name.StructElem and below not in ACTION_KEYS:
        return False
    return _name(value, "/S") in ACTS or (_name(value, "/Subtype") in HOLDS and "/Rect" in value)


def _kind(value: Any) -> str:
    acting = _name(value, "/S")
    return acting if acting in ACTS else _name(value, "/Subtype")


def _name(value: Any, key: str) -> str:
    found = value.get(key)
    return str(found) if isinstance(found, Name) else ""


def _without_persons(pdf: pikepdf.Pdf) -> bool:
    """Author and company; title, language and the names of programs stay. Whether there were any."""
    found = False
    info = pdf.trailer.get("/Info")
    if isinstance(info, Dictionary):
        for key in PERSONAL.intersection(info.keys()):
            found = found or bool(str(info[key]).strip())
            del info[key]
    return _without_persons_in_xmp(pdf) or found


def _without_persons_in_xmp(pdf: pikepdf.Pdf) -> bool:
    if "/Metadata" not in pdf.Root:
        return False
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as particulars:
            named = [name for name in PERSONAL_XMP if name in particulars]
            for name in named:
                del particulars[name]
    except Exception:  # particulars that cannot be read cannot be cleaned either
        del pdf.Root["/Metadata"]
        return True
    return bool(named)
