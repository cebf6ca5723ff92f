"""The glossary as TBX-Basic (ISO 30042:2019, and the edition of 2008 when reading).

https://www.tbxinfo.net/tbx-dialects/
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from cms.languages import BY_CODE, DEFAULT
from translations.exchange.problems import Refused
from translations.glossary.collecting import Collector, forms, prose
from translations.glossary.entries import TermEntry, Wording
from translations.memory.wording import composed
from translations.xml_stream import Element, elements, local, refuse_entities

MOST_BYTES = 20 * 1024**2
_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_NAMESPACES: Any = {None: _NAMESPACE}  # what no prefix means
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = "administrativeStatus"
_PREFERRED, _ADMITTED, _DEPRECATED = (
    f"{name}Term-admn-sts" for name in ("preferred", "admitted", "deprecated")
)
_FORBIDDEN = ("deprecated", "superseded")
_CONCEPTS = {"conceptEntry", "termEntry"}
_OF_LANGUAGE = {"langSec", "langSet"}
_OF_TERM = {"termSec", "tig", "ntig"}


# --- out ------------------------------------------------------------------------------------------


def write(entries: Iterable[TermEntry], file: BinaryIO) -> int:
    """How many. What is said of a language without any form for it has no place in TBX."""
    root = etree.Element(_name("tbx"), {"type": "TBX-Basic", "style": "dca"}, _NAMESPACES)
    root.set(_LANG, DEFAULT)
    description = _add(_add(_add(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _add(description, "p", "Loa")
    body = _add(_add(root, "text"), "body")
    for number, entry in enumerate(entries, start=1):
        body.append(_concept(entry, number))
    file.write(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))
    return len(body)


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _concept(entry: TermEntry, number: int) -> Element:
    concept = etree.Element(_name("conceptEntry"), {"id": f"c{number}"})
    for kind, text in (("subjectField", entry.domain), ("definition", entry.definition)):
        if text:
            _add(concept, "descrip", text, type=kind)
    if entry.note:
        _add(concept, "note", entry.note)
    _add_language(concept, Wording(DEFAULT, entry.headword, entry.forms))
    for wording in entry.wordings:
        if wording.preferred or wording.allowed or wording.forbidden:
            _add_language(concept, wording)
    return concept


def _add_language(concept: Element, wording: Wording) -> None:
    section = _add(concept, "langSec")
    section.set(_LANG, BY_CODE[wording.language].bcp47)
    if wording.note:
        _add(section, "note", wording.note)
    of_status = (
        (_PREFERRED, filter(None, [wording.preferred])),
        (_ADMITTED, wording.allowed),
        (_DEPRECATED, wording.forbidden),
    )
    for status, texts in of_status:
        for text in texts:
            term = _add(section, "termSec")
            _add(term, "term", text)
            _add(term, "termNote", status, type=_STATUS)


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    element = etree.SubElement(parent, _name(name), attributes)
    element.text = text
    return element


# --- in -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Form:
    text: str
    status: str  # empty where the file says none


def read(file: BinaryIO, languages: Collection[str] | None = None) -> Collector:
    """Raises Refused."""
    collector, is_tbx = Collector(languages), False
    for element in elements(file, {*_CONCEPTS, "tbx", "martif"}, most_bytes=MOST_BYTES):
        is_tbx = True
        if local(element) in _CONCEPTS:
            refuse_entities(element)
            _take(element, collector)
    if not is_tbx:
        raise Refused(_("This is no glossary (TBX)."))
    return collector


def _take(concept: Element, collector: Collector) -> None:
    where = _("Line %(line)d") % {"line": concept.sourceline}
    sections = [child for child in concept if local(child) in _OF_LANGUAGE]
    vietnamese = [section for section in sections if _is_vietnamese(section)]
    there = [form for section in vietnamese for form in _forms(section)]
    headword, others, old = _sorted(there)
    wordings = [
        _wording(section, code)
        for section in sections
        if section not in vietnamese
        and (code := collector.language(section.get(_LANG) or "", where)) is not None
    ]
    definition = _said(concept, "definition") or "".join(
        _said(section, "definition") for section in vietnamese
    )
    said = {
        "definition": prose(definition),
        "note": prose(_text_of(concept, "note")),
        "domain": composed(_said(concept, "subjectField")),
    }
    entry = TermEntry(
        headword, forms((*others, *old)), wordings=tuple(wordings), silent=_untold(said), **said
    )
    collector.add(entry, where)


def _untold(said: dict[str, str]) -> frozenset[str]:
    """Programs leave out what they do not know; that deletes nothing here."""
    return frozenset(name for name, text in said.items() if not text)


def _is_vietnamese(section: Element) -> bool:
    code = (section.get(_LANG) or "").lower().replace("_", "-")
    return code == DEFAULT or code.startswith(f"{DEFAULT}-")


def _wording(section: Element, code: str) -> Wording:
    preferred, allowed, forbidden = _sorted(_forms(section))
    note = prose(_text_of(section, "note"))
    return Wording(code, preferred, allowed, forbidden, note, _untold({"note": note}))


def _sorted(there: Iterable[_Form]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Preferred, allowed, forbidden. Where none is called preferred, the first that may be used is,
    unless the file calls it only admitted."""
    all_ = list(there)
    forbidden = forms(one.text for one in all_ if one.status.startswith(_FORBIDDEN))
    usable = [one for one in all_ if not one.status.startswith(_FORBIDDEN)]
    preferred = [one for one in usable if one.status.startswith("preferred")]
    preferred += [one for one in usable if not one.status]
    first = preferred[0].text if preferred else ""
    return composed(first), forms(one.text for one in usable if one.text != first), forbidden


def _forms(section: Element) -> Iterator[_Form]:
    for element in section:
        if local(element) in _OF_TERM:
            yield _Form(_text_of(element, "term"), _said(element, _STATUS))


def _said(parent: Element, kind: str) -> str:
    """Written as `<descrip type="kind">` or, in the other style of TBX, as `<kind>`."""
    for element in _parts(parent):
        if kind in (element.get("type"), local(element)):
            return "".join(map(str, element.itertext())).strip()
    return ""


def _text_of(parent: Element, name: str) -> str:
    return "\n".join(
        "".join(map(str, one.itertext())) for one in _parts(parent) if local(one) == name
    )


def _parts(parent: Element) -> Iterator[Element]:
    """Its children, and those of its groups (`descripGrp`, `termGrp`)."""
    for child in parent:
        yield child
        if local(child).endswith("Grp"):
            yield from child
