"""XLIFF 1.2. http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html"""

from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from lxml import etree

from cms.languages import bcp47_of
from translations.exchange.escaping import restored, shown
from translations.exchange.fingerprints import fingerprint
from translations.exchange.found import Contents, Found, Head
from translations.exchange.inline import Dialect, Element
from translations.exchange.places import unit_place
from translations.exchange.tags import code_of
from translations.exchange.xml_files import default, in_lines, line_of, local, only_one, written
from translations.unit import Kind, State, Unit, UnitFile

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
X = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATES = {
    State.DRAFT: "needs-review-translation",
    State.STALE: "needs-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.APPROVED: "final",
}
# What a program makes of them that has more states.
OTHER_STATES = {
    "needs-adaptation": State.DRAFT,
    "needs-l10n": State.DRAFT,
    "needs-review-adaptation": State.DRAFT,
    "needs-review-l10n": State.DRAFT,
}
READ_STATES = {word: state for state, word in STATES.items()} | OTHER_STATES
# `ctype` of what a tag makes of its text.
STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underlined",
    "a": "link",
}


class Inline(Dialect):
    TRANSPARENT = frozenset({"mrk", "sub"})

    def pair(self, number: str) -> Element:
        return self._made("g", number, self._style(number))

    def single(self, number: str) -> Element:
        is_break = self.codes.get(number, "").startswith("<br")
        return self._made("x", number, "lb" if is_break else "x-mark")

    def opening(self, number: str) -> Element:
        return self._made("bx", number, self._style(number))

    def closing(self, number: str) -> Element:
        return etree.Element(f"{X}ex", {"id": number})

    def placeholder(self, id_: str, text: str) -> Element:
        made = self._made("x", id_, "x-placeholder")
        made.set("equiv-text", text)
        return made

    def read(self, element: Element, inner: str) -> str:
        name, number = local(element), element.get("rid") or element.get("id") or ""
        equivalent = element.get("equiv-text") or ""
        if name == "g":
            return f"⟨{number}⟩{inner}⟨/{number}⟩"
        if name in ("bx", "bpt"):
            return f"⟨{number}⟩"
        if name in ("ex", "ept"):
            return f"⟨/{number}⟩"
        if name == "x" and element.get("ctype") == "x-placeholder" and equivalent:
            return equivalent
        if name in ("x", "ph"):
            return f"⟨{number}/⟩"
        return inner

    def _made(self, name: str, id_: str, ctype: str) -> Element:
        return etree.Element(X + name, {"id": id_, "ctype": ctype})

    def _style(self, number: str) -> str:
        tag = self.codes.get(number, "").lstrip("<").split(" ")[0].rstrip(">/")
        return STYLES.get(tag, "x-mark")


def write(unit_file: UnitFile) -> bytes:
    root = etree.Element(f"{X}xliff", {"version": "1.2"}, nsmap=default(NAMESPACE))
    attributes = {
        "original": shown(unit_file.item),
        "source-language": bcp47_of(unit_file.source_language),
        "target-language": bcp47_of(unit_file.target_language),
        "datatype": "html",
        "product-name": "Loa",
        "build-num": shown(unit_file.version),
    }
    file = etree.SubElement(root, f"{X}file", attributes)
    header = etree.SubElement(file, f"{X}header")
    _note(header, unit_file.title, "title")
    body = etree.SubElement(file, f"{X}body")
    for unit in unit_file.units:
        _write_unit(body, unit, bcp47_of(unit_file.target_language))
    in_lines(body)
    return written(root)


def _write_unit(body: Element, unit: Unit, language: str) -> None:
    element = etree.SubElement(body, f"{X}trans-unit", {"id": unit.id, SPACE: "preserve"})
    inline = Inline(unit.marks)
    inline.fill(etree.SubElement(element, f"{X}source"), unit.source)
    if unit.state is State.APPROVED:
        element.set("approved", "yes")
    if unit.longest is not None:
        element.set("maxwidth", str(unit.longest))
        element.set("size-unit", "char")
    if unit.target:
        target = etree.SubElement(element, f"{X}target", {LANG: language})
        target.set("state", STATES.get(unit.state, "translated"))
        inline.fill(target, unit.target)
    _write_context(element, unit)
    if unit.note:
        _note(element, unit.note, "editor")
    if unit.previous:
        old = etree.SubElement(element, f"{X}alt-trans", {"alttranstype": "previous-version"})
        inline.fill(etree.SubElement(old, f"{X}source"), unit.previous)
        inline.fill(etree.SubElement(old, f"{X}target", {LANG: language}), unit.target)


def _write_context(element: Element, unit: Unit) -> None:
    group = etree.SubElement(element, f"{X}context-group", {"purpose": "information"})
    said = [("label", unit.label), ("kind", unit.kind), ("exported", fingerprint(unit.target))]
    said += [("mark", f"{number} {code}") for number, code in unit.marks.items()]
    for name, text in filter(itemgetter(1), said):
        context = etree.SubElement(group, f"{X}context", {"context-type": f"x-{name}"})
        context.text = shown(text)


def _note(element: Element, text: str, writer: str) -> None:
    etree.SubElement(element, f"{X}note", {"from": writer}).text = shown(text)


def read(root: Element) -> Contents:
    """Raises Refused."""
    file = only_one(root.findall(f"{X}file"))
    return Contents(_head(file), tuple(_units(file)))


def _head(file: Element) -> Head:
    head = Head(
        title=restored(file.findtext(f"{X}header/{X}note[@from='title']", "")),
        source_language=code_of(file.get("source-language") or ""),
        target_language=code_of(file.get("target-language") or ""),
    )
    if file.get("product-name") != "Loa":
        return head
    item, version = file.get("original") or "", file.get("build-num") or ""
    return replace(head, item=restored(item), version=restored(version))


def _units(file: Element) -> Iterator[Found]:
    for number, element in enumerate(file.iter(f"{X}trans-unit"), 1):
        context: dict[str, list[str]] = {}
        for one in element.iterfind(f"{X}context-group/{X}context"):
            said = restored(one.text or "")
            context.setdefault(one.get("context-type") or "", []).append(said)
        unit = _unit(element, context)
        exported = "".join(context.get("x-exported", [])[:1])
        yield Found(unit_place(number, unit.label, line_of(element)), unit, exported)


def _unit(element: Element, context: dict[str, list[str]]) -> Unit:
    inline, target = Inline({}), element.find(f"{X}target")
    text, width = inline.text_of(target), element.get("maxwidth") or ""
    state = READ_STATES.get((target.get("state") or "") if target is not None else "")
    kind = "".join(context.get("x-kind", [])[:1])
    previous = element.find(f"{X}alt-trans[@alttranstype='previous-version']/{X}source")
    return Unit(
        id=element.get("id") or "",
        source=inline.text_of(element.find(f"{X}source")),
        target=text,
        state=(state or State.TRANSLATED) if text else State.EMPTY,
        kind=Kind(kind) if kind in set(Kind) else Kind.TEXT,
        label="".join(context.get("x-label", [])[:1]),
        note=restored(element.findtext(f"{X}note[@from='editor']", "")),
        longest=int(width) if width.isdecimal() and len(width) < 8 else None,
        marks=dict(mark.split(" ", 1) for mark in context.get("x-mark", []) if " " in mark),
        previous=inline.text_of(previous),
    )
