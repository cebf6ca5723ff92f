"""Pictures and links: what the platform reads, checks and keeps. No state is touched here."""

from __future__ import annotations

import hashlib
import html
import io
import ipaddress
import os
import re
import urllib.error
import urllib.request
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from publishing.sandbox.errors import link_not_scraped, not_a_picture, picture_too_big

MAX_PICTURE_BYTES = 4 * 1024 * 1024
MAX_PAGE_BYTES = 1024 * 1024
FETCH_SECONDS = 10
FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF")


@dataclass(frozen=True)
class Picture:
    content: bytes
    sha256: str
    mime: str
    width: int
    height: int


def read_picture(content: bytes) -> Picture:
    """Raises GraphError: 100/1366046 above 4 MB, 324 for what is no picture."""
    if len(content) > MAX_PICTURE_BYTES:
        raise picture_too_big()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                mime, (width, height) = Image.MIME[image.format or ""], image.size
                image.verify()
    except Exception as error:  # Pillow raises many kinds for broken files, SyntaxError among them
        raise not_a_picture() from error
    return Picture(content, hashlib.sha256(content).hexdigest(), mime, width, height)


def store_picture(photo_dir: Path, picture: Picture) -> None:
    """On the disk before the ledger names it. Raises OSError."""
    path = photo_dir / picture.sha256
    if path.exists() and path.stat().st_size == len(picture.content):
        return
    part = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with open(part, "wb") as file:
            file.write(picture.content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def fetch_picture(url: str) -> Picture:
    try:
        return read_picture(_fetch(url, MAX_PICTURE_BYTES + 1))
    except (OSError, ValueError) as error:
        raise not_a_picture() from error


def scrape_title(link: str) -> str:
    """The page's title, as the platform's crawler reads it. Raises GraphError 100/1609005."""
    try:
        page = _fetch(link, MAX_PAGE_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError) as error:
        raise link_not_scraped(link) from error
    title = re.search(r"(?is)<title[^>]*>(.*?)</title>", page)
    return " ".join(html.unescape(title[1]).split()) if title else ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def _fetch(url: str, limit: int) -> bytes:
    """From this machine only: a stand-in calls nobody. Raises OSError or ValueError."""
    if urlsplit(url).scheme not in {"http", "https"} or not _is_loopback(
        urlsplit(url).hostname or ""
    ):
        raise ValueError(f"not an address of this machine: {url}")
    with _OPENER.open(url, timeout=FETCH_SECONDS) as response:
        content: bytes = response.read(limit)
    return content


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
