"""Marks and placeholders as inline elements of XLIFF, and back.

The two versions of XLIFF differ in the names of elements and attributes; a `Dialect` knows these.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping

from lxml import etree

from translations.exchange.escaping import restored, shown
from translations.marks import Part, Token, badly_nested, tokens

Element = etree._Element


class Dialect(ABC):
    """`codes`: the native code of each mark by its number; `ids`: the placeholders so far.

    Source and target of a unit share one dialect, so that equal codes get equal ids.
    """

    TRANSPARENT: frozenset[str]  # annotations, whose text is text of the segment

    def __init__(self, codes: Mapping[str, str]) -> None:
        self.codes = codes
        self.ids: dict[str, str] = {}

    @abstractmethod
    def pair(self, number: str) -> Element: ...

    @abstractmethod
    def single(self, number: str) -> Element: ...

    @abstractmethod
    def opening(self, number: str) -> Element:
        """Of a pair that is closed in the wrong place or not at all."""

    @abstractmethod
    def closing(self, number: str) -> Element: ...

    @abstractmethod
    def placeholder(self, id_: str, text: str) -> Element: ...

    @abstractmethod
    def read(self, element: Element, inner: str) -> str:
        """The element as text with marks; `inner` is what it contains."""

    def fill(self, element: Element, text: str) -> None:
        """Writes the text into the empty element."""
        text = shown(text)
        open_, is_nested = [element], not badly_nested(text)
        for token in tokens(text):
            if token.part is Part.TEXT:
                _add_text(open_[-1], token.text)
            elif token.part is Part.OPEN and is_nested:
                open_.append(_add(open_[-1], self.pair(token.name)))
            elif token.part is Part.CLOSE and is_nested:
                open_.pop()
            else:
                open_[-1].append(self._alone(token))

    def text_of(self, element: Element | None) -> str:
        return "" if element is None else restored(self._inner(element))

    def _alone(self, token: Token) -> Element:
        if token.part is Part.PLACEHOLDER:
            id_ = self.ids.setdefault(token.text, f"p{len(self.ids) + 1}")
            return self.placeholder(id_, token.text)
        make = {Part.OPEN: self.opening, Part.CLOSE: self.closing, Part.SINGLE: self.single}
        return make[token.part](token.name)

    def _inner(self, element: Element) -> str:
        parts = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str):
                inner = self._inner(child)
                name = etree.QName(child).localname
                parts.append(inner if name in self.TRANSPARENT else self.read(child, inner))
            parts.append(child.tail or "")
        return "".join(parts)


def _add(parent: Element, child: Element) -> Element:
    parent.append(child)
    return child


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
