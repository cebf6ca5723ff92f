"""Addresses of posts as people copy them from the browser."""

import re
from string import ascii_letters, digits
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

# https://developers.facebook.com/docs/graph-api/reference/page-post/ : ids are page_post.
HOSTS = ("facebook.com", "fb.com", "fb.watch", "fb.me")

_PATHS = (
    re.compile(r"/(?P<page>[0-9]+)_(?P<post>[0-9]+)/?$"),
    re.compile(r"/(?P<page>[^/]+)/(?:posts|photos|videos)/(?:[^/]+/)*(?P<post>[0-9]+)/?$"),
)
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_CONTROLS = bytes([*range(0x20), 0x7F])
_ACTING = _CONTROLS + f"./\\%-_~{ascii_letters}{digits}".encode()


def post_id(address: str, page_id: str) -> str:
    """`page_post` for an address of one of this page's posts; empty where it names no number.

    Newer addresses carry a shortened name (`pfbid…`), from which no id can be told.
    """
    parts = urlsplit(address)
    if _has_detours(parts.path):
        return ""
    query = parse_qs(parts.query)
    story, owner = query.get("story_fbid", [""])[0], query.get("id", [page_id])[0]
    if _is_number(story):
        return f"{page_id}_{story}" if owner == page_id else ""
    for pattern in _PATHS:
        if found := pattern.search(parts.path):
            foreign = _is_number(found["page"]) and found["page"] != page_id
            return "" if foreign else f"{page_id}_{found['post']}"
    return ""


def is_elsewhere(address: str, page_id: str, *, own_host: str = "") -> bool:
    """Not on Facebook (or the stand-in at `own_host`), or a post of a page with another number.

    Also what no browser shows like that. A page's name in an address, and a shortened number, say
    nothing: those are let pass.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or _has_detours(parts.path):
        return True
    if host != own_host and not any(host == one or host.endswith(f".{one}") for one in HOSTS):
        return True
    owners = parse_qs(parts.query).get("id", [])
    owners += [found["page"] for one in _PATHS if (found := one.search(parts.path))]
    numbers = {owner for owner in owners if _is_number(owner)}
    return bool(page_id and numbers and page_id not in numbers)


def _has_detours(path: str) -> bool:
    """Steps back and hidden signs: a browser opens another place than the words say."""
    return "\\" in path or not {".", ".."}.isdisjoint(path.split("/")) or _hides_signs(path)


def _hides_signs(path: str) -> bool:
    """Escapes that a server may act on, or that stand for what needs none; not those of letters
    with diacritics, which every browser writes so."""
    escaped = _ESCAPED.findall(path)
    if path.count("%") != len(escaped):
        return True
    if any(bytes.fromhex(one) in _ACTING for one in escaped):
        return True
    try:
        unquote_to_bytes(path).decode()
    except UnicodeError:  # also a dot or slash in more bytes than it needs
        return True
    return False


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
