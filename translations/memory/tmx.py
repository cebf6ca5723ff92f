"""Translation memories as TMX 1.4b, to and from other programs.

https://www.gala-global.org/tmx-14b
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from cms.languages import BY_CODE, DEFAULT, UnknownLanguage, find
from translations.exchange.problems import Problem, Refused
from translations.memory.keeping import Pair
from translations.memory.tmx_inline import Numbering, fill
from translations.memory.wording import wording
from translations.models import MemoryUnit
from translations.xml_stream import Element, elements, local, refuse_entities

MOST_BYTES = 300 * 1024**2
LONGEST = 20_000  # characters of one side
MOST_PROBLEMS = 200  # told; a file with more is another kind of file
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TIME = "%Y%m%dT%H%M%SZ"
_APPROVED = "x-loa-approved"
_OFFICE = "x-loa-office"


# --- out ------------------------------------------------------------------------------------------


def write(units: Iterable[MemoryUnit], file: BinaryIO) -> int:
    """How many; `units` come with their offices. Who made them is not told."""
    number = 0
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            xml.write(_header())
            with xml.element("body"):
                for unit in units:
                    xml.write("\n", _unit(unit))
                    number += 1
    return number


def _header() -> Element:
    return etree.Element(
        "header",
        {
            "creationtool": "Loa",
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": "Loa",
            "adminlang": "en",
            "srclang": DEFAULT,
            "datatype": "plaintext",
        },
    )


def _unit(unit: MemoryUnit) -> Element:
    made = unit.made_at.astimezone(UTC).strftime(_TIME)
    element = etree.Element("tu", {"creationdate": made, "usagecount": str(unit.used)})
    office = unit.office.code if unit.office else ""
    for name, value in ((_APPROVED, "yes" if unit.approved else "no"), (_OFFICE, office)):
        if value:
            etree.SubElement(element, "prop", {"type": name}).text = value
    for language, text in ((DEFAULT, unit.source), (unit.language, unit.target)):
        variant = etree.SubElement(element, "tuv", {_LANG: BY_CODE[language].bcp47})
        fill(etree.SubElement(variant, "seg"), text)
    return element


# --- in -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """`approved` is what the file says; None: nothing."""

    language: str
    pair: Pair
    approved: bool | None


@dataclass
class Reader:
    """Only `languages` are read, if they are named; what is wrong in others does not matter then.

    Problems are known when everything was read. Raises Refused where the file cannot be read on.
    """

    languages: Collection[str] | None = None
    problems: list[Problem] = field(default_factory=list)
    _unknown: set[str] = field(default_factory=set)

    def read(self, file: BinaryIO) -> Iterator[Found]:
        is_tmx, srclang = False, DEFAULT
        for element in elements(file, {"header", "tu", "tmx"}, most_bytes=MOST_BYTES):
            is_tmx = is_tmx or local(element) in {"header", "tmx"}
            if local(element) == "header":
                srclang = element.get("srclang", DEFAULT)
            elif local(element) == "tu":
                yield from self._of_unit(element, srclang)
        if not is_tmx:
            raise Refused(_("This is no translation memory (TMX)."))

    def _of_unit(self, unit: Element, srclang: str) -> Iterator[Found]:
        refuse_entities(unit)
        variants = [
            (self._language(variant), seg, variant)
            for variant in unit.findall("{*}tuv")
            if (seg := variant.find("{*}seg")) is not None
        ]
        sources = [seg for code, seg, _variant in variants if code == DEFAULT]
        if len(sources) != 1:
            self._tell(unit, _source_problem(unit.get("srclang", srclang), bool(sources)))
            return
        numbering = Numbering()
        source = numbering.text_of(sources[0])
        for code, seg, variant in variants:
            if code not in (None, DEFAULT):
                pair = Pair(source, numbering.text_of(seg), None, _made(variant, unit), _used(unit))
                if self._is_good(pair, seg):
                    yield Found(code, pair, _approved(unit))

    def _language(self, variant: Element) -> str | None:
        """None: not wanted, or unknown, which is told once."""
        said = variant.get(_LANG) or variant.get("lang") or ""
        try:
            code = find(said).code
        except UnknownLanguage as unknown:
            if _is_vietnamese(said):
                return DEFAULT
            if self.languages is None and said not in self._unknown:
                self._unknown.add(said)
                self._tell(variant, str(unknown))
            return None
        wanted = self.languages is None or code == DEFAULT or code in self.languages
        return code if wanted else None

    def _is_good(self, pair: Pair, seg: Element) -> bool:
        if max(len(pair.source), len(pair.target)) > LONGEST:
            self._tell(seg, _("Longer than %(count)d characters.") % {"count": LONGEST})
            return False
        return bool(wording(pair.source).words and pair.target.strip())

    def _tell(self, element: Element, message: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(
                Problem(_("Line %(line)d") % {"line": element.sourceline}, message)
            )


def _source_problem(srclang: str, is_double: bool) -> str:
    if is_double:
        return _("The unit has its Vietnamese twice.")
    message = _("The unit has no Vietnamese (its source language is “%(language)s”).")
    return message % {"language": srclang}


def _is_vietnamese(code: str) -> bool:
    """vi-VN, as most programs write it, is no tag of ours."""
    return code.lower().replace("_", "-").startswith(f"{DEFAULT}-")


def _made(*elements: Element) -> datetime | None:
    for element in elements:
        said = element.get("changedate") or element.get("creationdate") or ""
        try:
            return datetime.strptime(said, _TIME).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _used(unit: Element) -> int:
    said = unit.get("usagecount", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0


def _approved(unit: Element) -> bool | None:
    said = [prop.text for prop in unit.findall("{*}prop") if prop.get("type") == _APPROVED]
    return said[0] == "yes" if said else None
