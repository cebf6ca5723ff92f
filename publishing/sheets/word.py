"""The announcer's sheet as a Word file, for stations that set their programme in Word.

What is written otherwise than said stands small and grey in brackets before what is said.
"""

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from . import archives

LARGE, SMALL, MIDDLE = 17, 9, 11  # points
GREY = RGBColor(0x59, 0x59, 0x59)
BLACK, WHITE = "000000", RGBColor(0xFF, 0xFF, 0xFF)
BEGINNING = datetime(2000, 1, 1)  # noqa: DTZ001  Word knows no zones; never the time of asking
_BOLD_ROLES = ("headline", "correction")
# What XML cannot hold; Word would not open the file.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx(shown: Mapping[str, Any]) -> bytes:
    """Of what `printed` says. Word breaks no page within a sentence, unless it is longer than a page."""
    document = Document()
    _set_up(document, shown)
    _head(document, shown)
    for paragraph in shown["paragraphs"]:
        _paragraph(document, paragraph)
    if shown["paragraphs"]:  # the end is told on the page of the last sentence
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _line(document, f"— {shown['words']['end']} —", size=SMALL, grey=True, centred=True)
    _hard_words(document, shown)
    _foot(document, shown)
    return _same_bytes(document)


def _set_up(document: DocxDocument, shown: Mapping[str, Any]) -> None:
    section, words = document.sections[0], shown["words"]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Arial", Pt(MIDDLE)
    core = document.core_properties
    core.title, core.author, core.comments = _writable(shown["title"]), shown["office"], ""
    core.created = core.modified = BEGINNING
    names = "   ".join(one["name"] for one in shown["banners"])
    _add(section.header.paragraphs[0], f"{shown['office']}   {names}".strip(), size=SMALL)
    foot = section.footer.paragraphs[0]
    _add(foot, f"{words['short']} {shown['short']}   {words['of_page']} ", size=SMALL)
    _field(foot, "PAGE")
    _add(foot, "/", size=SMALL)
    _field(foot, "NUMPAGES")


def _head(document: DocxDocument, shown: Mapping[str, Any]) -> None:
    words = shown["words"]
    _line(document, words["sheet"].upper(), bold=True, centred=True)
    for banner in shown["banners"]:
        dark = banner["kind"] == "emergency"
        for text, size in ((banner["name"], 22), (banner["text"], 12)):
            line = _line(document, text, size=size, bold=True, centred=True)
            _frame(line, fill=BLACK if dark else "")
            if dark:
                line.runs[0].font.color.rgb = WHITE
    if shown["stop"]:
        _frame(_line(document, shown["stop"], size=14, bold=True, centred=True))
    _line(document, shown["title"], size=15, bold=True)
    for label, value in shown["about"]:
        row = _line(document, f"{label}: ", grey=True)
        row.paragraph_format.space_after = Pt(0)
        _add(row, value)
    legend = (
        f"{words['legend']} · {words['legend_written']}" if shown["rewritten"] else words["legend"]
    )
    _line(document, legend, size=SMALL, grey=True).paragraph_format.space_before = Pt(6)
    _line(document, words["word_for_word"], size=SMALL, grey=True)


def _paragraph(document: DocxDocument, paragraph: Mapping[str, Any]) -> None:
    if paragraph["label"]:
        label = _line(document, paragraph["label"].upper(), size=SMALL, grey=True)
        label.paragraph_format.keep_with_next = True
        label.paragraph_format.space_before = Pt(10)
    bold = paragraph["role"] in _BOLD_ROLES
    for sentence in paragraph["sentences"]:
        line = document.add_paragraph()
        line.paragraph_format.keep_together = True
        line.paragraph_format.line_spacing = 1.4
        line.paragraph_format.space_after = Pt(8)
        for piece in sentence["pieces"]:
            if piece["written"]:
                lead = " " if piece["said"].startswith(" ") else ""
                _add(line, f"{lead}[{piece['written']}] ", size=SMALL, grey=True)
            said = piece["said"].lstrip() if piece["written"] else piece["said"]
            _add(line, said, size=LARGE, bold=bold)
        if sentence["end"]:
            _add(line, f"\u00a0{sentence['end']}", size=LARGE - 3, grey=True)
        for slot in sentence["slots"]:
            line.paragraph_format.keep_with_next = True
            _line(document, f"- - - - - - ✂ {slot}", bold=True).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _hard_words(document: DocxDocument, shown: Mapping[str, Any]) -> None:
    words = shown["words"]
    if shown["hard"]:
        _line(document, words["hard"], size=12, bold=True).paragraph_format.keep_with_next = True
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for written, said in [(words["as_written"], words["as_said"]), *shown["hard"]]:
            cells = table.add_row().cells
            _add(cells[0].paragraphs[0], written)
            _add(cells[1].paragraphs[0], said)
        _line(document, "")
    if shown["notes"]:
        _line(document, words["notes"], bold=True).paragraph_format.keep_with_next = True
        for note in shown["notes"]:
            _line(document, f"• {note}")


def _foot(document: DocxDocument, shown: Mapping[str, Any]) -> None:
    """Boxes to sign, which no page divides."""
    words = shown["words"]
    cells = document.add_table(rows=1, cols=2, style="Table Grid").rows[0].cells
    texts = ((words["reader"], words["played"]), (words["agreed"], words["day"]))
    for cell, (name, below) in zip(cells, texts, strict=True):
        first = cell.paragraphs[0]
        _add(first, name, bold=True)
        lines = [first, *(cell.add_paragraph(one) for one in (below, "", "", "", words["sign"]))]
        for line in lines:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.keep_with_next = True


def _line(
    document: DocxDocument,
    text: str,
    *,
    size: float = MIDDLE,
    bold: bool = False,
    grey: bool = False,
    centred: bool = False,
) -> Paragraph:
    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(4)
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add(line, text, size=size, bold=bold, grey=grey)
    return line


def _add(
    line: Paragraph, text: str, *, size: float = MIDDLE, bold: bool = False, grey: bool = False
) -> Run:
    run = line.add_run(_writable(text))
    run.font.size, run.font.bold = Pt(size), bold or None
    # Khmer takes its size from here.
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(int(size * 2)))
    run._r.get_or_add_rPr().append(complex_size)
    if grey:
        run.font.color.rgb = GREY
    return run


def _field(line: Paragraph, name: str) -> None:
    """A number that Word puts in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    line._p.append(field)


def _frame(line: Paragraph, fill: str = "") -> None:
    properties: Any = line._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", BLACK)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    if fill:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{name}"), value)
        properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _same_bytes(document: DocxDocument) -> bytes:
    """python-docx writes the time of writing into the archive."""
    made, again = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as archive:
        archives.write(again, [(name, archive.read(name)) for name in archive.namelist()])
    return again.getvalue()
