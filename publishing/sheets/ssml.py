"""A script as SSML 1.1 (W3C Recommendation of 2010-09-07), for whoever has a voice of their own.

`sub` keeps both forms: `alias` is what was approved to be said, its text what is written.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError, SubElement

from cms.languages import bcp47_of

from ..script.model import Paragraph, Script, Sentence
from .marks import slot_marks
from .sheet import Sheet

NAMESPACE = "http://www.w3.org/2001/10/synthesis"
SENTENCE_PAUSE, PARAGRAPH_PAUSE = "800ms", "1500ms"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Everything that a file of ours may hold, element by element, and the children of each.
ALLOWED: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "speak": (frozenset({"version", _LANG}), frozenset({"meta", "p", "break"})),
    "meta": (frozenset({"name", "content"}), frozenset()),
    "p": (frozenset(), frozenset({"s", "break", "mark"})),
    "s": (frozenset(), frozenset({"sub"})),
    "break": (frozenset({"time"}), frozenset()),
    "mark": (frozenset({"name"}), frozenset()),
    "sub": (frozenset({"alias"}), frozenset()),
}
_MAY_SAY = frozenset({"s", "sub"})
_TIME = re.compile(r"\d{1,5}ms")
ElementTree.register_namespace("", NAMESPACE)
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class InvalidSsml(ValueError):
    """Says what is wrong, in one line."""


def ssml(sheet: Sheet) -> bytes:
    """UTF-8. Marks `slot-60` stand where a slot of that many seconds ends."""
    script = sheet.script
    root = Element(_name("speak"), {"version": "1.1", _LANG: bcp47_of(script.language)})
    for name, content in (
        ("title", sheet.title),
        ("text-sha256", sheet.text_hash),
        ("profile", script.profile),
    ):
        if content:
            SubElement(root, _name("meta"), {"name": name, "content": _writable(content)})
    _fill(root, script, slot_marks(sheet))
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    validate(made)
    return made


def _fill(root: Element, script: Script, marks: Mapping[int, list[int]]) -> None:
    at = 0
    for number, paragraph in enumerate(script.paragraphs):
        if number:
            SubElement(root, _name("break"), {"time": PARAGRAPH_PAUSE})
        at = _add_paragraph(SubElement(root, _name("p")), paragraph, marks, at)


def _add_paragraph(
    into: Element, paragraph: Paragraph, marks: Mapping[int, list[int]], at: int
) -> int:
    """`at` is the number of the first sentence; that behind the last is given back."""
    for number, sentence in enumerate(paragraph.sentences):
        if number:
            SubElement(into, _name("break"), {"time": SENTENCE_PAUSE})
        _add_sentence(SubElement(into, _name("s")), sentence)
        for slot in marks.get(at, ()):
            SubElement(into, _name("mark"), {"name": f"slot-{slot}"})
        at += 1
    return at


def _add_sentence(into: Element, sentence: Sentence) -> None:
    for piece in sentence.pieces:
        said, written = _writable(piece.said), _writable(piece.written).strip()
        if not piece.rewritten or not written or not said.strip():
            _add_text(into, said)
            continue
        _add_text(into, said[: len(said) - len(said.lstrip())])
        SubElement(into, _name("sub"), {"alias": said.strip()}).text = written
        _add_text(into, said[len(said.rstrip()) :])


def _add_text(into: Element, text: str) -> None:
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text


def said_in(made: bytes) -> list[str]:
    """What a voice says of it, sentence by sentence. Raises InvalidSsml."""
    root = _parsed(made)
    return ["".join(_spoken(one)).strip() for one in root.iter(_name("s"))]


def _spoken(sentence: Element) -> Iterator[str]:
    yield sentence.text or ""
    for sub in sentence:
        yield sub.get("alias", "")
        yield sub.tail or ""


def validate(made: bytes) -> None:
    """Well-formed, and of nothing but `ALLOWED`. Raises InvalidSsml."""
    root = _parsed(made)
    if root.tag != _name("speak") or root.get("version") != "1.1" or not root.get(_LANG):
        raise InvalidSsml("the root is no speak of version 1.1 in a language")
    for element in root.iter():
        _validate(element)


def _parsed(made: bytes) -> Element:
    if b"<!" in made:  # no DOCTYPE, entity, comment or CDATA is ours
        raise InvalidSsml("a declaration that no file of ours has")
    try:
        return ElementTree.fromstring(made)  # noqa: S314  nothing of it can declare an entity
    except ParseError as error:
        raise InvalidSsml(str(error)) from error


def _validate(element: Element) -> None:
    name = str(element.tag).removeprefix(f"{{{NAMESPACE}}}")
    if name not in ALLOWED or element.tag != _name(name):
        raise InvalidSsml(f"element {element.tag}")
    attributes, children = ALLOWED[name]
    if wrong := set(element.keys()) - attributes:
        raise InvalidSsml(f"attribute {min(wrong)} of {name}")
    if missing := attributes - set(element.keys()):
        raise InvalidSsml(f"{name} without {min(missing)}")
    for child in element:
        if str(child.tag).removeprefix(f"{{{NAMESPACE}}}") not in children:
            raise InvalidSsml(f"{child.tag} within {name}")
        if name not in _MAY_SAY and (child.tail or "").strip():
            raise InvalidSsml(f"text within {name}")
    if name not in _MAY_SAY and (element.text or "").strip():
        raise InvalidSsml(f"text within {name}")
    if name == "break" and not _TIME.fullmatch(element.get("time", "")):
        raise InvalidSsml("break without milliseconds")
    if name == "sub" and not element.get("alias", "").strip():
        raise InvalidSsml("sub that says nothing")


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _writable(text: str) -> str:
    """XML 1.0 has no way to write some signs; nobody says them either."""
    return _UNWRITABLE.sub("", text)
