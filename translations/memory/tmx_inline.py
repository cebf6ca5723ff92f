"""Marks and placeholders as the inline elements of TMX, and back."""

from collections import Counter

from lxml import etree

from translations.marks import Part, Token, badly_nested, tokens
from translations.xml_stream import Element, local

_OPENS, _CLOSES, _TRANSPARENT = {"bpt"}, {"ept"}, {"hi"}


def fill(element: Element, text: str) -> None:
    """Writes the text into the empty `seg`. Each element holds its mark as it is written here."""
    is_nested = not badly_nested(text) and _opens_once(text)
    last: Element | None = None
    for token in tokens(text):
        if token.part is not Part.TEXT:
            last = etree.SubElement(element, *_tag(token, is_nested=is_nested))
            last.text = token.text
        elif last is None:
            element.text = token.text
        else:
            last.tail = token.text


def _opens_once(text: str) -> bool:
    opened = Counter(token.name for token in tokens(text) if token.part is Part.OPEN)
    return all(times == 1 for times in opened.values())


def _tag(token: Token, *, is_nested: bool) -> tuple[str, dict[str, str]]:
    if token.part is Part.PLACEHOLDER:
        return "ph", {"type": "x-placeholder"}
    if token.part is Part.SINGLE:
        return "ph", {"x": token.name}
    if not is_nested:
        return "it", {"pos": "begin" if token.part is Part.OPEN else "end", "x": token.name}
    if token.part is Part.OPEN:
        return "bpt", {"i": token.name, "x": token.name}
    return "ept", {"i": token.name}


class Numbering:
    """Of the codes of other programs: the same one has the same number on both sides of a unit."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def text_of(self, seg: Element) -> str:
        parts, pairs = [seg.text or ""], dict[str, int]()
        for position, child in enumerate(seg):
            parts += [self._mark(child, pairs, position), child.tail or ""]
        return "".join(parts)

    def _mark(self, element: Element, pairs: dict[str, int], position: int) -> str:
        name, written = local(element), "".join(map(str, element.itertext()))
        if name in _TRANSPARENT:
            return self.text_of(element)
        if _is_mark(written):
            return written
        if name in _OPENS:
            pairs[element.get("i", "")] = self._number("pair", element, element.get("i", ""))
            return f"⟨{pairs[element.get('i', '')]}⟩"
        if name in _CLOSES and (opened := pairs.get(element.get("i", ""))):
            return f"⟨/{opened}⟩"
        return f"⟨{self._number('single', element, str(position))}/⟩"

    def _number(self, kind: str, element: Element, otherwise: str) -> int:
        name = (kind, element.get("x") or otherwise)
        return self._numbers.setdefault(name, len(self._numbers) + 1)


def _is_mark(text: str) -> bool:
    """What `fill` wrote."""
    there = list(tokens(text))
    return len(there) == 1 and there[0].part is not Part.TEXT
