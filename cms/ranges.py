"""Answers with a file, or the part of it that was asked for: players of sound and video seek so.

One range, https://www.rfc-editor.org/rfc/rfc9110#name-range-requests : who asks for several gets the
whole file, as the standard allows. Nothing is ever whole in memory. (Of the libraries, WhiteNoise
answers ranges too, but of static files only and without If-Range.)
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response

CHUNK_BYTES = 64 * 1024
# A player that is paused leaves its answer unread, and with it whichever process gives it. It gets as
# much as the line takes at once, as the standard allows (RFC 9110, 15.3.7), and asks on as it plays.
PLAYERS = {"audio", "video"}
MOST_AT_ONCE = 2 * 1024 * 1024
# More digits than any file has bytes are still a number; no number has hundreds.
_ONE_RANGE = re.compile(r"bytes[ \t]*=[ \t]*(\d{0,99})-(\d{0,99})[ \t]*", re.ASCII | re.IGNORECASE)


class NotSatisfiable(Exception):
    """The range lies behind the end."""


@dataclass(frozen=True)
class Range:
    """Both ends included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def range_in(header: str, size: int) -> Range | None:
    """None: the header says nothing that we follow. Raises NotSatisfiable."""
    found = _ONE_RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # so many bytes at the end
        asked = Range(max(size - int(last), 0), size - 1)
    else:
        asked = Range(int(first), min(int(last), size - 1) if last else size - 1)
        if last and int(last) < int(first):
            return None
    if asked.size < 1:
        raise NotSatisfiable
    return asked


class Part:
    """Iterates over a part of an open file, and closes it, also when nobody reads to the end."""

    def __init__(self, file: BinaryIO, part: Range) -> None:
        self.file, self.left = file, part.size
        file.seek(part.first)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        data = self.file.read(min(CHUNK_BYTES, self.left)) if self.left else b""
        if not data:
            self.close()
            raise StopIteration
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def answer(
    request: HttpRequest, *, size: int, etag: str, media_type: str, opened: Callable[[], BinaryIO]
) -> HttpResponseBase:
    """To GET or HEAD; `etag` names the content, without quotes. `opened` is called if it is read."""
    etag = f'"{etag}"'
    settled: HttpResponse | None = get_conditional_response(request, etag=etag)
    if settled is not None:
        settled["ETag"] = etag
        return settled
    try:
        part = _asked_for(request, size, etag)
    except NotSatisfiable:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    whole = Range(0, size - 1)
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(Part(opened(), part or whole), status=206 if part else 200)
    if part:
        response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    response["Content-Type"] = media_type
    response["Content-Length"] = str((part or whole).size)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    return response


def _asked_for(request: HttpRequest, size: int, etag: str) -> Range | None:
    """Ranges are of GET only; one of another content (If-Range) is not followed."""
    header = request.headers.get("Range", "")
    condition = request.headers.get("If-Range", "").strip()
    if request.method != "GET" or not header or (condition and condition != etag):
        return None
    asked = range_in(header, size)
    if asked and request.headers.get("Sec-Fetch-Dest") in PLAYERS:
        return Range(asked.first, min(asked.last, asked.first + MOST_AT_ONCE - 1))
    return asked
