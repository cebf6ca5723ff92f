"""What kind of file this is: by its bytes first, by its name where bytes cannot tell."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from cms.importing.limits import Limits
from cms.importing.refusals import refuse


class Kind(StrEnum):
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


EXTENSIONS = {
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
}
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "unknown_format"),
    (b"7z\xbc\xaf", "unknown_format"),
    (b"\x1f\x8b", "unknown_format"),
    (b"MZ", "unknown_format"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WEB_ARCHIVE = re.compile(rb"(?im)^MIME-Version:.*$|^Content-Type:\s*multipart/related")
LOOKS_LIKE_HTML = re.compile(
    r"(?i)^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|article|div|p|h1)\b", re.S
)


def kind_by_bytes(name: str, data: bytes, limits: Limits) -> Kind | None:
    """The kind, or ``None`` for what seems to be text; raises ``ImportRefused`` for the rest."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refuse("empty")
    if len(data) > limits.file_size:
        raise refuse("too_large")
    if data.startswith(OLE):
        raise refuse("encrypted" if ENCRYPTED_STREAM in data else "old_word")
    if data.startswith(b"PK"):
        return Kind.DOCX
    for signature, reason in SIGNATURES:
        if data.lstrip(b"\xef\xbb\xbf \r\n")[:16].startswith(signature):
            raise refuse(reason)
    if WEB_ARCHIVE.search(data[:2000]) and b"multipart/related" in data[:4000]:
        raise refuse("web_archive")
    if kind_by_name(name) is Kind.DOCX:
        raise refuse("broken_docx")
    return None


def kind_by_name(name: str) -> Kind | None:
    return EXTENSIONS.get(PurePath(name).suffix.lower())


def kind_of_text(name: str, text: str) -> Kind:
    """Which of the text formats; a web page saved as .txt is still a web page."""
    if "\0" in text:
        raise refuse("unknown_format")
    if LOOKS_LIKE_HTML.match(text[:4000]):
        return Kind.HTML
    suffix = PurePath(name).suffix.lower()
    if suffix in {".doc", ".dot"} or not suffix:
        return Kind.TEXT
    named = kind_by_name(name)
    if named is None:
        raise refuse("unknown_format")
    return named
