"""The only ways by which text and HTML from a file enter an item."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urlsplit

import bleach

from cms.marks_on_letters import without_heaps

TAGS = frozenset(["p", "br", "b", "i", "a", "ul", "ol", "li", "sup", "sub"])
INLINE_TAGS = TAGS - {"p", "ul", "ol", "li"}
ATTRIBUTES = {"a": ["href"]}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
UNSEEN = re.compile(
    r"[\u00ad\u180e\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffc]"
    # Khmer, Cham and Tai Viet write no spaces: there a zero-width space marks where lines may break.
    r"|(?<![\u1780-\u17ff\uaa00-\uaadf])[\u200b-\u200d]"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
SYMBOL_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•"})
PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")
BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")


def clean_text(text: str) -> str:
    """Plain text in NFC: ordinary spaces, no invisible or control characters, line breaks kept."""
    text = BREAKS.sub("\n", without_heaps(text)).translate(SYMBOL_BULLETS)
    text = SPACES.sub(" ", UNSEEN.sub("", text)).replace("\u2011", "-")
    return unicodedata.normalize("NFC", PRIVATE_USE.sub("", text))


def clean_line(text: str) -> str:
    """As ``clean_text``, on one line with single spaces."""
    return " ".join(clean_text(text).split())


def clean_html(source: str, *, inline: bool = False) -> str:
    """HTML of which only the allow-list is left; what else it held stays as text."""
    cleaned = bleach.clean(
        source,
        tags=INLINE_TAGS if inline else TAGS,
        attributes=ATTRIBUTES,
        protocols=PROTOCOLS,
        strip=True,
        strip_comments=True,
    )
    return clean_text(cleaned).strip()


def escape(text: str) -> str:
    return html.escape(text, quote=False)


def safe_address(address: str) -> str:
    """The address when it is absolute and of an allowed scheme, otherwise ""."""
    address = clean_line(address).replace(" ", "%20")
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in PROTOCOLS:
        return ""
    needs_host = parts.scheme.lower() in {"http", "https"}
    return address if (parts.netloc or not needs_host) and (parts.netloc or parts.path) else ""
