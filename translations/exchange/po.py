"""PO, the format of gettext. The unit's id is the context of its entry, so that equal sources of
different places stay apart, and no program reorders or merges them."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation import gettext as _

from cms.languages import bcp47_of
from translations.exchange.escaping import IN_LINES, code, line, restored, shown
from translations.exchange.fingerprints import fingerprint
from translations.exchange.found import Contents, Found, Head
from translations.exchange.places import with_label
from translations.exchange.problems import Refused
from translations.exchange.tags import code_of
from translations.unit import Kind, State, Unit, UnitFile

MOST_LINES = 5_000  # of one text: polib takes as long as their number by itself
UNFINISHED = (State.DRAFT, State.STALE)  # “fuzzy” in PO
_QUOTED = re.compile(r'(?:#\|\s*|#~\s*)?(?:msg\w+(?:\[\d+\])?\s*)?"')
_CLOSED = re.compile(r'(?<!\\)(?:\\\\)*"$')
_LINE_NUMBER = re.compile(r"\(line (\d+)\)")  # in what polib says
MARK = "@"  # begins a line of the comment that programs read; the others are the note


def write(unit_file: UnitFile) -> bytes:
    catalogue = polib.POFile(wrapwidth=0)  # wrapping would divide comments too
    catalogue.metadata = {name: line(text) for name, text in _metadata(unit_file).items()}
    catalogue.extend(_entry(unit) for unit in unit_file.units)
    return str(catalogue).encode()


def _metadata(unit_file: UnitFile) -> dict[str, str]:
    return {
        "Project-Id-Version": "Loa",
        "Language": bcp47_of(unit_file.target_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
        "X-Source-Language": bcp47_of(unit_file.source_language),
        "X-Loa-Item": unit_file.item,
        "X-Loa-Version": unit_file.version,
        "X-Loa-Title": unit_file.title,
    }


def _entry(unit: Unit) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=unit.id,
        msgid=shown(unit.source, IN_LINES),
        msgstr=shown(unit.target, IN_LINES),
        comment=_comment(unit),
    )
    if unit.state in UNFINISHED:
        entry.flags.append("fuzzy")
    if unit.previous:
        entry.previous_msgid = shown(unit.previous, IN_LINES)
    return entry


def _comment(unit: Unit) -> str:
    said = {
        "label": unit.label,
        "state": unit.state,
        "kind": "" if unit.kind is Kind.TEXT else unit.kind,
        "longest": "" if unit.longest is None else str(unit.longest),
        "exported": fingerprint(unit.target),
    }
    lines = [f"{MARK}{name} {line(text)}" for name, text in said.items() if text]
    note = map(line, unit.note.split("\n") if unit.note else [])
    # polib leaves empty lines out
    return "\n".join([*lines, *(re.sub(f"^{MARK}", code(MARK), one) or MARK for one in note)])


def read(content: bytes) -> Contents:
    """Raises Refused."""
    catalogue = _parsed(content)
    said = catalogue.metadata
    head = Head(
        item=restored(said.get("X-Loa-Item", "")),
        title=restored(said.get("X-Loa-Title", "")),
        source_language=code_of(said.get("X-Source-Language", "")),
        target_language=code_of(said.get("Language", "")),
        version=restored(said.get("X-Loa-Version", "")),
    )
    return Contents(head, tuple(_found(catalogue)))


def _parsed(content: bytes) -> polib.POFile:
    try:
        _refuse_odd_lines(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise Refused(_damaged(), _line(content.count(b"\n") + 1)) from error
        raise Refused(
            _("The file is not in UTF-8. Save it with this encoding."),
            _line(content.count(b"\n", 0, error.start) + 1),
        ) from error
    with tempfile.TemporaryDirectory() as folder:  # given a text, polib divides lines at U+2028 too
        path = Path(folder, "translation.po")
        path.write_bytes(content.removeprefix(b"\xef\xbb\xbf"))
        try:
            return polib.pofile(str(path), encoding="utf-8")
        except (OSError, ValueError, IndexError, AttributeError, KeyError) as error:
            number = _LINE_NUMBER.search(str(error))
            raise Refused(_damaged(), _line(int(number[1])) if number else "") from error


def _refuse_odd_lines(text: str) -> None:
    """polib takes a text that is cut off for one that ends there."""
    lines = 0
    for number, line_ in enumerate(text.split("\n"), 1):
        lines = lines + 1 if line_.lstrip().startswith('"') else 0
        if lines > MOST_LINES:
            raise Refused(
                _("A text goes on for more than %(count)d lines. Export the page anew.")
                % {"count": MOST_LINES},
                _line(number),
            )
        if _QUOTED.match(line_.strip()) and not _CLOSED.search(line_.strip()):
            raise Refused(_damaged(), _line(number))


def _damaged() -> str:
    return _("The file is damaged or cut off here. Save it again in your program.")


def _line(number: int) -> str:
    return _("Line %(line)d") % {"line": number}


def _found(catalogue: polib.POFile) -> Iterator[Found]:
    for entry in catalogue:
        is_head = not entry.msgctxt and not entry.msgid  # polib's, where the file ends too early
        if entry.obsolete or is_head:
            continue
        said, note = _said(entry.comment)
        unit = _unit(entry, said, note)
        place = with_label(_line(entry.linenum or 0), unit.label)
        trouble = _("It has plural forms, which no text of Loa has. Export the page anew.")
        yield Found(place, unit, said.get("exported", ""), trouble if entry.msgid_plural else "")


def _unit(entry: polib.POEntry, said: dict[str, str], note: str) -> Unit:
    longest, kind = said.get("longest", ""), said.get("kind", "")
    return Unit(
        id=entry.msgctxt or "",
        source=restored(entry.msgid),
        target=restored(entry.msgstr),
        state=_state(entry, said.get("state", "")),
        kind=Kind(kind) if kind in set(Kind) else Kind.TEXT,
        label=said.get("label", ""),
        note=note,
        longest=int(longest) if longest.isdecimal() and len(longest) < 8 else None,
        previous=restored(entry.previous_msgid or ""),
    )


def _state(entry: polib.POEntry, said: str) -> State:
    """The flag counts: programs set and clear it, and leave the comment alone."""
    if not entry.msgstr:
        return State.EMPTY
    if "fuzzy" in entry.flags:
        return State.STALE if said == State.STALE else State.DRAFT
    return State(said) if said in (State.REVIEWED, State.APPROVED) else State.TRANSLATED


def _said(comment: str) -> tuple[dict[str, str], str]:
    said, note = {}, []
    for one in comment.split("\n") if comment else []:
        name, _space, text = one.removeprefix(MARK).partition(" ")
        if one.startswith(MARK) and name:
            said[name] = restored(text)
        else:
            note.append(restored(one.removeprefix(MARK)))
    return said, "\n".join(note)
