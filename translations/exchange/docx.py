"""DOCX: a table with the text to translate and, beside it, the place for the translation.

The id stands in small letters in a narrow column of the same row, as text: it survives sorting,
splitting the table, copying rows into another document, LibreOffice and other programs, which
bookmarks, hidden text and content controls do not.
"""

import io
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from cms.languages import BY_CODE, bcp47_of
from translations.exchange.columns import HEADS, STATES
from translations.exchange.escaping import IN_OFFICE, shown
from translations.exchange.fingerprints import marked
from translations.unit import State, Unit, UnitFile

Element = etree._Element

WIDTHS = (1700, 6300, 6300)  # twentieths of a point; together the width of A4 on its side
SMALL, QUIET, USUAL = "12", "8", "24"  # half points
LINE = "Loa"  # begins the line that says what the file is
STANDARD = "Times New Roman"  # on every machine of an office, with every Latin mark
SCRIPTS = {"Khmr": "Noto Sans Khmer", "Cham": "Noto Sans Cham", "Tavt": "Noto Sans Tai Viet"}


def write(unit_file: UnitFile) -> bytes:
    document = _sheet()
    document.add_heading(shown(unit_file.title, IN_OFFICE).replace("\n", " "), 1)
    document.add_paragraph(
        _(
            "Write into the right column. Keep marks like ⟨1⟩ … ⟨/1⟩ and {{…}}: move them, do not "
            "change them. You may sort or delete rows; do not change the first column."
        )
    )
    _add_about(document, unit_file)
    table = _table()
    table.append(_head_row())
    for number, unit in enumerate(unit_file.units, 1):
        table.append(_row(number, unit, unit_file))
    document.add_paragraph()  # Word wants one behind a table
    document.element.body.insert(len(document.element.body) - 2, table)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _sheet() -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    document.styles["Normal"].font.name = STANDARD
    return document


def _add_about(document: DocumentType, unit_file: UnitFile) -> None:
    said = {
        "item": unit_file.item,
        "version": unit_file.version,
        "source": unit_file.source_language,
        "target": unit_file.target_language,
        "title": unit_file.title,
    }
    texts = (f"{name}={shown(text, IN_OFFICE)}" for name, text in said.items())
    paragraph = document.add_paragraph()._p
    paragraph.append(_run(" | ".join([LINE, *texts]), QUIET))


def _table() -> Element:
    table = OxmlElement("w:tbl")
    look = _child(table, "w:tblPr")
    _child(look, "w:tblStyle", val="TableGrid")
    _child(look, "w:tblW", w=str(sum(WIDTHS)), type="dxa")
    borders = _child(look, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, f"w:{side}", val="single", sz="4", space="0", color="999999")
    _child(look, "w:tblLayout", type="fixed")
    grid = _child(table, "w:tblGrid")
    for width in WIDTHS:
        _child(grid, "w:gridCol", w=str(width))
    return table


def _head_row() -> Element:
    row = OxmlElement("w:tr")
    _child(_child(row, "w:trPr"), "w:tblHeader")
    for name, width in zip(("number", "source", "target"), WIDTHS, strict=True):
        paragraph = _paragraph(str(HEADS[name]), USUAL)
        paragraph[0][0].insert(1, OxmlElement("w:b"))
        _cell(row, width).append(paragraph)
    return row


def _row(number: int, unit: Unit, unit_file: UnitFile) -> Element:
    row = OxmlElement("w:tr")
    _child(_child(row, "w:trPr"), "w:cantSplit")
    first = _cell(row, WIDTHS[0])
    for text in _remarks(number, unit):
        first.append(_paragraph(text, SMALL))
    first.append(_paragraph(marked(unit), QUIET, color="999999"))
    _cell(row, WIDTHS[1]).append(_paragraph(unit.source, USUAL, language=unit_file.source_language))
    stale = "FDE3D3" if unit.state is State.STALE else ""
    last = _cell(row, WIDTHS[2], fill=stale)
    last.append(_paragraph(unit.target, USUAL, language=unit_file.target_language))
    return row


def _remarks(number: int, unit: Unit) -> list[str]:
    """For whoever translates; nothing of it is read again."""
    said = [f"{number}. {unit.label}".strip(), unit.note]
    if unit.longest is not None:
        said.append(_("At most %(count)d characters") % {"count": unit.longest})
    if unit.state in (State.DRAFT, State.STALE):
        said.append(str(STATES[unit.state]))
    if unit.previous:
        said.append(_("Before: %(text)s") % {"text": unit.previous})
    return [text for text in said if text]


def _cell(row: Element, width: int, fill: str = "") -> Element:
    cell = _child(row, "w:tc")
    look = _child(cell, "w:tcPr")
    _child(look, "w:tcW", w=str(width), type="dxa")
    if fill:
        _child(look, "w:shd", val="clear", color="auto", fill=fill)
    return cell


def _paragraph(text: str, size: str, *, language: str = "", color: str = "") -> Element:
    paragraph = OxmlElement("w:p")
    paragraph.append(_run(shown(text, IN_OFFICE), size, language=language, color=color))
    return paragraph


def _run(text: str, size: str, *, language: str = "", color: str = "") -> Element:
    run: Any = OxmlElement("w:r")
    look = _child(run, "w:rPr")
    script = BY_CODE[language].script if language in BY_CODE else ""
    font = SCRIPTS.get(script, STANDARD)
    _child(look, "w:rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font)
    if color:
        _child(look, "w:color", val=color)
    _child(look, "w:sz", val=size)
    _child(look, "w:szCs", val=size)
    if language:
        _child(look, "w:lang", val=bcp47_of(language), bidi=bcp47_of(language))
    run.text = text  # line breaks and tabs become elements
    return run


def _child(parent: Element, name: str, **attributes: str) -> Element:
    child = OxmlElement(name)
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), value)
    parent.append(child)
    return child
