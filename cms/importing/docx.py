"""Word documents: mammoth reads the structure after styles and old fonts have been put in order."""

from __future__ import annotations

import logging
from typing import Any

import mammoth
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from lxml import etree, html
from lxml.etree import _Element as Element

from cms.importing.archive import read_parts, write_parts
from cms.importing.cleaning import clean_line
from cms.importing.docx_fonts import convert_legacy_fonts
from cms.importing.docx_styles import STYLE_MAP, Styles, W, rewrite_styles, xml_parser
from cms.importing.limits import Limits
from cms.importing.pictures import PictureStore
from cms.importing.pieces import Hints, Piece
from cms.importing.refusals import refuse
from cms.importing.walking import Walker

logger = logging.getLogger(__name__)
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = W.strip("{}").encode()
RELATIONS = "_rels/.rels"
OFFICE_DOCUMENT = "/officeDocument"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
MEANINGLESS_TITLES = ("microsoft word", "document", "untitled", "tài liệu", "word document")


def read_docx(
    data: bytes, pictures: PictureStore, limits: Limits
) -> tuple[list[Piece], Hints, list[Any]]:
    """Pieces, hints and warnings of a Word file. Raises ``ImportRefused``."""
    parts = read_parts(data, limits)
    try:
        warnings = _prepare(parts)
        source = _convert(parts, pictures)
        tree = html.document_fromstring(f"<html><body>{source}</body></html>")
        pieces = Walker(lambda image: image.get("src")).pieces(tree)
        return pieces, Hints(title=_property_title(parts)), warnings
    except RecursionError as error:
        raise refuse("too_complex") from error
    except (etree.LxmlError, KeyError, ValueError, AttributeError) as error:
        raise refuse("broken_docx") from error


def _main_part(parts: dict[str, bytes]) -> str:
    """Named by the package's relations; nearly always word/document.xml."""
    relations = etree.fromstring(parts.get(RELATIONS, b"<none/>"), xml_parser())
    for relation in relations:
        if str(relation.get("Type", "")).endswith(OFFICE_DOCUMENT):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _prepare(parts: dict[str, bytes]) -> list[Any]:
    """Rewrite the XML parts for mammoth; the warnings name what will be missing."""
    styles = Styles(parts.get("word/styles.xml", b"").replace(STRICT, TRANSITIONAL))
    main = _main_part(parts)
    names = [name for name in (main, *NOTES) if name in parts]
    for name in names:
        parts[name] = parts[name].replace(STRICT, TRANSITIONAL)
    roots = {name: etree.fromstring(parts[name], xml_parser()) for name in names}
    if main not in roots:
        raise refuse("broken_docx")
    for root in roots.values():
        _accept_moves(root)
        rewrite_styles(root, styles)
    converted = convert_legacy_fonts(roots.values(), styles)
    for name, root in roots.items():
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _warnings(roots[main], converted)


def _accept_moves(root: Element) -> None:
    """Text moved under "track changes" counts where it was moved to; mammoth knows no moves."""
    for element in list(root.iter(f"{W}moveFrom")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter(f"{W}moveTo"):
        element.tag = f"{W}ins"


def _warnings(root: Element, converted: bool) -> list[Any]:
    found: list[Any] = []
    if converted:
        found.append(
            _("Text in old Vietnamese fonts was converted to Unicode: check names and numbers.")
        )
    lost = {
        _("formulas"): len(list(root.iter(MATH))),
        _("charts"): len(list(root.iter(CHART))),
        _("embedded objects"): len(list(root.iter(f"{W}object"))),
    }
    message = _("Left out: {what} ({count}). Insert them as pictures.")
    for what, count in lost.items():
        if count:
            found.append(format_lazy(message, what=what, count=count))
    if next(root.iter(f"{W}ins", f"{W}del"), None) is not None:
        found.append(_("The file had tracked changes: all of them were taken as accepted."))
    return found


def _convert(parts: dict[str, bytes], pictures: PictureStore) -> str:
    def keep(image: Any) -> list[Any]:
        ref = _picture(image, pictures)
        if ref is None:
            return []
        return [mammoth.html.element("img", {"src": ref, "alt": image.alt_text or ""})]

    try:
        result = mammoth.convert_to_html(
            write_parts(parts),
            style_map=STYLE_MAP,
            convert_image=keep,
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except RecursionError:
        raise
    except Exception as error:  # mammoth raises nearly anything on malformed parts
        logger.warning("a Word file could not be read", exc_info=True)
        raise refuse("broken_docx") from error
    return str(result.value)


def _picture(image: Any, pictures: PictureStore) -> str | None:
    name = clean_line(image.alt_text or "") or _("without a description")
    try:
        with image.open() as stream:
            data = stream.read()
    except Exception:  # mammoth's own class for links, KeyError for a missing part
        pictures.left_out(str(name), _("it is only linked, not stored in the file"))
        return None
    return pictures.add(data, str(name))


def _property_title(parts: dict[str, bytes]) -> str:
    """The title among the file's properties, unless a program filled it in."""
    try:
        root = etree.fromstring(parts.get("docProps/core.xml", b"<none/>"), xml_parser())
    except etree.LxmlError:
        return ""
    title = clean_line(root.findtext(TITLE) or "")
    return "" if title.lower().startswith(MEANINGLESS_TITLES) else title
