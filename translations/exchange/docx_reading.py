"""What came back in a DOCX file: rows of any table, in any order, with changes as if accepted."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from translations.exchange.columns import HEADS, meanings
from translations.exchange.docx import LINE
from translations.exchange.escaping import restored
from translations.exchange.fingerprints import ID, unmarked
from translations.exchange.found import Contents, Found, Head
from translations.exchange.places import with_label
from translations.exchange.problems import Refused
from translations.exchange.xml_files import local, parsed
from translations.unit import State, Unit

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO 29500 strict, as some programs save it.
STRICT, TRANSITIONAL = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()
REMOVED = {"del", "moveFrom"}  # text that a reviewer struck out
CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
COLUMNS = 3
_CODE = re.compile(rf"({ID}~[0-9a-f]{{8}})\s*$")

Element = etree._Element


def read(parts: dict[str, bytes], main: str) -> Contents:
    """Raises Refused."""
    body = parsed(parts[main].replace(STRICT, TRANSITIONAL)).find(f"{W}body")
    if body is None or body.find(f".//{W}tr") is None:
        raise Refused(_("The document has no table with translations. Export the page anew."))
    return Contents(_head(body), tuple(_found(body)))


def _head(body: Element) -> Head:
    names = {"source": "source_language", "target": "target_language"}
    for paragraph in body.iter(f"{W}p"):
        text = _text(paragraph)
        if text.startswith(f"{LINE} | item="):
            first, _bar, title = text.partition(" | title=")
            said = dict(one.split("=", 1) for one in first.split(" | ") if "=" in one)
            said = {names.get(name, name): restored(value) for name, value in said.items()}
            known = {name: value for name, value in said.items() if name in Head.__annotations__}
            return Head(**known | {"title": restored(title)})
    return Head()


def _found(body: Element) -> Iterator[Found]:
    head = meanings(HEADS)
    for table_number, table in enumerate(body.iter(f"{W}tbl"), 1):
        for number, row in enumerate(_rows(table), 1):
            cells = [_cell_text(cell) for cell in _cells(row)]
            if not any(cells) or all(head(cell) for cell in cells if cell):
                continue
            place = _("Table %(table)d, row %(row)d") % {"table": table_number, "row": number}
            yield _one(place, cells)


def _rows(table: Element) -> Iterator[Element]:
    """Content controls may stand around rows and cells; tables within cells are their own."""
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in ("sdt", "sdtContent"):
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent"):
            yield from _cells(child)


def _one(place: str, cells: list[str]) -> Found:
    label, id_, exported = _first(cells[0])
    place = with_label(place, label)
    if len(cells) != COLUMNS:
        trouble = _(
            "The row has %(count)d cells instead of three: cells were split, joined or added. "
            "Put it back as it was, or translate this one in Loa."
        ) % {"count": len(cells)}
        return Found(place, Unit(id=id_, source="", label=label), exported, trouble)
    source, target = map(restored, cells[1:])
    state = State.TRANSLATED if target else State.EMPTY
    return Found(
        place, Unit(id=id_, source=source, target=target, state=state, label=label), exported
    )


def _first(text: str) -> tuple[str, str, str]:
    """Label, id and fingerprint out of the first column."""
    found = _CODE.search(text)
    id_, exported = unmarked(found[1]) if found else ("", "")
    line = text.split("\n", 1)[0] if not found or found.start() else ""
    _number, _dot, label = line.partition(". ")
    return restored(label), id_, exported


def _cell_text(cell: Element) -> str:
    return "\n".join(_text(paragraph) for paragraph in _paragraphs(cell)) if len(cell) else ""


def _paragraphs(cell: Element) -> Iterator[Element]:
    for child in cell:
        if local(child) == "p":
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml"):
            yield from _paragraphs(child)


def _text(element: Element) -> str:
    parts = []
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in CHARACTERS:
            parts.append(CHARACTERS[name])
        elif name == "sym":
            parts.append(_symbol(child))
        elif name not in REMOVED and name not in (
            "AlternateContent",
            "drawing",
            "pict",
            "pPr",
            "rPr",
        ):
            parts.append(_text(child))
    return "".join(parts)


def _symbol(element: Element) -> str:
    code = element.get(f"{W}char") or ""
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
