"""A file that came back, held against the page as it is now."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.languages import language_name
from translations.exchange.fingerprints import fingerprint
from translations.exchange.formats import Format
from translations.exchange.problems import Problem, Read
from translations.unit import State, Unit, UnitFile

UNFINISHED = (State.DRAFT, State.STALE)
LISTED = 5  # labels that one line names


@dataclass(frozen=True)
class Accepted:
    """`units` are those of the page with new translations, each a draft or translated: nothing that
    comes out of a file is reviewed or approved."""

    units: tuple[Unit, ...]
    problems: tuple[Problem, ...]


def belongs(read: Read, expected: UnitFile) -> tuple[Problem, ...]:
    """Why the file is not of this page in this language; a problem that is `taken` only warns."""
    file = read.unit_file
    if file is None:
        return read.problems
    place = _("The file")
    known = {unit.id for unit in expected.units}
    if file.item and file.item != expected.item:
        message = _(
            "It is the translation of another page (“%(title)s”). Open that page and import it there."
        )
        return (Problem(place, message % {"title": file.title}),)
    if file.target_language and file.target_language != expected.target_language:
        message = _(
            "It is in %(theirs)s, not in %(ours)s. Import it into the page of its language."
        )
        said = {
            "theirs": language_name(file.target_language),
            "ours": language_name(expected.target_language),
        }
        return (Problem(place, message % said),)
    if not file.item and not any(unit.id in known for unit in file.units):
        return (
            Problem(
                place,
                _("Nothing in it belongs to this page. Import a file that Loa exported from it."),
            ),
        )
    return tuple(_warnings(file, expected, place))


def _warnings(file: UnitFile, expected: UnitFile, place: str) -> list[Problem]:
    if not file.item:
        message = _(
            "It does not say any more which page it is of; its texts were recognised by their codes."
        )
        return [Problem(place, message, taken=True)]
    if file.version != expected.version:
        message = _(
            "The page has changed since the file was exported. What is unchanged is taken; each "
            "other text is named below."
        )
        return [Problem(place, message, taken=True)]
    return []


def accept(read: Read, expected: UnitFile) -> Accepted:
    """What may be written into the page's translation. `expected` is the page as it is now."""
    about_file = belongs(read, expected)
    if read.unit_file is None or any(not problem.taken for problem in about_file):
        return Accepted((), about_file)
    page, by_source = {unit.id: unit for unit in expected.units}, _only_once(expected)
    units, problems, seen = [], [*about_file, *read.problems], set()
    seen |= {problem.unit for problem in read.problems if not problem.taken}
    in_file = {unit.id for unit in read.unit_file.units}
    for unit in read.unit_file.units:
        ours = page.get(unit.id) or by_source.get(_folded(unit.source))
        if ours is None or (unit.id not in page and (ours.id in in_file or ours.id in seen)):
            problems.append(_unknown(unit))
            continue
        seen.add(ours.id)
        taken, problem = _decided(unit, ours, read)
        units += [taken] if taken else []
        problems += [problem] if problem else []
    return Accepted(tuple(units), (*problems, *_missing(expected, seen)))


def _decided(unit: Unit, ours: Unit, read: Read) -> tuple[Unit | None, Problem | None]:
    place = _place(ours)
    if _folded(unit.source) != _folded(ours.source):
        message = _(
            "The text here is not the page's: it changed since the export, or was edited in the "
            "file. Translate it in Loa."
        )
        return None, Problem(place, message, ours.id)
    target = _fitted(unit.target, ours.source)
    if not target:
        emptied = ours.target and read.exported.get(unit.id) == fingerprint(ours.target)
        message = _(
            "The translation is empty in the file. The one in Loa is kept; delete it there if you mean it."
        )
        return None, Problem(place, message, ours.id, taken=True) if emptied else None
    if target == ours.target:
        finished = ours.state in UNFINISHED and unit.state not in (*UNFINISHED, State.EMPTY)
        says_so = finished and read.format is not None and read.format is not Format.DOCX
        return (replace(ours, state=State.TRANSLATED) if says_so else None), None
    exported = read.exported.get(unit.id)
    if exported == fingerprint(unit.target):
        return None, None  # nobody touched it in the file; in Loa somebody has
    if exported and exported != fingerprint(ours.target):
        message = _("It was changed in Loa and in the file. Loa's is kept; the file says: %(text)s")
        return None, Problem(place, message % {"text": target}, ours.id)
    return replace(ours, target=target, state=_state(unit, read.format)), None


def _state(unit: Unit, format_: Format | None) -> State:
    unfinished = unit.state in UNFINISHED and format_ is not None and format_.keeps_states
    return State.DRAFT if unfinished else State.TRANSLATED


def _fitted(target: str, source: str) -> str:
    """Without the spaces and empty lines at the ends that typing into a table leaves."""
    return target.strip() if source == source.strip() else target if target.strip() else ""


def _folded(text: str) -> str:
    """Programs exchange spaces and compose letters anew; that changes no text."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def _only_once(expected: UnitFile) -> dict[str, Unit]:
    """The units whose source no other unit has."""
    count = Counter(_folded(unit.source) for unit in expected.units)
    return {text: unit for unit in expected.units if count[text := _folded(unit.source)] == 1}


def _unknown(unit: Unit) -> Problem:
    message = _(
        "It is no text of this page, or was removed from it since: “%(text)s”. It is left out."
    )
    return Problem(
        unit.label or unit.id or _("Without code"), message % {"text": _short(unit.source)}, unit.id
    )


def _missing(expected: UnitFile, seen: set[str]) -> list[Problem]:
    missing = [unit for unit in expected.units if unit.id not in seen]
    if not missing:
        return []
    labels = ", ".join(_place(unit) for unit in missing[:LISTED])
    message = ngettext(
        "%(count)d text of the page is not in the file and stays as it is: %(labels)s",
        "%(count)d texts of the page are not in the file and stay as they are: %(labels)s",
        len(missing),
    ) % {"count": len(missing), "labels": labels + (" …" if len(missing) > LISTED else "")}
    return [Problem(_("The file"), message, taken=True)]


def _place(unit: Unit) -> str:
    return f"{unit.label} (“{_short(unit.source)}”)" if unit.label else f"“{_short(unit.source)}”"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
