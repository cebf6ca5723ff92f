"""Web pages, saved or written by hand."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element as Element

from cms.importing import legacy_fonts
from cms.importing.cleaning import clean_line
from cms.importing.content_area import EMBEDS, article_of
from cms.importing.dates import date_line
from cms.importing.elements import inner_text
from cms.importing.encodings import legacy_encoding
from cms.importing.pictures import PictureStore
from cms.importing.pieces import Hints, Piece
from cms.importing.refusals import refuse
from cms.importing.walking import Walker
from cms.importing.wording import similar

DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
SITE_SUFFIX = re.compile(r"\s+[|»–—-]\s+[^|»–—]{2,60}$")
TITLES = ("og:title", "twitter:title", "dc.title")
LEADS = ("og:description", "description", "twitter:description")
DATES = ("article:published_time", "datepublished", "pubdate", "dc.date", "date")
AUTHORS = ("author", "article:author", "dc.creator")


def declared_encoding(data: bytes) -> str:
    """What the page's own meta element says; "" when it says nothing."""
    found = DECLARED.search(data[:4096])
    return found[1].decode("ascii", "ignore") if found else ""


def read_html(
    text: str, pictures: PictureStore, folder: Path | None, *, web_page: bool = True
) -> tuple[list[Piece], Hints, list[Any]]:
    """Pieces, hints and warnings of a page. ``folder`` is where its ``_files`` folder may lie."""
    try:
        root = _parse(text)
        _convert_old_fonts(root)
        hints = _hints(root, web_page)
        found = root.find("body")
        body = root if found is None else found
        finder = PictureFinder(pictures, folder)
        return _pieces(body, finder, hints), hints, finder.warnings
    except RecursionError as error:
        raise refuse("too_complex") from error
    except (etree.LxmlError, ValueError) as error:
        raise refuse("no_text") from error


def _parse(text: str) -> Element:
    """Raises ``ImportRefused`` where the parser would silently drop what is nested too deeply."""
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    # A declaration of an encoding does not apply to text that is decoded already; lxml objects.
    root = lxml_html.document_fromstring(DECLARATION.sub("", text), parser=parser)
    if any("depth" in entry.message for entry in parser.error_log):
        raise refuse("too_complex")
    return root


def _pieces(body: Element, finder: PictureFinder, hints: Hints) -> list[Piece]:
    if not hints.web_page:
        return Walker(finder.find).pieces(body)
    title = _title_heading(body, hints.title)
    content = article_of(body)
    finder.note_embeds(content)
    inside = title is not None and (title is content or content in title.iterancestors())
    if not hints.date:
        hints.date = _date_above(body, content)
    pieces = Walker(finder.find).pieces(content)
    if title is not None and not inside and title.getparent() is not None:
        pieces = Walker(finder.find).pieces(title) + pieces
    return pieces


def _date_above(body: Element, content: Element) -> str:
    """The last line above the text that says nothing but a date."""
    found = ""
    for element in body.iter():
        if element is content:
            break
        line = clean_line(element.text or "")
        if line and date_line(line):
            found = line
    return found


def _title_heading(body: Element, title: str) -> Element | None:
    """Of several headings of the first level (one may be the site's name) the one that the page
    calls its title."""
    headings = [h for h in body.iter("h1") if clean_line(inner_text(h))]
    return max(headings, key=lambda h: similar(inner_text(h), title), default=None)


def _convert_old_fonts(root: Element) -> None:
    """A page in TCVN3 or VNI shows so only as a whole; its texts are then rewritten one by one."""
    nodes = [e for e in root.iter() if isinstance(e.tag, str) and e.tag not in {"script", "style"}]
    encoding = legacy_encoding("\n".join(f"{e.text or ''}\n{e.tail or ''}" for e in nodes))
    if encoding is None:
        return
    for element in nodes:
        if element.text:
            element.text = legacy_fonts.convert(element.text, encoding)
        if element.tail:
            element.tail = legacy_fonts.convert(element.tail, encoding)


def _hints(root: Element, web_page: bool) -> Hints:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), clean_line(meta.get("content", "")))
    title = clean_line(root.findtext(".//title") or "")
    stamp = next((t.get("datetime", "") for t in root.iter("time") if t.get("datetime")), "")
    author = _first(metas, AUTHORS)
    return Hints(
        title=_first(metas, TITLES) or SITE_SUFFIX.sub("", title),
        lead=_first(metas, LEADS),
        date=_first(metas, DATES) or stamp,
        author="" if "://" in author else author,
        language=root.get("lang", "").split("-")[0].lower(),
        web_page=web_page,
    )


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


class PictureFinder:
    """Finds an <img>'s picture in the page or beside it. What lies elsewhere is never fetched."""

    def __init__(self, pictures: PictureStore, folder: Path | None) -> None:
        self.pictures = pictures
        self.folder = folder.resolve() if folder else None
        self.warnings: list[Any] = []

    def find(self, image: Element) -> str | None:
        address = (image.get("src") or image.get("data-src") or "").strip()
        alt = clean_line(image.get("alt", ""))
        if not address or _is_tracker(image):
            return None
        if address.lower().startswith("data:"):
            data = _embedded(address)
            return self.pictures.add(data, alt or "data:", alt) if data else None
        if urlsplit(address).scheme.lower() in {"http", "https"} or address.startswith("//"):
            self._not_fetched(address)
            return None
        return self._beside(address, alt)

    def _beside(self, address: str, alt: str) -> str | None:
        name = unquote(urlsplit(address).path)
        path = self._inside(name)
        if path is None:
            reason = _("it was not saved with the page; import the folder that holds the page")
            self.pictures.left_out(name, reason)
            return None
        return self.pictures.add(path.read_bytes(), path.name, alt)

    def _inside(self, name: str) -> Path | None:
        """The file of that name below the page's folder, never one outside of it."""
        if self.folder is None or not name or "\0" in name:
            return None
        try:
            path = (self.folder / name.replace("\\", "/")).resolve()
            small = path.is_file() and path.stat().st_size <= self.pictures.limits.file_size
        except OSError:
            return None
        return path if small and path.is_relative_to(self.folder) else None

    def _not_fetched(self, address: str) -> None:
        message = _("A picture lies on another server and was not fetched: {address}")
        self.warnings.append(format_lazy(message, address=address[:300]))

    def note_embeds(self, content: Element) -> None:
        message = _("Embedded content was left out: {address}")
        for element in content.iter(*EMBEDS):
            address = clean_line(element.get("src") or element.get("data") or element.tag)
            self.warnings.append(format_lazy(message, address=address[:300]))


def _is_tracker(image: Element) -> bool:
    return image.get("width") in {"0", "1", "1px"} or image.get("height") in {"0", "1", "1px"}


def _embedded(address: str) -> bytes | None:
    head, _comma, body = address.partition(",")
    if not head.lower().endswith(";base64"):
        return None
    try:
        return base64.b64decode(unquote(body), validate=False)
    except (binascii.Error, ValueError):
        return None
