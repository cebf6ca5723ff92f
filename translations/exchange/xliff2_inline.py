"""Marks and placeholders in XLIFF 2.0."""

from collections.abc import Iterator

from lxml import etree

from translations.exchange.inline import Dialect, Element
from translations.exchange.xml_files import local

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
X = f"{{{NAMESPACE}}}"
FIXED = {"canCopy": "no", "canDelete": "no"}
# `subType` of what a tag makes of its text; its prefix is the standard's own.
STYLES = {"b": "xlf:b", "strong": "xlf:b", "i": "xlf:i", "em": "xlf:i", "u": "xlf:u"}


class Inline(Dialect):
    """Reading, `codes` are all original data of the unit by their ids: `d1` of a mark, `dp1` of a
    placeholder."""

    TRANSPARENT = frozenset({"mrk"})

    def pair(self, number: str) -> Element:
        return self._made("pc", number, "dataRefStart", self._style(number))

    def single(self, number: str) -> Element:
        is_break = self.codes.get(number, "").startswith("<br")
        style = {"type": "fmt", "subType": "xlf:lb"} if is_break else {}
        return self._made("ph", number, "dataRef", style)

    def opening(self, number: str) -> Element:
        return self._made("sc", number, "dataRef", self._style(number) | {"isolated": "yes"})

    def closing(self, number: str) -> Element:
        return etree.Element(f"{X}ec", FIXED | {"id": number, "isolated": "yes"})

    def placeholder(self, id_: str, text: str) -> Element:
        shown = {"id": id_, "equiv": text, "disp": text, "dataRef": f"d{id_}", "type": "other"}
        return etree.Element(f"{X}ph", FIXED | shown)

    def data(self) -> Iterator[tuple[str, str]]:
        """What `originalData` must hold."""
        yield from ((f"d{number}", code) for number, code in self.codes.items())
        yield from ((f"d{id_}", text) for text, id_ in self.ids.items())

    def read(self, element: Element, inner: str) -> str:
        name, number = local(element), element.get("startRef") or element.get("id") or ""
        if name == "pc":
            return f"⟨{number}⟩{inner}⟨/{number}⟩"
        if name == "sc":
            return f"⟨{number}⟩"
        if name == "ec":
            return f"⟨/{number}⟩"
        if name == "ph":
            return self._placeholder(element) or f"⟨{number}/⟩"
        if name == "cp":
            return _character(element.get("hex") or "")
        return inner

    def _placeholder(self, element: Element) -> str:
        """Empty for a mark."""
        if (element.get("id") or "").isdecimal():
            return ""
        return element.get("equiv") or self.codes.get(element.get("dataRef") or "", "")

    def _made(self, name: str, number: str, reference: str, style: dict[str, str]) -> Element:
        attributes = FIXED | {"id": number} | style
        if number in self.codes:
            attributes[reference] = f"d{number}"
        return etree.Element(X + name, attributes)

    def _style(self, number: str) -> dict[str, str]:
        tag = self.codes.get(number, "").lstrip("<").split(" ")[0].rstrip(">/")
        if tag == "a":
            return {"type": "link"}
        return {"type": "fmt", "subType": STYLES[tag]} if tag in STYLES else {}


def _character(hex_: str) -> str:
    try:
        return chr(int(hex_, 16))
    except (ValueError, OverflowError):
        return ""
