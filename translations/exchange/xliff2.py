"""XLIFF 2.0. http://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from cms.languages import bcp47_of
from translations.exchange.escaping import restored, shown
from translations.exchange.fingerprints import fingerprint
from translations.exchange.found import Contents, Found, Head
from translations.exchange.inline import Element
from translations.exchange.places import unit_place
from translations.exchange.tags import code_of
from translations.exchange.xliff2_inline import NAMESPACE, Inline, X
from translations.exchange.xml_files import default, in_lines, line_of, local, only_one, written
from translations.unit import Kind, State, Unit, UnitFile

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STATES = {
    State.EMPTY: "initial",
    State.DRAFT: "initial",
    State.STALE: "initial",
    State.TRANSLATED: "translated",
    State.REVIEWED: "reviewed",
    State.APPROVED: "final",
}
READ_STATES = {word: state for state, word in STATES.items() if word != "initial"}
OF_LOA = "loa:"  # begins states within “initial”, which the standard leaves to each program
ORDER = [State.DRAFT, State.STALE, State.TRANSLATED, State.REVIEWED, State.APPROVED]


def write(unit_file: UnitFile) -> bytes:
    languages = {
        "srcLang": bcp47_of(unit_file.source_language),
        "trgLang": bcp47_of(unit_file.target_language),
    }
    root = etree.Element(f"{X}xliff", {"version": "2.0"} | languages, nsmap=default(NAMESPACE))
    file = etree.SubElement(root, f"{X}file", {"id": "page", "original": shown(unit_file.item)})
    _write_notes(file, {"title": unit_file.title, "loa-version": unit_file.version})
    for unit in unit_file.units:
        _write_unit(file, unit)
    in_lines(file)
    return written(root)


def _write_unit(file: Element, unit: Unit) -> None:
    element = etree.SubElement(file, f"{X}unit", {"id": unit.id, SPACE: "preserve"})
    longest = "" if unit.longest is None else str(unit.longest)
    notes = {"label": unit.label, "note": unit.note, "kind": unit.kind, "longest": longest}
    notes |= {"previous-source": unit.previous, "exported": fingerprint(unit.target)}
    _write_notes(element, notes)
    inline = Inline(unit.marks)
    data = etree.SubElement(element, f"{X}originalData")
    segment = etree.SubElement(element, f"{X}segment", {"state": STATES[unit.state]})
    if unit.state in (State.DRAFT, State.STALE):
        segment.set("subState", f"{OF_LOA}{unit.state}")
    inline.fill(etree.SubElement(segment, f"{X}source"), unit.source)
    if unit.target:
        inline.fill(etree.SubElement(segment, f"{X}target"), unit.target)
    for id_, code in inline.data():
        etree.SubElement(data, f"{X}data", {"id": id_}).text = shown(code)
    if not len(data):
        element.remove(data)


def _write_notes(element: Element, said: dict[str, str]) -> None:
    notes = etree.SubElement(element, f"{X}notes")
    for category, text in said.items():
        if text:
            etree.SubElement(notes, f"{X}note", {"category": category}).text = shown(text)
    if not len(notes):
        element.remove(notes)


def read(root: Element) -> Contents:
    """Raises Refused."""
    file = only_one(root.findall(f"{X}file"))
    notes = _notes(file)
    head = Head(
        item=restored(file.get("original") or "") if "loa-version" in notes else "",
        title=notes.get("title", ""),
        source_language=code_of(root.get("srcLang") or ""),
        target_language=code_of(root.get("trgLang") or ""),
        version=notes.get("loa-version", ""),
    )
    return Contents(head, tuple(_units(file)))


def _units(file: Element) -> Iterator[Found]:
    for number, element in enumerate(file.iter(f"{X}unit"), 1):
        notes = _notes(element)
        unit, trouble = _unit(element, notes)
        place = unit_place(number, unit.label, line_of(element))
        yield Found(place, unit, notes.get("exported", ""), trouble)


def _unit(element: Element, notes: dict[str, str]) -> tuple[Unit, str]:
    inline = Inline(_codes(element))
    parts = [one for one in element if local(one) in ("segment", "ignorable")]
    source = "".join(inline.text_of(part.find(f"{X}source")) for part in parts)
    target, trouble = _target(inline, parts)
    longest, kind = notes.get("longest", ""), notes.get("kind", "")
    unit = Unit(
        id=element.get("id") or "",
        source=source,
        target=target,
        state=_state(parts) if target else State.EMPTY,
        kind=Kind(kind) if kind in set(Kind) else Kind.TEXT,
        label=notes.get("label", ""),
        note=notes.get("note", ""),
        longest=int(longest) if longest.isdecimal() and len(longest) < 8 else None,
        marks={id_[1:]: code for id_, code in inline.codes.items() if id_[1:].isdecimal()},
        previous=notes.get("previous-source", ""),
    )
    return unit, trouble


def _target(inline: Inline, parts: list[Element]) -> tuple[str, str]:
    """The translation of all segments into which a program may have divided the unit."""
    segments = [part for part in parts if local(part) == "segment"]
    done = [part for part in segments if inline.text_of(part.find(f"{X}target"))]
    if not done:
        return "", ""
    texts = [_order(part, position, inline) for position, part in enumerate(parts, 1)]
    open_ = [
        part
        for part in segments
        if part not in done and inline.text_of(part.find(f"{X}source")).strip()
    ]
    trouble = _("Only a part of it is translated. Translate the rest, then import again.")
    return "".join(text for _position, text in sorted(texts)), trouble if open_ else ""


def _order(part: Element, position: int, inline: Inline) -> tuple[int, str]:
    target = part.find(f"{X}target")
    if target is None and local(part) == "ignorable":
        target = part.find(f"{X}source")
    order = (target.get("order") or "") if target is not None else ""
    return int(order) if order.isdecimal() and len(order) < 8 else position, inline.text_of(target)


def _state(parts: list[Element]) -> State:
    """Of a divided unit: the state of what is least finished."""
    states = [_state_of(part) for part in parts if local(part) == "segment"]
    return min(states, key=ORDER.index)


def _state_of(segment: Element) -> State:
    if (state := segment.get("state") or "initial") != "initial":
        return READ_STATES.get(state, State.DRAFT)
    own = (segment.get("subState") or "").removeprefix(OF_LOA)
    if own:
        return State.STALE if own == State.STALE else State.DRAFT
    return State.TRANSLATED  # whoever filled it in did not speak of states


def _notes(element: Element) -> dict[str, str]:
    notes = element.iterfind(f"{X}notes/{X}note")
    return {note.get("category") or "": restored(note.text or "") for note in notes}


def _codes(unit: Element) -> dict[str, str]:
    data = unit.iterfind(f"{X}originalData/{X}data")
    return {one.get("id") or "": restored(one.text or "") for one in data}
