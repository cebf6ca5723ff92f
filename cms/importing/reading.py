"""``read_document``: one file in, one item out, or a refusal that says what to do."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.importing.assembly import assemble
from cms.importing.detect import Kind, kind_by_bytes, kind_of_text
from cms.importing.document import ImportedItem
from cms.importing.docx import read_docx
from cms.importing.encodings import decode, legacy_encoding
from cms.importing.html import declared_encoding, read_html
from cms.importing.legacy_fonts import convert
from cms.importing.limits import Limits, limits_from_settings
from cms.importing.markdown import read_markdown
from cms.importing.pictures import PictureStore
from cms.importing.pieces import Hints, Piece
from cms.importing.refusals import refuse
from cms.importing.text import read_text

EMBEDDED = re.compile(r"data:image/[\w.+-]+;base64,[\w+/=%\s]+")
Source = Path | tuple[str, bytes]
Reading = tuple[list[Piece], Hints, list[Any]]


def read_document(source: Source, limits: Limits | None = None) -> ImportedItem:
    """Read a file, or a name with its bytes. Raises ``ImportRefused``. Fetches nothing.

    Only a path has a folder in which a saved page's pictures can be found."""
    limits = limits or limits_from_settings()
    name, data, folder = _open(source, limits)
    pictures = PictureStore(limits)
    kind = kind_by_bytes(name, data, limits)
    if kind is Kind.DOCX:
        reading = read_docx(data, pictures, limits)
    else:
        reading = _read_text_format(name, data, pictures, folder)
    pieces, hints, warnings = reading
    item = assemble(pieces, hints, pictures, stem=PurePath(name).stem)
    return replace(
        item,
        warnings=(*warnings, *item.warnings),
        source_sha256=hashlib.sha256(data).hexdigest(),
        filename=PurePath(name).name,
    )


def _open(source: Source, limits: Limits) -> tuple[str, bytes, Path | None]:
    if isinstance(source, tuple):
        return source[0], source[1], None
    try:
        if source.stat().st_size > limits.file_size:
            raise refuse("too_large")
        return source.name, source.read_bytes(), source.parent
    except OSError as error:
        raise refuse("not_found") from error


def _read_text_format(
    name: str, data: bytes, pictures: PictureStore, folder: Path | None
) -> Reading:
    decoded = decode(data, declared_encoding(data))
    _refuse_too_long(decoded.text, pictures.limits)
    damaged = [_("Some characters could not be read and show as “�”: check them.")]
    before = damaged if decoded.damaged else []
    kind = kind_of_text(name, decoded.text)
    if kind is Kind.HTML:
        pieces, hints, warnings = read_html(decoded.text, pictures, folder)
        return pieces, hints, before + warnings
    encoding = legacy_encoding(decoded.text)
    text = convert(decoded.text, encoding) if encoding else decoded.text
    if encoding:
        before.append(
            _("Text in old Vietnamese fonts was converted to Unicode: check names and numbers.")
        )
    if kind is Kind.MARKDOWN:
        pieces, hints, warnings = read_markdown(text, pictures, folder)
        return pieces, hints, before + warnings
    pieces, hints = read_text(text)
    return pieces, hints, list(before)


def _refuse_too_long(text: str, limits: Limits) -> None:
    too_long = len(text) > limits.characters
    if too_long and len(EMBEDDED.sub("", text)) > limits.characters:
        raise refuse("too_large")
