"""How many parts a drawing has once all that stands in it for others is drawn.

Elements that `use` others, or are filled, cut or marked with others that do so too: a few lines can
stand for millions. Counted is rather too much than too little.
"""

import re
from collections.abc import Iterator
from typing import Any

from . import allowed

LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
SHAPES = {"path", "polyline", "polygon", "line"}
# What each part of a group takes over from it; the others are done once to the whole group.
HANDED_DOWN = {"fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"}
MOST_STEPS = 500_000  # of counting
# Each of these expressions looks at a letter once: what they read may be two megabytes of one line.
_SELECTOR = re.compile(r"(\w*)(?:([.#])([\w-]+))?")
_BETWEEN = re.compile(r"[A-Za-z\s,.-]")

Declared = list[tuple[str, str]]
Key = tuple[str, str, str]  # kind of element, sign of the selector, name; empty: any
EVERYTHING: Key = ("", "", "")


class Endless(Exception):
    """Something stands for itself, or for others deeper than is followed."""


def parts_drawn(root: Any, deepest: int) -> int:
    """Raises Endless."""
    return _Drawing(root, deepest).weight(root, frozenset())


class _Drawing:
    def __init__(self, root: Any, deepest: int) -> None:
        self.deepest = deepest
        self.named = {one.get("id"): one for one in root.iter() if one.get("id")}
        self.rules = _rules(root)
        self.steps = 0
        told = [text for declared in self.rules.values() for _name, text in declared]
        told += [text for one in root.iter() for text in one.attrib.values()]
        self.counts_corners = any(self._is_marker(one) for text in told for one in self._in(text))
        self.weights: dict[Any, int] = {}

    def weight(self, element: Any, above: frozenset[Any]) -> int:
        if element in above or len(above) > self.deepest:
            raise Endless
        if element not in self.weights:
            self.weights[element] = self._weight(element, above | {element})
        return self.weights[element]

    def _weight(self, element: Any, above: frozenset[Any]) -> int:
        own = self._corners(element) if self.counts_corners else 1
        inner = [*element, *(self.named[name] for name in _linked(element) if name in self.named)]
        own += sum(self.weight(one, above) for one in inner if not _is_gradient(one))
        once = handed = 0
        for name, text in self._declared(element):
            drawn = sum(self.weight(one, above) for one in self._in(text))
            handed += drawn if name in HANDED_DOWN else 0
            once += drawn
        return own * (1 + handed) + once

    def _declared(self, element: Any) -> Iterator[tuple[str, str]]:
        for name, text in element.attrib.items():
            yield from _declarations(text) if name == "style" else [(name, text)]
        for key in _keys(element):
            for declared in self.rules.get(key, ()):
                self.steps += 1
                if self.steps > MOST_STEPS:
                    raise Endless
                yield declared

    def _in(self, text: str) -> Iterator[Any]:
        """Whatever a value names. Gradients copy nothing."""
        for name in allowed.LOCAL.findall(text):
            target = self.named.get(name)
            if target is not None and not _is_gradient(target):
                yield target

    def _is_marker(self, element: Any) -> bool:
        return _kind(element) == "marker"

    def _corners(self, element: Any) -> int:
        """A marker is drawn at each."""
        if _kind(element) not in SHAPES:
            return 1
        text = element.get("d") or element.get("points") or ""
        return 1 + len(_BETWEEN.findall(text)) // 2  # two numbers each


def _rules(root: Any) -> dict[Key, Declared]:
    """What styles declare that names a part of the drawing, by what they declare it of."""
    rules: dict[Key, Declared] = {}
    for style in root.iter("{*}style"):
        for rule in (style.text or "").split("}"):
            selectors, _brace, text = rule.partition("{")
            declared = [each for each in _declarations(text) if "url" in each[1]]
            for selector in selectors.split(",") if declared else ():
                rules.setdefault(_key(selector.strip()), []).extend(declared)
    return rules


def _declarations(text: str) -> Declared:
    parts = (part.partition(":") for part in text.split(";"))
    return [(name.strip(), value) for name, _colon, value in parts]


def _key(selector: str) -> Key:
    """One of several parts is taken to mean everything."""
    found = _SELECTOR.fullmatch(selector)
    return (found[1] or "", found[2] or "", found[3] or "") if found else EVERYTHING


def _keys(element: Any) -> Iterator[Key]:
    names = [("", ""), ("#", element.get("id") or "")]
    names += [(".", name) for name in set((element.get("class") or "").split())]
    for kind in ("", _kind(element)):
        yield from ((kind, *name) for name in names)


def _linked(element: Any) -> Iterator[str]:
    for name in LINKS:
        if value := element.get(name):
            yield value.strip()[1:]


def _is_gradient(element: Any) -> bool:
    return _kind(element).endswith("Gradient")


def _kind(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
