"""The words of a PDF: of its pages as they look, and every text that lies behind them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pypdfium2 as pdfium
from lxml import etree
from pikepdf import Array, Dictionary, String
from pypdfium2 import raw

from .gathered import Gathered

MOST_PAGES = 3000
MOST_SHOWN = 200  # objects of a page that are looked at
LEAST_OF_A_PAGE = 10  # letters; a scan may have a number of its page as text
LEAST_BESIDE_A_PICTURE = 200
LARGE_PICTURE = 0.25  # of the page
MOST_UNKNOWN = 0.2  # of the letters of a page
# Texts of people: of remarks, forms, bookmarks, particulars, and those read out to the blind.
SPEAKING = {
    f"/{name}"
    for name in "Contents RC V DV T TU TM Opt Subj Title Author Subject Keywords Company Manager Alt"
    " ActualText Desc UF F URI".split()
}
FILES = ("/EF", "/XFA")  # where further files are
OWN_NUMBERS = "xap/1.0/mm/"  # of the document, long and meant for machines
_MARKUP = re.compile(r"<[^<>]*>")


def gather(source: Path, found: Gathered) -> None:
    document = pdfium.PdfDocument(str(source))
    found.pages = len(document)
    for number in range(min(len(document), MOST_PAGES)):
        page = _flattened(document, number)
        found.unread += not _read_page(page, found)
        page.close()
    found.unread += max(0, len(document) - MOST_PAGES)
    document.close()
    with pikepdf.open(source) as pdf:
        _read_particulars(pdf, found)
        for thing in pdf.objects:
            _read_object(thing, found)


def _flattened(document: Any, number: int) -> Any:
    """Remarks, stamps and fields become part of the page."""
    page = document[number]
    if not raw.FPDFPage_GetAnnotCount(page):
        return page
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def _read_page(page: Any, found: Gathered) -> bool:
    """Whether all that can be seen on it was read."""
    hides = _hides_words(page)
    letters = page.get_textpage()
    text = letters.get_text_range()
    found.add(text)
    least = LEAST_BESIDE_A_PICTURE if hides else LEAST_OF_A_PAGE
    if len(text.strip()) < least and (hides or _shows_something(page)):
        return False
    return _unknown(letters) <= MOST_UNKNOWN * len(text)


def _unknown(letters: Any) -> int:
    """Letters of a font that does not say which they are."""
    return sum(
        raw.FPDFText_HasUnicodeMapError(letters.raw, number) == 1
        for number in range(letters.count_chars())
    )


def _shows_something(page: Any) -> bool:
    """A picture, or drawn shapes in which letters may hide."""
    return any(kind != raw.FPDF_PAGEOBJ_TEXT for kind, _box in _shown(page))


def _hides_words(page: Any) -> bool:
    """A picture so large that it may be of a page."""
    width, height = page.get_size()
    return any(
        (box[2] - box[0]) * (box[3] - box[1]) > LARGE_PICTURE * width * height
        for kind, box in _shown(page)
        if kind == raw.FPDF_PAGEOBJ_IMAGE
    )


def _shown(page: Any) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    for number, one in enumerate(page.get_objects()):
        if number >= MOST_SHOWN:
            return
        yield one.type, one.get_bounds()


def _read_particulars(pdf: pikepdf.Pdf, found: Gathered) -> None:
    if "/Metadata" not in pdf.Root:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(pdf.Root.Metadata.read_bytes().strip(), parser)
    for one in root.iter(etree.Element) if root is not None else ():
        told = [(one.tag, one.text), *one.attrib.items()]
        for name, value in told:
            if OWN_NUMBERS not in str(name):
                found.add(str(value or ""))


def _read_object(thing: Any, found: Gathered) -> None:
    """What is referred to, rather than contained, is an object of its own."""
    if isinstance(thing, (Dictionary, pikepdf.Stream)):
        signs = "/ByteRange" in thing  # then its contents are a signature
        for key, value in thing.items():
            if key in SPEAKING and not (signs and key == "/Contents"):
                _add(value, found)
            found.unread += key in FILES
            if _is_inside(value):
                _read_object(value, found)
    elif isinstance(thing, Array):
        for value in thing:
            if _is_inside(value):
                _read_object(value, found)


def _is_inside(value: Any) -> bool:
    return isinstance(value, (Dictionary, Array)) and not value.is_indirect


def _add(value: Any, found: Gathered) -> None:
    if isinstance(value, String):
        text = str(value)
        found.add(text)
        plain = unquote(_MARKUP.sub(" ", text))
        if plain != text:
            found.add(plain)
    elif isinstance(value, Array):
        for one in value:
            _add(one, found)
